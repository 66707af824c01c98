import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LyricsLine } from '../library.dto.js';
import { parseLyrics } from './parse-lyrics.js';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../test/fixtures/lyrics', name), 'utf8');
const linesOf = (text: string): LyricsLine[] => parseLyrics(text).lines;
const timesOf = (text: string): (number | undefined)[] => linesOf(text).map(({ startMs }) => startMs);

describe('parseLyrics', () => {
  it('reads LRC', () => {
    const { isSynced, lines } = parseLyrics(fixture('auld-lang-syne.lrc'));
    expect(isSynced).toBe(true);
    expect(lines).toHaveLength(24);
    expect(lines[1]).toEqual({ startMs: 4_500, text: 'And never brought to mind?' });
  });

  it('keeps the times of words, which put together are the line', () => {
    const { isSynced, lines } = parseLyrics(fixture('auld-lang-syne.elrc'));
    expect(isSynced).toBe(true);
    expect(lines.map(({ startMs, text }) => ({ startMs, text }))).toEqual(linesOf(fixture('auld-lang-syne.lrc')));
    expect(lines[3]?.words).toEqual([
      { startMs: 13_500, text: 'And ' },
      { startMs: 14_620, text: 'auld ' },
      { startMs: 15_750, text: 'lang ' },
      { startMs: 16_880, text: 'syne?' },
    ]);
  });

  it('reads plain text line by line', () => {
    const { isSynced, lines } = parseLyrics(fixture('auld-lang-syne.txt'));
    expect(isSynced).toBe(false);
    expect(lines[0]).toEqual({ text: 'Should auld acquaintance be forgot,' });
    expect(lines).toHaveLength(24);
  });

  it('takes text with fewer than two stamps as plain, behind a byte order mark too', () => {
    expect(parseLyrics(fixture('bom-test.lrc'))).toMatchObject({
      isSynced: false,
      lines: [{ text: '作曲 : 柏大輔' }, {}, {}, {}],
    });
    expect(parseLyrics('[ar:Somebody]\nFirst\n\n[00:02.00]Second\n[Chorus: all]\n\n')).toEqual({
      isSynced: false,
      lines: [{ text: 'First' }, { text: '' }, { text: 'Second' }, { text: '[Chorus: all]' }],
    });
  });

  it.each([
    ['[00:12]', 12_000],
    ['[00:12.]', 12_000],
    ['[00:12.5]', 12_500],
    ['[0:12.50]', 12_500],
    ['[00:12.500]', 12_500],
    ['[00:12,05]', 12_050],
    ['[75:00]', 4_500_000],
    ['[120:00.00]', 7_200_000],
    ['[01:02:03.04]', 3_723_040],
  ])('reads the stamp %s', (stamp, startMs) => {
    expect(linesOf(`[00:00.00]\n${stamp}words`)).toContainEqual({ startMs, text: 'words' });
  });

  it.each([
    ['hours, where nothing else is known', '[00:12:50]a\n[00:17:30]b', [770_000, 1_050_000]],
    [
      'hundredths, where a stamp near it can be nothing else',
      '[00:12:50]a\n[00:17:80]b\n[00:20:10]c',
      [12_500, 17_800, 20_100],
    ],
    ['hundredths, where that fits between minutes', '[00:58.20]a\n[01:02:03]b\n[01:05.10]c', [58_200, 62_030, 65_100]],
    ['hours, where only that comes after', '[59:58]a\n[01:00:02]b\n[01:00:09]c', [3_598_000, 3_602_000, 3_609_000]],
    ['hours, where a stamp near it has four parts', '[01:02:03]a\n[01:02:05.50]b', [3_723_000, 3_725_500]],
  ])('takes three parts for %s', (_, text, times) => {
    expect(timesOf(text)).toEqual(times);
  });

  it('repeats what has several stamps, in order of time', () => {
    const lines = linesOf('[00:10.00][00:30.00]<00:10.00>Cho<00:10.50>rus<00:11.00>\n[00:20.00]Verse');
    expect(lines).toEqual([
      { startMs: 10_000, endMs: 11_000, text: 'Chorus', words: [{ startMs: 10_000, text: 'Cho' }, { startMs: 10_500, text: 'rus' }] },
      { startMs: 20_000, text: 'Verse' },
      { startMs: 30_000, endMs: 31_000, text: 'Chorus', words: [{ startMs: 30_000, text: 'Cho' }, { startMs: 30_500, text: 'rus' }] },
    ]); // prettier-ignore
  });

  it('reads the times of words in the brackets of lines, and the stamp behind them as the end', () => {
    expect(linesOf('[00:01.00]Hello [00:01.50]wide   [00:02.00]world[00:02.75]\n[00:05.00]Alone[00:06.00]')).toEqual([
      {
        startMs: 1_000,
        endMs: 2_750,
        text: 'Hello wide world',
        words: [
          { startMs: 1_000, text: 'Hello ' },
          { startMs: 1_500, text: 'wide ' },
          { startMs: 2_000, text: 'world' },
        ],
      },
      { startMs: 5_000, endMs: 6_000, text: 'Alone' },
    ]);
  });

  it.each([
    ['+500', 500],
    ['-500', 1_500],
    ['9999', 0],
    ['soon', 1_000],
    ['9'.repeat(400), 1_000],
  ])('shifts by an offset of %s', (offset, startMs) => {
    expect(linesOf(`[00:01.00]One\n[00:20.00]Two\n[OFFSET: ${offset}]`)[0]).toEqual({ startMs, text: 'One' });
  });

  it('shifts words and ends as well', () => {
    expect(linesOf('[offset:250]\n[00:01.00]<00:01.00>One <00:02.00>two<00:03.00>\n[00:09.00]Last')[0]).toEqual({
      startMs: 750,
      endMs: 2_750,
      text: 'One two',
      words: [
        { startMs: 750, text: 'One ' },
        { startMs: 1_750, text: 'two' },
      ],
    });
  });

  it('leaves out headers, remarks and voices, and keeps pauses', () => {
    const text =
      '\ufeff[ti:Song [live]]\r\n# made by hand\r\n[x-made:by hand]\r\n[00:01.00]F: One\r[00:02.00][by:Somebody]\n[00:04.00]D:Two\n[00:09.00]';
    expect(linesOf(text)).toEqual([
      { startMs: 1_000, text: 'One' },
      { startMs: 4_000, text: 'Two' },
      { startMs: 9_000, text: '' },
    ]);
  });

  it('takes several texts at one time as a line and its translations, but not credits', () => {
    expect(
      linesOf(
        '[00:00.00]作词 : A\n[00:00.00]作曲 : B\n[00:01.00]One\n[00:02.00]\n[00:01.00]Eins\n[00:01.00]One\n[00:01.00]Un',
      ),
    ).toEqual([
      { startMs: 0, text: '作词 : A' },
      { startMs: 0, text: '作曲 : B' },
      { startMs: 1_000, text: 'One', translation: 'Eins\nUn' },
      { startMs: 2_000, text: '' },
    ]);
  });

  it('goes on with the line before where there is no time', () => {
    expect(linesOf('[00:01.00]One\nand more\n[00:02.00]Two')[0]?.text).toBe('One and more');
  });

  it('knows that nothing is sung', () => {
    expect(parseLyrics('[au: instrumental]\n[00:00.00]\n[03:00.00]')).toMatchObject({ isInstrumental: true });
    expect(parseLyrics('[au: instrumental]\n[00:00.00]Oh\n[03:00.00]')).not.toHaveProperty('isInstrumental');
  });

  it('reads SubRip', () => {
    const text =
      '1\n00:00:01,500 --> 00:00:04,000\n<i>Hello</i>\n{\\an8}there\n\n2\n00:01:00,000 --> 00:01:02,000\nBye';
    expect(parseLyrics(text)).toEqual({
      isSynced: true,
      lines: [
        { startMs: 1_500, endMs: 4_000, text: 'Hello there' },
        { startMs: 60_000, endMs: 62_000, text: 'Bye' },
      ],
    });
  });

  it('reads WebVTT with its times of words', () => {
    const text = 'WEBVTT\n\n00:01.500 --> 00:04.000 align:start\n<v Ann>Hello <00:00:02.500><c>there</c>';
    expect(linesOf(text)).toEqual([
      { startMs: 1_500, endMs: 4_000, text: 'Hello there', words: [{ startMs: 1_500, text: 'Hello ' }, { startMs: 2_500, text: 'there' }] },
    ]); // prettier-ignore
  });

  it('reads Timed Text with words, translations and entities', () => {
    const text = `<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><body><div>
      <p begin="00:05.000" end="7.5s"><span begin="5.000">Rock</span> <span begin="00:00:06">&amp; r&#111;ll</span>
        <span ttm:role="x-translation">Fels</span><span ttm:role="x-roman">rokku</span></p>
      <p begin="1s">One<br/>two</p><p>no time</p></div></body></tt>`;
    expect(linesOf(text)).toEqual([
      { startMs: 1_000, text: 'One two' },
      {
        startMs: 5_000,
        endMs: 7_500,
        text: 'Rock & roll',
        translation: 'Fels',
        words: [
          { startMs: 5_000, text: 'Rock ' },
          { startMs: 6_000, text: '& roll' },
        ],
      },
    ]);
  });

  it('stays sorted and within bounds whatever comes', () => {
    const parts = fc.constantFrom(
      '\n[00:01.00]', '\n[00:01.00]', '\n[00:02.50]', '[99:99.999]', '[01:02:03]', '[00:03:77]', '[01:02:03.4]', '[offset:5]', '[offset:-70000]', '[au: instrumental]',
      '<00:01.5>', '<02:00>', '\n', '\r', '[', '# ', 'F: ', 'word ', '00:00:01,000 --> 00:00:00,500\n', '00:01.000 --> 99:99.999\n',
      '<tt ', '<p begin="1s" end="0.5s">', '<p begin="10:00"', '</p>', '<span begin="2s">', '</span>', '&#55296;', '\ud800', '字',
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: parts }, fc.string()), { maxLength: 60, size: 'max' }),
        (text) => {
          const { isSynced, lines } = parseLyrics(text.join(''));
          const times = lines.map(({ startMs }) => startMs ?? -1);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          for (const { startMs, endMs, text: words, translation = '', words: sung } of lines) {
            expect(Number.isSafeInteger(startMs)).toBe(isSynced);
            expect(startMs ?? 0).toBeGreaterThanOrEqual(0);
            expect(endMs ?? Infinity).toBeGreaterThanOrEqual(startMs ?? 0);
            expect(words.length + translation.length).toBeLessThanOrEqual(2_000);
            expect(words.isWellFormed() && !/[\r\n]/.test(words)).toBe(true);
            if (!sung) continue;
            expect(sung.map((word) => word.text).join('')).toBe(words);
            const starts = [startMs ?? 0, ...sung.map((word) => word.startMs)];
            expect(starts).toEqual(starts.toSorted((a, b) => a - b));
          }
        },
      ),
    );
  });

  it('takes no more than a song can need, and no longer than it should', () => {
    const lone = '<p begin="1s">'.repeat(40_000);
    expect(linesOf(`<tt >${lone}`)).toHaveLength(1);
    expect(linesOf('[00:01.00]x\n'.repeat(9_000)).length).toBeLessThanOrEqual(5_000);
    expect(linesOf(`[00:01.00]${'[00:02.00]'.repeat(40_000)}x\n[00:01.00]y`).length).toBeLessThanOrEqual(5_000);
    expect(linesOf(`[00:01.00]a\n[00:02.00]${'é😀'.repeat(4_000)}`)[1]?.text.isWellFormed()).toBe(true);
    for (const text of ['[', '<', '&#', '\n', ' ', '[a:', '<a', '{\\', '[00:01.00]\n'])
      linesOf(text.repeat(500_000 / text.length));
  });
});
