import { newId } from '../common/index.js';
import type { PlayEvent, PlayOutcome, ToldPlay } from './play-events.js';
import {
  currentItem,
  isLive,
  positionAt,
  speedOf,
  type Play,
  type PlayerState,
  type QueueItem,
} from './player-state.js';

/** What a change needs from the world outside; the same moment and state always give the same step. */
export interface Moment {
  readonly nowMs: number;
  readonly chance: Chance;
  /** The origin of the queue gives more later: its end is none. */
  readonly isEndless?: boolean;
}

/** Where shuffled orders and ids come from. */
export class Chance {
  /** In [0, 1). */
  random(): number {
    return Math.random();
  }

  newId(): string {
    return newId();
  }
}

/** A play went on, from the player's view; whose it is, and what the track is, comes with the telling. */
export type PlayStep = Omit<ToldPlay, 'ownerId'>;

/** The next state, and the play events that led to it. */
export interface Step {
  readonly state: PlayerState;
  readonly plays: readonly PlayStep[];
  /** Tracks of the origin of the queue that a person passes over before their end. */
  readonly passed?: readonly string[];
}

/** Outputs report every 5 s. Beyond a little more than that, nothing is assumed to have been heard since the last report. */
const REPORT_GAP_MS = 6_000;

/** Nothing happens to any play. */
export function keepRevision(state: PlayerState): Step {
  return { state, plays: [] };
}

/** The state with position and heard time brought up to this moment. */
export function settlePosition(state: PlayerState, { nowMs }: Moment): PlayerState {
  const isSounding = state.status === 'playing' && state.handoverFrom === undefined;
  const { play } = state;
  const since = play && isSounding ? Math.min(Math.max(0, nowMs - play.reportedAtMs), REPORT_GAP_MS) : 0;
  const heardSince = since * speedOf(currentItem(state), state);
  return {
    ...state,
    positionMs: positionAt(state, nowMs),
    positionAtMs: nowMs,
    ...(play && { play: { ...play, heardMs: play.heardMs + heardSince, reportedAtMs: nowMs } }),
  };
}

/** Ends the play of the current item, if one began. */
export function leave(before: PlayerState, outcome: PlayOutcome, moment: Moment): Step {
  const { play, formerPlay: _, isAwaiting: __, ...state } = settlePosition(before, moment);
  return { state, plays: play ? playSteps({ ...state, play }, 'ended', moment, outcome) : [] };
}

/** Begins a play of the current item where it should sound and none has begun. */
export function begin({ state, plays }: Step, moment: Moment): Step {
  if (state.status !== 'playing' || state.play || !currentItem(state)) return { state, plays };
  const { nowMs } = moment;
  const started = {
    ...state,
    positionAtMs: nowMs,
    play: { id: moment.chance.newId(), startedAtMs: nowMs, heardMs: 0, reportedAtMs: nowMs },
  };
  return { state: started, plays: [...plays, ...playSteps(started, 'started', moment)] };
}

/** Leaves the current item for the one at `index`, which plays if the player does. */
export function goTo(before: PlayerState, index: number, outcome: PlayOutcome, moment: Moment): Step {
  const { state, plays } = leave(before, outcome, moment);
  const there = { ...state, index, positionMs: 0, positionAtMs: moment.nowMs, isInterrupted: false };
  return begin({ state: there, plays }, moment);
}

/** The current item is over, or cannot be heard; what comes after it is not there yet. */
export function awaitMore(before: PlayerState, outcome: PlayOutcome, moment: Moment): Step {
  const { state, plays } = leave(before, outcome, moment);
  const { durationMs = 0 } = currentItem(state) ?? {};
  const there = { status: 'paused', isAwaiting: true, isInterrupted: false, positionMs: durationMs } as const;
  return { state: { ...state, ...there, positionAtMs: moment.nowMs }, plays };
}

/** Pauses what plays. What is paused already stays so, also when its output comes back. */
export function pause(before: PlayerState, moment: Moment): Step {
  if (before.status !== 'playing') {
    const { isAwaiting, ...state } = before;
    return keepRevision(before.isInterrupted || isAwaiting ? { ...state, isInterrupted: false } : before);
  }
  const state: PlayerState = { ...settlePosition(before, moment), status: 'paused' };
  return { state, plays: playSteps(state, 'progressed', moment) };
}

/** What to tell of the current play. */
export function playSteps(
  state: PlayerState,
  kind: PlayEvent['kind'],
  { nowMs }: Moment,
  outcome?: PlayOutcome,
): PlayStep[] {
  const item = currentItem(state);
  const { play, output } = state;
  if (!item || !play || !output) return [];
  return [
    {
      kind,
      playId: play.id,
      trackId: item.trackId,
      ...(item.kind && { itemKind: item.kind }),
      startedAtMs: play.startedAtMs,
      atMs: nowMs,
      heardMs: play.heardMs,
      positionMs: placeOf(state, item, play, outcome),
      ...(isLive(item) && { isLive: true, ...(play.title && { title: play.title }) }),
      ...(item.durationMs !== undefined && { durationMs: item.durationMs }),
      ...(play.soundMs !== undefined && { soundMs: play.soundMs }),
      ...(item.context && { context: item.context }),
      output,
      ...(outcome && { outcome }),
    },
  ];
}

/** Where a play is, in what it plays. */
function placeOf(state: PlayerState, item: QueueItem, play: Play, outcome: PlayOutcome | undefined): number {
  // What has no end has no places either; what it announces is about as long as it was heard.
  if (isLive(item)) return play.heardMs;
  return outcome === 'finished' ? (item.durationMs ?? state.positionMs) : state.positionMs;
}

/** The step with its revision, when it changed anything; what was heard meanwhile is told. */
export function withRevision(before: PlayerState, { state: made, plays }: Step, moment: Moment): Step {
  if (made === before) return { state: made, plays };
  const state = made.isAwaiting && made.status === 'playing' ? withoutWaiting(made) : made;
  const revision = before.revision + 1;
  const queueRevision = state.items === before.items ? before.queueRevision : revision;
  const hasHeardMore = state.play !== undefined && state.play.id === before.play?.id && state.play !== before.play;
  const untold = hasHeardMore && plays.length === 0 ? playSteps(state, 'progressed', moment) : [];
  return { state: { ...state, revision, queueRevision }, plays: [...plays, ...untold] };
}

function withoutWaiting({ isAwaiting: _, ...state }: PlayerState): PlayerState {
  return state;
}
