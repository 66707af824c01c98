import type { PerformerFacts, RecordingFacts, ReleaseFacts } from '../../src/catalogue/index.js';

/** Two of a kind, whether they are one, and why. What is unsure is different. */
export interface Pair<Facts> {
  readonly left: Facts;
  readonly right: Facts;
  readonly isSame: boolean;
  readonly reason: string;
}

type Row<Name> = readonly [isSame: 'same' | 'different', left: Name, right: Name, reason: string];
type Track = readonly [title: string, artist: string, more?: Partial<RecordingFacts>];
type Album = readonly [title: string, artist: string, more?: Partial<ReleaseFacts>];
type Artist = readonly [name: string, more?: Partial<PerformerFacts>];

export function recordings(...rows: readonly Row<Track>[]): Pair<RecordingFacts>[] {
  return rows.map((row) => pairOf(row, ([title, artist, more]) => ({ title, artist, ...more })));
}

/** Titles of one performer and one length, on no album. */
export function titles(artist: string, ...rows: readonly Row<string>[]): Pair<RecordingFacts>[] {
  return rows.map((row) => pairOf(row, (title) => ({ title, artist, durationMs: 200_000 })));
}

export function releases(...rows: readonly Row<Album>[]): Pair<ReleaseFacts>[] {
  return rows.map((row) => pairOf(row, ([title, artist, more]) => ({ title, artist, ...more })));
}

export function performers(...rows: readonly Row<Artist>[]): Pair<PerformerFacts>[] {
  return rows.map((row) => pairOf(row, ([name, more]) => ({ name, ...more })));
}

function pairOf<Name, Facts>([isSame, left, right, reason]: Row<Name>, facts: (name: Name) => Facts): Pair<Facts> {
  return { left: facts(left), right: facts(right), isSame: isSame === 'same', reason };
}
