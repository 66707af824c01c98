import { describe, expect, it } from 'vitest';
import type { LivePart } from './live-part.js';
import { RepeatedMessage } from './repeated-message.js';

/** A part for each letter. */
const partsOf = (letters: string): LivePart[] =>
  Array.from(letters, (letter) => ({ kind: 'sound', bytes: Buffer.alloc(100, letter), durationMs: 200 }));

/** What is heard of each of some connections, and whether it was a message. */
function heardOf(...connections: readonly string[]): string[] {
  const message = new RepeatedMessage();
  return connections.map((letters) => {
    message.begin();
    const heard = partsOf(letters).flatMap((part) => message.pass(part));
    message.end();
    return `${heard.map((part) => (part.kind === 'sound' ? part.bytes.toString('latin1', 0, 1) : '')).join('')}${message.isMessage ? '!' : ''}`;
  });
}

describe('a message that comes in place of the station', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['twice in a row', ['abcdefgh', 'abcdefgh', 'abcdefgh'], ['abcdefgh', 'abcdefgh!', '!']],
    ['by turns with another', ['abc', 'xyz', 'abc', 'xyz', 'abc'], ['abc', 'xyz', 'abc', 'xyz', 'abc!']],
    ['cut off in another place each time', ['abcdefgh', 'abcdefgX', 'abcdefghi', 'abcdefg'], ['abcdefgh', 'abcdefgX!', '!', '!']],
    ['and then the station', ['abcdefgh', 'abcdefgh', 'abXdefgh', 'klmn'], ['abcdefgh', 'abcdefgh!', 'abXdefgh', 'klmn']],
    ['and then the station, right behind it', ['abcdefgh', 'abcdefgh', 'abcdefghijklmnop'], ['abcdefgh', 'abcdefgh!', 'abcdefghijklmnop']],
  ])('is known when it comes %s', (_, connections, expected) => {
    expect(heardOf(...connections)).toEqual(expected);
  }); // prettier-ignore

  it.each<[string, readonly string[]]>([
    ['a jingle before what is live', ['abcdefXY', 'abcdefZW', 'abcdefUV']],
    ['a station whose every connection goes on where the one before was', ['abcdef', 'efghij', 'ijklmn']],
    ['a loop that comes around', ['abcdef', 'ghijkl', 'abcdef', 'ghijkl']],
  ])('is not %s', (_, connections) => {
    expect(heardOf(...connections)).toEqual(connections);
  });
});
