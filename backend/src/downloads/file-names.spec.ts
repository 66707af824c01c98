import { expect, it } from 'vitest';
import type { TrackView } from '../catalogue/index.js';
import { FileNames } from './file-names.js';

type Facts = readonly [discNumber: number | undefined, trackNumber: number | undefined, title: string];

function namesOf(tracks: readonly Facts[]): string[] {
  const views = tracks.map(([discNumber, trackNumber, title]) => ({ discNumber, trackNumber, title }) as TrackView);
  const names = new FileNames(views);
  return views.map((view) => names.take(view, '.mp3'));
}

it.each<[string, readonly Facts[], string[]]>([
  ['numbers of two digits', [[1, 1, 'Kite'], [1, 12, 'Reel']], ['01 Kite.mp3', '12 Reel.mp3']],
  ['their disc, where there are several', [[1, 1, 'Kite'], [2, 1, 'Reel']], ['1-01 Kite.mp3', '2-01 Reel.mp3']],
  ['as many digits as the longest', [[undefined, 7, 'A'], [undefined, 120, 'B']], ['007 A.mp3', '120 B.mp3']],
  ['their place, where nobody numbered them', [[undefined, undefined, 'A'], [undefined, undefined, 'B']], ['01 A.mp3', '02 B.mp3']],
  ['nothing that some system refuses', [[1, 1, 'AC/DC: “Why?”\u0000 '], [1, 2, '..']], ['01 AC DC “Why ”.mp3', '02.mp3']],
])('files of an album have %s', (_what, tracks, expected) => expect(namesOf(tracks)).toEqual(expected)); // prettier-ignore

it('no two are the same file to any system', () => {
  expect(namesOf([[1, 1, 'Über'], [1, 1, 'U\u0308BER'], [1, 1, 'über'], [1, 1, 'Straße'], [1, 1, 'STRASSE']])).toEqual(
    ['01 Über.mp3', '01 U\u0308BER (2).mp3', '01 über (3).mp3', '01 Straße.mp3', '01 STRASSE (2).mp3'],
  ); // prettier-ignore
});
