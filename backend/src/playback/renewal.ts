import { currentItem, followingIndex, type PlayerState } from './player-state.js';
import { removeItems } from './queue-order.js';
import { goTo, leave, withRevision, type Moment, type Step } from './step.js';

/** Whether a track that the origin of the queue gave can be heard no more. */
export type IsGone = (trackId: string) => boolean;

/** What of a queue has to give way to what its origin gives now. */
export interface Renewal {
  /** Items behind the current one. */
  readonly gone: ReadonlySet<string>;
  /** The current item is to sound, and cannot. */
  readonly isCurrentGone: boolean;
}

/**
 * What is shown stays shown until playback comes to it: what is to sound now or next and cannot be heard any more gives way, and
 * with it all that comes later and cannot be heard either.
 * @param sounds an output told that the current item sounds: then it can be heard, whatever its origin says
 */
export function renewalOf(before: PlayerState, state: PlayerState, sounds: boolean, isGone: IsGone): Renewal {
  const current = currentItem(state);
  const cannotBeHeard = (item: PlayerState['items'][number] | undefined): boolean =>
    item?.isFromOrigin === true && isGone(item.trackId);
  const isBegun =
    !sounds &&
    state.status === 'playing' &&
    (before.status !== 'playing' || currentItem(before)?.itemId !== current?.itemId);
  const isCurrentGone = isBegun && cannotBeHeard(current);
  const upcoming = state.items.slice(state.index + 1);
  const isReached = isCurrentGone || state.isAwaiting === true || state.status === 'playing';
  const mustGo = isReached && (isCurrentGone || state.isAwaiting === true || cannotBeHeard(upcoming[0]));
  return { gone: new Set(mustGo ? upcoming.filter(cannotBeHeard).map(({ itemId }) => itemId) : []), isCurrentGone };
}

/** The queue without some items behind the current one. */
export function without(state: PlayerState, itemIds: ReadonlySet<string>): PlayerState {
  if (itemIds.size === 0) return state;
  const { unshuffled: _, ...rest } = state;
  return { ...rest, ...removeItems(state, itemIds) };
}

/**
 * On from a current item that cannot be heard, or behind which nothing came so far. What somebody has heard a part of stays in the
 * queue as played.
 * @param before the state before the change that came to it
 */
export function goOnWithNew(before: PlayerState, { state: made, plays, ...more }: Step, moment: Moment): Step {
  const item = currentItem(made);
  // It never sounded: nobody is told of a play that began with this change.
  const isNew = made.play !== undefined && made.play.id !== before.play?.id;
  const { play, isAwaiting: _, ...silent } = made;
  const told = isNew ? plays.filter(({ playId }) => playId !== play?.id) : plays;
  const state: PlayerState = { ...silent, ...(play && !isNew && { play }) };
  const index = followingIndex(state, true);
  const left =
    index < 0 ? rest(state, moment) : goTo({ ...state, status: 'playing', failures: 0 }, index, 'stopped', moment);
  const isHeard = made.positionMs > 0 || !isNew;
  const there = isHeard || !item || index < 0 ? left.state : without(left.state, new Set([item.itemId]));
  const step = withRevision(before, { state: there, plays: left.plays }, moment);
  return { ...more, ...step, plays: [...told, ...step.plays] };
}

/** Where it is, until something comes. */
function rest(before: PlayerState, moment: Moment): Step {
  const { state, plays } = leave(before, 'stopped', moment);
  return { state: { ...state, status: 'paused', isAwaiting: true, isInterrupted: false }, plays };
}
