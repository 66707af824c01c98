import { describe, expect, it } from 'vitest';
import { isTitleBack, LiveBuffer, titleAt, type TitleMark } from './live-buffer.js';

const START_MS = 1_700_000_000_000;
const NEVER = new AbortController().signal;

function bufferOf(mostMs = 60_000, mostBytes = 1_000_000): LiveBuffer {
  return new LiveBuffer({ mostMs, mostBytes }, START_MS);
}

/** Seconds of sound, each a letter. */
function play(buffer: LiveBuffer, letters: string): void {
  for (const letter of letters) buffer.append({ kind: 'sound', bytes: Buffer.from(letter), durationMs: 1_000 });
}

async function textFrom(buffer: LiveBuffer, momentMs: number, length: number): Promise<string> {
  const cursor = buffer.cursorAt(momentMs);
  let text = '';
  while (text.length < length) text += (await buffer.next(cursor, NEVER))?.toString() ?? '';
  return text;
}

describe('LiveBuffer', () => {
  it('is read from the sound of a moment on', async () => {
    const buffer = bufferOf();
    play(buffer, 'abcdef');
    expect([buffer.oldestMs, buffer.edgeMs]).toEqual([START_MS, START_MS + 6_000]);
    for (const [atMs, expected] of [
      [0, 'abcdef'],
      [START_MS, 'abcdef'],
      [START_MS + 2_999, 'cdef'],
      [START_MS + 3_000, 'def'],
    ] as const)
      // prettier-ignore
      expect(await textFrom(buffer, atMs, expected.length)).toBe(expected);
  });

  it('keeps so many minutes, and so many bytes', async () => {
    const minutes = bufferOf(3_000);
    play(minutes, 'abcdefgh');
    expect(await textFrom(minutes, 0, 4)).toBe('efgh');
    const bytes = bufferOf(60_000, 2);
    play(bytes, 'abcdefgh');
    expect(await textFrom(bytes, 0, 2)).toBe('gh');
    expect(bytes.oldestMs).toBe(START_MS + 6_000);
  });

  it('tells who is too slow that their place is gone', async () => {
    const buffer = bufferOf(2_000);
    play(buffer, 'abc');
    const cursor = buffer.cursorAt(0);
    play(buffer, 'defgh');
    expect(await buffer.next(cursor, NEVER)).toBeUndefined();
  });

  it('sends the head of where a reader begins, and each that follows', async () => {
    const buffer = bufferOf();
    buffer.append({ kind: 'head', bytes: Buffer.from('<1>') });
    play(buffer, 'ab');
    buffer.append({ kind: 'head', bytes: Buffer.from('<2>') });
    play(buffer, 'cd');
    expect(await textFrom(buffer, START_MS, 10)).toBe('<1>ab<2>cd');
    expect(await textFrom(buffer, START_MS + 1_500, 9)).toBe('<1>b<2>cd');
    expect(await textFrom(buffer, START_MS + 3_000, 4)).toBe('<2>d');
  });

  it('knows the title of each moment that is kept', () => {
    const buffer = bufferOf(3_000);
    buffer.append({ kind: 'title', title: { text: 'One' } });
    play(buffer, 'ab');
    buffer.append({ kind: 'title', title: { text: 'Two' } });
    buffer.append({ kind: 'title', title: { text: 'Two' } });
    play(buffer, 'cd');
    buffer.append({ kind: 'title', title: undefined });
    play(buffer, 'e');
    const at = (second: number): string | undefined => titleAt(buffer.titles, START_MS + second * 1_000)?.text;
    expect([0, 1, 2, 3.9, 4, 9].map(at)).toEqual(['One', 'One', 'Two', 'Two', undefined, undefined]);
    play(buffer, 'fgh');
    // What was before the oldest sound is forgotten, but for what that began with.
    expect(buffer.titles).toEqual([{ atMs: START_MS + 4_000 }]);
  });

  it('counts heads as long as sound that needs them is kept', async () => {
    const buffer = bufferOf(60_000, 100);
    const head = (letter: string): void => buffer.append({ kind: 'head', bytes: Buffer.alloc(40, letter) });
    head('1');
    play(buffer, 'ab');
    // The same again is no other head.
    head('1');
    play(buffer, 'c');
    expect(await textFrom(buffer, 0, 43)).toBe(`${'1'.repeat(40)}abc`);
    head('2');
    play(buffer, 'd');
    expect(buffer.oldestMs).toBe(START_MS);
    head('3');
    play(buffer, 'e');
    expect(buffer.oldestMs).toBe(START_MS + 3_000);
    expect(await textFrom(buffer, 0, 82)).toBe(`${'2'.repeat(40)}d${'3'.repeat(40)}e`);
  });

  it('keeps no title that nobody could read', () => {
    const buffer = bufferOf();
    for (let n = 0; n < 10_000; n++) {
      buffer.append({ kind: 'title', title: { text: `Number ${n}` } });
      buffer.append({ kind: 'sound', bytes: Buffer.from('a'), durationMs: 1 });
    }
    expect(buffer.titles.length).toBeLessThanOrEqual(1);
    play(buffer, 'ab');
    buffer.append({ kind: 'title', title: { text: 'Two' } });
    expect(buffer.titles.map(({ title }) => title?.text)).toEqual(['Number 9999', 'Two']);
  });

  it('gives the end of its sound, within bounds', () => {
    const buffer = bufferOf();
    buffer.append({ kind: 'head', bytes: Buffer.from('<1>') });
    play(buffer, 'abcdef');
    expect(buffer.tail(3_000, 100).toString()).toBe('def');
    expect(buffer.tail(60_000, 4).toString()).toBe('cdef');
    expect(bufferOf().tail(60_000, 100)).toHaveLength(0);
  });

  it('knows that a title is back after an interlude, and which is another', () => {
    const marks = (...titles: readonly (readonly [second: number, text: string | undefined])[]): TitleMark[] =>
      titles.map(([second, text]) => ({ atMs: second * 1_000, ...(text !== undefined && { title: { text } }) }));
    expect(isTitleBack(marks([0, 'A'], [40, 'Jingle'], [41, 'A']), 60_000)).toBe(true);
    expect(isTitleBack(marks([0, 'A'], [40, 'Jingle'], [50, undefined], [60, 'a']), 60_000)).toBe(true);
    expect(isTitleBack(marks([0, 'A'], [40, 'B'], [240, 'A']), 60_000)).toBe(false);
    expect(isTitleBack(marks([0, 'A'], [40, 'Jingle']), 60_000)).toBe(false);
    expect(isTitleBack(marks([0, 'A'], [40, undefined]), 60_000)).toBe(false);
    expect(isTitleBack([], 60_000)).toBe(false);
  });

  it('waits for what comes, and for nothing more once it has ended', async () => {
    const buffer = bufferOf();
    const cursor = buffer.cursorAt(0);
    const next = buffer.next(cursor, NEVER);
    play(buffer, 'a');
    expect((await next)?.toString()).toBe('a');
    const last = buffer.next(cursor, NEVER);
    buffer.end(new Error('over'));
    await expect(last).rejects.toThrow('over');
    const leaving = new AbortController();
    leaving.abort(new Error('left'));
    await expect(buffer.next(cursor, leaving.signal)).rejects.toThrow('left');
  });
});
