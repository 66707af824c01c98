import { expect, it } from 'vitest';
import { countOf, durationOf, readLine } from './lines.js';
import type { Run } from './walk.js';

const linked = (text: string, id: string, type: string): Run => ({
  text,
  page: { id, type: `MUSIC_PAGE_TYPE_${type}` },
});
const ADA = linked('Ada', 'UCaaaaaaaaaaaaaaaaaaaaaa', 'ARTIST');
const BEA = linked('Bea', 'UCbbbbbbbbbbbbbbbbbbbbbb', 'ARTIST');
const NIGHT = linked('Night', 'MPREb_nnnnnnnnnnn', 'ALBUM');
const plain = (text: string): Run => ({ text });

it.each<[string, Run[], string[], number | undefined]>([
  ['a name with a number', [plain('1.2M Kites • 3:48')], ['1.2M Kites'], 228_000],
  ['a name with a number in it', [plain('Take 5 Ledgers'), plain(' • '), plain('4:02')], ['Take 5 Ledgers'], 242_000],
  [
    'a year for a name',
    [plain('Album'), plain(' • '), plain('1975'), plain(' • '), plain('2013')],
    ['1975'],
    undefined,
  ],
  ['a number for a name', [plain('311'), plain(' • '), NIGHT, plain(' • '), plain('3:01')], ['311'], 181_000],
  ['a type for a name', [plain('Song'), plain(' • '), plain('Video'), plain(' • '), plain('3:01')], ['Video'], 181_000],
  ['how often it was heard', [plain('26M plays')], [], undefined],
  ['a year alone', [plain('Album'), plain(' • '), plain('2017')], [], undefined],
  [
    'two of whom one has no page',
    [ADA, plain(' & '), plain('Someone'), plain(' • '), NIGHT],
    ['Ada', 'Someone'],
    undefined,
  ],
  ['three', [ADA, plain(', '), plain('Someone'), plain(' & '), BEA], ['Ada', 'Someone', 'Bea'], undefined],
  ['a day before who speaks', [plain('May 31'), plain(' • '), ADA], ['Ada'], undefined],
  ['views behind a name', [ADA, plain(' • '), plain('387K views'), plain(' • '), plain('1:41:09')], ['Ada'], 6_069_000],
  ['an album alone', [NIGHT, plain(' • '), plain('3:01')], [], 181_000],
  [
    'names joined without links',
    [plain('Egzod and Maestro Chives'), plain(' • '), plain('3:44')],
    ['Egzod and Maestro Chives'],
    224_000,
  ],
  ['nothing', [], [], undefined],
])('tells performers from the rest: %s', (_, runs, artists, durationMs) => {
  const line = readLine(runs);
  expect(line.artists.map(({ name }) => name)).toEqual(artists);
  expect(line.durationMs).toBe(durationMs);
});

it('keeps the page of who has one', () => {
  expect(readLine([ADA, plain(' & '), plain('Someone')]).artists).toEqual([
    { name: 'Ada', nativeId: 'UCaaaaaaaaaaaaaaaaaaaaaa' },
    { name: 'Someone' },
  ]);
  expect(readLine([linked('Bea', 'MPLAUCbbbbbbbbbbbbbbbbbbbbbb', 'ARTIST')]).artists[0]?.nativeId).toBe(
    'UCbbbbbbbbbbbbbbbbbbbbbb',
  );
});

it.each([
  ['11 songs • 22 minutes', 11],
  ['1,244 tracks', 1_244],
  ['100+ songs • 6+ hours', 100],
  ['YouTube Music • 98 songs', 98],
  ['1 song', 1],
  ['22 minutes', undefined],
  ['12 Songs of Love', undefined],
])('counts in “%s”', (text, count) => {
  expect(countOf([plain(text)])).toBe(count);
});

it.each([
  ['3:48', 228_000],
  ['1:02:33', 3_753_000],
  ['0:05', 5_000],
  ['348', undefined],
  ['3:75', undefined],
  ['', undefined],
])('reads the length “%s”', (text, ms) => {
  expect(durationOf(text)).toBe(ms);
});
