import { positionAt, sleepPosition, type PlayerState } from './player-state.js';
import { keepRevision, pause, type Moment, type Step } from './step.js';

/** An output is never this much further than it is reckoned to be, unless somebody sought. */
const AHEAD_MS = 3_000;

/** The time has come. Whoever sought meanwhile is in another chapter, which does not end yet. */
export function fallAsleep(before: PlayerState, moment: Moment): Step {
  const endMs = sleepPosition(before);
  if (endMs === undefined) return asleep(before, moment);
  return positionAt(before, moment.nowMs) < endMs ? keepRevision(before) : asleep(before, moment, endMs);
}

/**
 * An output tells where it is.
 * @param reported the player as it is told
 * @returns undefined unless the chapter after which it falls asleep has ended by itself
 */
export function fallAsleepAt(before: PlayerState, reported: PlayerState, moment: Moment): Step | undefined {
  const endMs = sleepPosition(before);
  if (endMs === undefined || before.status !== 'playing' || reported.positionMs < endMs) return undefined;
  // What was sent before somebody sought tells nothing of where it is now.
  const isSought = reported.positionMs > positionAt(before, moment.nowMs) + AHEAD_MS;
  return isSought ? undefined : asleep(reported, moment, endMs);
}

/** Without a sleep timer. */
export function awake({ sleep: _, ...state }: PlayerState): PlayerState {
  return state;
}

/** @param positionMs where it goes on; absent: where it is */
function asleep(before: PlayerState, moment: Moment, positionMs?: number): Step {
  const { state, plays } = pause(before, moment);
  return { state: awake(positionMs === undefined ? state : { ...state, positionMs }), plays };
}
