import { makeItems } from './make-items.js';
import { currentOrigin, type PlayerState } from './player-state.js';
import { insertLast, removeItems, shiftRemoval } from './queue-order.js';
import type { Chance } from './step.js';
import type { Ahead, Given } from './subjects/playable-subjects.js';

/** What an endless queue gets up to: a queue page full, and hours of music. */
export const MOST_UPCOMING = 100;
const USUAL: Ahead = { fewest: 50, most: MOST_UPCOMING };
/** Of what has played, so many stay: an endless queue that plays for months takes no more room than one of an evening. */
const MOST_PLAYED = 200;

/** How many items the origin of a queue is to give now; 0 while enough comes, or nothing gives more. */
export function lackingItems(state: PlayerState, { fewest, most }: Ahead = USUAL): number {
  const upcoming = state.items.length - 1 - state.index;
  const isLow = currentOrigin(state) !== undefined && state.items.length > 0 && upcoming < fewest;
  return isLow ? most - upcoming : 0;
}

/**
 * The state with what the origin has given at its end, and without what played long ago. It belongs to the change that led to
 * `state`: both are kept and told as one.
 * @param before the state before that change
 */
export function refill(
  before: PlayerState,
  state: PlayerState,
  { origin, ...given }: Given,
  chance: Chance,
): PlayerState {
  if (given.tracks.length === 0) return state;
  const old = state.items.slice(0, Math.max(0, state.index - MOST_PLAYED));
  const { unshuffled: _, ...rest } = state;
  const kept = removeItems(state, new Set(old.map(({ itemId }) => itemId)));
  const revision = before.revision + 1;
  return {
    ...rest,
    ...insertLast(
      kept,
      makeItems(given.tracks, { context: given.context, isFromOrigin: true }, () => chance.newId()),
    ),
    removals: old.length === 0 ? state.removals : state.removals.map((removal) => shiftRemoval(removal, old.length)),
    origin,
    revision,
    queueRevision: revision,
  };
}
