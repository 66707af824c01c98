import { expect, it } from 'vitest';
import { decodeWindows1252 } from './windows-1252.js';

it('reads the quotes and dashes that Latin-1 does not have', () => {
  expect(decodeWindows1252(Buffer.from('93686994209620e9', 'hex'))).toBe('“hi” – é');
});

it('keeps what stands for nothing, and one character for each byte', () => {
  const all = decodeWindows1252(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  expect(all).toHaveLength(256);
  expect(all.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
});
