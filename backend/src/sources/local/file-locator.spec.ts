import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locatorOf, pathOf } from './file-locator.js';

describe('file locators', () => {
  it('are the path itself where it is text', () => {
    expect(locatorOf(Buffer.from('/music/Björk/東京.mp3'))).toBe('/music/Björk/東京.mp3');
    expect(pathOf('/music/Björk/東京.mp3')).toBe('/music/Björk/東京.mp3');
  });

  it('lead back to the same bytes, whatever these are', () => {
    const bytes = fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text))); // prettier-ignore
    fc.assert(
      fc.property(bytes, (name) => {
        const locator = locatorOf(Buffer.from(name));
        expect(Buffer.from(pathOf(locator)).equals(Buffer.from(name))).toBe(true);
        expect(locator.isWellFormed()).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('keep apart a broken byte and the character that stands for it', () => {
    const byte = locatorOf(Buffer.from([0x61, 0xff]));
    const character = locatorOf(Buffer.from('a\uf7ff'));
    expect(byte).not.toBe(character);
  });

  it('begin with the locator of the folder', () => {
    const folder = Buffer.from([0x2f, 0xe9, 0x2f]);
    expect(locatorOf(Buffer.concat([folder, Buffer.from([0xe8])])).startsWith(locatorOf(folder))).toBe(true);
  });
});
