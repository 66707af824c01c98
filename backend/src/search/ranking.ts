import { closeness, type Closeness } from '../common/index.js';
import type { Found } from '../library/index.js';
import { FOUND_KINDS, type FoundKind } from './found-kinds.js';

/** What one part found of one kind, best first. */
export interface RankedPart<View> {
  readonly isLocal: boolean;
  readonly found: readonly Found<View>[];
}

/** A match, with what it is ranked by. */
export interface Match<View> {
  readonly view: View;
  readonly closeness: Closeness;
  readonly isLocal: boolean;
  /** In the answer that it came with. */
  readonly place: number;
}

/**
 * One list of what several parts found: what is called just so before what only begins so or has the word, then what is here
 * before what is elsewhere, then by the place that each has in its own answer, so that no source comes whole before another.
 * @param parts where all else is equal, the earlier comes first
 * @param asked as `sortKey` gives it, like the names
 */
export function rank<View>(parts: readonly RankedPart<View>[], asked: string): Match<View>[] {
  return parts.flatMap((part) => matchesOf(part, asked)).sort(compare);
}

/** Behind what is shown: nothing of that moves for what comes later. What is shown already is not shown again. */
export function extend<View extends { readonly id: string }>(
  shown: readonly Match<View>[],
  later: readonly Match<View>[],
): Match<View>[] {
  const ids = new Set(shown.map(({ view }) => view.id));
  return [...shown, ...later.filter(({ view: { id } }) => !ids.has(id) && ids.add(id))];
}

/** The one of a list that would be first, had all of it come at once. */
export function foremost<View>(shown: readonly Match<View>[]): Match<View> | undefined {
  return [...shown].sort(compare)[0];
}

/** Which of the first of each kind is most likely meant: ranked like all, and albums first where that tells nothing. */
export function best(firsts: Readonly<Partial<Record<FoundKind, Match<unknown>>>>): FoundKind | undefined {
  const kinds = FOUND_KINDS.filter((kind) => firsts[kind]);
  const [first] = kinds.sort((a, b) => compareMeant(firsts[a], firsts[b]));
  return first;
}

/**
 * What is here was ordered by more than its name (an artist is found by another spelling of it), so that order stands: each
 * is taken for as close as those behind it.
 */
function matchesOf<View>({ isLocal, found }: RankedPart<View>, asked: string): Match<View>[] {
  const close = found.map(({ name }) => closeness(name, asked));
  return found.map(({ view }, place) => ({
    view,
    closeness: isLocal ? closest(close.slice(place)) : (close[place] ?? 0),
    isLocal,
    place,
  }));
}

function closest(all: readonly Closeness[]): Closeness {
  return all.reduce((most, each) => (each > most ? each : most), 0);
}

function compare(a: Match<unknown>, b: Match<unknown>): number {
  return b.closeness - a.closeness || Number(b.isLocal) - Number(a.isLocal) || a.place - b.place;
}

function compareMeant(a: Match<unknown> | undefined, b: Match<unknown> | undefined): number {
  if (!a || !b) return 0;
  return b.closeness - a.closeness || Number(b.isLocal) - Number(a.isLocal);
}
