import { describe, expect, it } from 'vitest';
import { formatSize, parseSize } from './values.js';

describe('parseSize', () => {
  it.each([
    ['10GiB', 10 * 1024 ** 3],
    ['1.5 MiB', 1_572_864],
    ['500MB', 500_000_000],
    ['1048576', 1_048_576],
    ['2 tb', 2e12],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', 'GiB', '-1GiB', '10 apples', '1e9', '0x10'])('refuses %j', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });

  it('reads what formatSize writes', () => {
    for (const bytes of [0, 1, 1023, 1024, 10 * 1024 ** 3, 500_000_000]) {
      expect(parseSize(formatSize(bytes))).toBe(bytes);
    }
  });
});
