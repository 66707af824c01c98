import { clampPosition, handOver } from './output-changes.js';
import {
  currentItem,
  followingIndex,
  followingItem,
  isLive,
  positionAt,
  sleepsBefore,
  speedOf,
  type Play,
  type PlayerState,
  type QueueItem,
} from './player-state.js';
import { awake, fallAsleepAt } from './sleep.js';
import { awaitMore, begin, withRevision, goTo, pause, playSteps, type Moment, type Step } from './step.js';

export const REPORT_KINDS = ['progress', 'advanced', 'ended', 'paused', 'failed', 'silent'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What an output tells of the play that it makes heard. */
export interface Report {
  readonly kind: ReportKind;
  readonly playId: string;
  /** Of the player as the output last knew it. */
  readonly revision?: number;
  /** With `advanced`: in the track it went on to. */
  readonly positionMs: number;
  /** Audio really heard in this play, cumulative. With `advanced`: in the one that ended. */
  readonly heardMs: number;
  /** How long the current item really is, as far as the output knows. */
  readonly durationMs?: number;
  /** With `advanced` only. */
  readonly toItemId?: string;
}

/** Clocks of two machines and audio in flight: this much more than has passed may have been heard. */
const CLOCK_SLACK_MS = 1_500;
/** Lengths that differ by less are the same. */
const LENGTH_SLACK_MS = 1_000;
/** Heard so much of, a track is one that can be played: that it began says little, as it may come without any sound. */
const SOUNDS_MS = 2_000;
/** After so many unplayable tracks in a row something larger is wrong, and skipping on would only empty the queue. */
const MOST_FAILURES = 3;

/**
 * What a report makes of a player.
 * @returns nothing when the report tells of something that is over: another output has the say, another item plays
 */
export function heard(before: PlayerState, outputId: string, report: Report, moment: Moment): Step | undefined {
  if (report.kind === 'silent') {
    return before.handoverFrom === outputId
      ? withRevision(
          before,
          handOver(before, report.playId === before.play?.id ? report.positionMs : undefined, moment),
          moment,
        )
      : undefined;
  }
  const { play, output } = before;
  if (output?.id !== outputId || play?.id !== report.playId || before.handoverFrom !== undefined) return undefined;
  const isAdvance = report.kind === 'advanced';
  if (isAdvance && report.toItemId !== followingItem(before)?.itemId) return undefined;
  const state = told(before, play, report, moment);
  switch (report.kind) {
    case 'progress':
      return isAtEnd(state) ? withRevision(before, end(state, moment), moment) : progress(before, state, moment);
    case 'paused':
      return stop(before, state, moment);
    case 'advanced':
      return withRevision(before, advance(state, play, report.positionMs, moment), moment);
    case 'ended':
      return withRevision(before, end(state, moment), moment);
    case 'failed':
      return withRevision(before, fail(state, moment), moment);
  }
}

/** With position and heard time as told, as far as they can be true. */
function told(former: PlayerState, play: Play, report: Report, { nowMs }: Moment): PlayerState {
  const { kind, positionMs, heardMs, durationMs: soundMs, revision = Infinity } = report;
  const before = withLength(former, report);
  // It was on its way when somebody sought: where it was by then is over.
  const isOfBefore = revision < (before.soughtIn ?? 0);
  const placeMs = isOfBefore ? positionAt(before, nowMs) : clampPosition(before, positionMs);
  const passedMs = Math.max(0, nowMs - play.reportedAtMs) + CLOCK_SLACK_MS;
  const most = play.heardMs + passedMs * speedOf(currentItem(before), before);
  const heardNow = Math.max(play.heardMs, Math.min(heardMs, most));
  return {
    ...before,
    positionMs: kind === 'advanced' ? before.positionMs : placeMs,
    positionAtMs: nowMs,
    play: { ...play, heardMs: heardNow, reportedAtMs: nowMs, ...(soundMs !== undefined && { soundMs }) },
    ...(kind !== 'failed' && isSounding(report) && { failures: 0 }),
  };
}

function isSounding({ kind, heardMs }: Report): boolean {
  return heardMs >= SOUNDS_MS || kind === 'advanced' || kind === 'ended';
}

/**
 * What feeds tell of an episode's length is not always true. Its sound knows; until that is told, whoever has come further has
 * shown that it is none.
 */
function withLength(state: PlayerState, { durationMs, positionMs, kind }: Report): PlayerState {
  const item = currentItem(state);
  if (!item || isLive(item)) return state;
  const { durationMs: former, endsAtMs, ...rest } = item;
  const isUnsure = item.kind === 'episode' || former === undefined;
  if (durationMs === undefined) {
    const isDisproved = isUnsure && kind === 'progress' && positionMs > (former ?? Infinity) + LENGTH_SLACK_MS;
    if (!isDisproved) return state;
  } else if (!isUnsure || Math.abs(durationMs - (former ?? 0)) < LENGTH_SLACK_MS) return state;
  const known: QueueItem = {
    ...rest,
    ...(durationMs !== undefined && { durationMs }),
    ...(endsAtMs !== undefined && { endsAtMs: endsAtMs - (former ?? 0) + (durationMs ?? 0) }),
  };
  return { ...state, items: state.items.with(state.index, known) };
}

/** What comes now is left out. Of a length that nobody knows, or that cannot be, nothing is. */
function isAtEnd(state: PlayerState): boolean {
  const { endsAtMs = 0 } = currentItem(state) ?? {};
  return endsAtMs > 0 && state.positionMs >= endsAtMs;
}

function progress(before: PlayerState, state: PlayerState, moment: Moment): Step {
  const asleep = fallAsleepAt(before, state, moment);
  if (asleep) return withRevision(before, asleep, moment);
  // Its sound went on while it was out of reach.
  const isBack = before.isInterrupted;
  const now: PlayerState = isBack ? { ...state, status: 'playing', isInterrupted: false } : state;
  const step = { state: now, plays: playSteps(now, 'progressed', moment) };
  // Whoever shows a bar learns how long it is.
  return isBack || now.items !== before.items ? withRevision(before, step, moment) : step;
}

function stop(before: PlayerState, state: PlayerState, moment: Moment): Step {
  const plays = playSteps(state, 'progressed', moment);
  // It tells where a person's pause left it, or that the system paused it.
  return before.status === 'playing'
    ? withRevision(before, { state: { ...state, status: 'paused' }, plays }, moment)
    : { state, plays };
}

/** Gapless: the next item sounds already. */
function advance(state: PlayerState, former: Play, positionMs: number, moment: Moment): Step {
  const index = followingIndex(state, false);
  const step = goTo(playing(state), index, 'finished', moment);
  const { play } = step.state;
  if (!play) return step;
  // It began when its first sound did: not before the last report, which told of the former one.
  const startedAtMs = Math.max(moment.nowMs - positionMs, former.reportedAtMs);
  const begin = { ...play, startedAtMs, reportedAtMs: startedAtMs };
  return {
    state: { ...step.state, positionMs: clampPosition(step.state, positionMs), play: begin },
    plays: step.plays.map((event) => (event.kind === 'started' ? { ...event, startedAtMs } : event)),
  };
}

function end(state: PlayerState, moment: Moment): Step {
  const index = followingIndex(state, false);
  const sleeps = sleepsBefore(state, state.items[index]);
  const after = sleeps ? awake(state) : state;
  if (index >= 0 && !sleeps) return goTo(playing(after), index, 'finished', moment);
  if (index < 0 && !sleeps && moment.isEndless) return awaitMore(after, 'finished', moment);
  return goTo({ ...after, status: 'paused', isInterrupted: false }, Math.max(index, 0), 'finished', moment);
}

function fail(state: PlayerState, moment: Moment): Step {
  const failures = state.failures + 1;
  if (failures >= MOST_FAILURES) return pause({ ...state, failures: 0 }, moment);
  const index = followingIndex({ ...state, repeat: state.repeat === 'all' ? 'all' : 'off' }, false);
  if (index < 0 && moment.isEndless) return awaitMore({ ...state, failures }, 'skipped', moment);
  const step =
    index >= 0 ? goTo(state, index, 'skipped', moment) : goTo({ ...state, status: 'paused' }, 0, 'skipped', moment);
  return begin({ ...step, state: { ...step.state, failures } }, moment);
}

function playing(state: PlayerState): PlayerState {
  return { ...state, status: 'playing', isInterrupted: false };
}
