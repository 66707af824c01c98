import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLyrics } from './lyrics.js';

describe('parseLyrics', () => {
  it.each([
    ['[00:12.5]', 12_500],
    ['[00:12.50]', 12_500],
    ['[00:12.500]', 12_500],
    ['[00:12,05]', 12_050],
    ['[75:00]', 4_500_000],
    ['[01:02:03.04]', 3_723_040],
  ])('reads the stamp %s', (stamp, startMs) => {
    expect(parseLyrics(`[00:00.00]\n${stamp}words`).lines).toContainEqual({ startMs, text: 'words' });
  });

  it('repeats what has several stamps, in order of time', () => {
    const { isSynced, lines } = parseLyrics('[00:10.00][00:30.00]Chorus\n[00:20.00]Verse');
    expect(isSynced).toBe(true);
    expect(lines.map(({ startMs, text }) => [startMs, text])).toEqual([
      [10_000, 'Chorus'],
      [20_000, 'Verse'],
      [30_000, 'Chorus'],
    ]);
  });

  it.each([
    ['+500', 500],
    ['-500', 1_500],
    ['9999', 0],
    ['soon', 1_000],
  ])('shifts by an offset of %s', (offset, startMs) => {
    expect(parseLyrics(`[00:01.00]One\n[00:20.00]Two\n[offset:${offset}]`).lines[0]).toEqual({ startMs, text: 'One' });
  });

  it('leaves out headers, remarks, word times and voices, and keeps pauses and translations', () => {
    const text =
      '\ufeff[ti:Song]\r\n# made by hand\r\n[00:01.00]<00:01.00>One <00:01.50>two\r\n[00:01.00]F: Eins zwei\r\n[00:09.00]';
    expect(parseLyrics(text)).toEqual({
      isSynced: true,
      lines: [
        { startMs: 1_000, text: 'One two' },
        { startMs: 1_000, text: 'Eins zwei' },
        { startMs: 9_000, text: '' },
      ],
    });
  });

  it('goes on with the line before where there is no time', () => {
    expect(parseLyrics('[00:01.00]One\nand more\n[00:02.00]Two').lines[0]?.text).toBe('One and more');
  });

  it('takes text with fewer than two stamps as plain', () => {
    expect(parseLyrics('[ar:Somebody]\nFirst\n\n[00:02.00]Second\n\n')).toEqual({
      isSynced: false,
      lines: [{ text: 'First' }, { text: '' }, { text: 'Second' }],
    });
  });

  it('stays within bounds whatever comes', () => {
    const parts = fc.constantFrom('[00:01.00]', '[99:99.999]', '[offset:5]', '<00:01>', '\n', '[', 'word ');
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 60 }), (text) => {
        const { isSynced, lines } = parseLyrics(text.join(''));
        for (const line of lines) expect(line.text.length).toBeLessThanOrEqual(1_000);
        const times = lines.map(({ startMs }) => startMs ?? -1);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times.every((time) => (isSynced ? time >= 0 : time === -1))).toBe(true);
      }),
    );
    expect(parseLyrics('[00:01.00]x\n'.repeat(9_000)).lines).toHaveLength(5_000);
  });
});
