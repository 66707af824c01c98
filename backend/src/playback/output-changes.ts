import type { OutputRef } from './play-events.js';
import { currentItem, positionAt, type PlayerState } from './player-state.js';
import { withRevision, pause, playSteps, keepRevision, settlePosition, type Moment, type Step } from './step.js';

/** Another output takes over at the same place; while the former one is there, only once that has fallen silent. */
export function takeOver(before: PlayerState, output: OutputRef, isFormerThere: boolean, moment: Moment): Step {
  const former = before.output;
  if (former?.id === output.id) return keepRevision(before);
  const mustWait = former !== undefined && isFormerThere && before.status === 'playing';
  const { handoverFrom: _, ...state } = settlePosition(before, moment);
  return keepRevision({ ...state, output, isInterrupted: false, ...(mustWait && { handoverFrom: former.id }) });
}

/** The former output is silent, or had its time to be. */
export function endHandover(before: PlayerState, moment: Moment): Step {
  return before.handoverFrom === undefined
    ? keepRevision(before)
    : withRevision(before, handOver(before, undefined, moment), moment);
}

/** An output gives its role back: what plays pauses. */
export function release(before: PlayerState, outputId: string, moment: Moment): Step {
  if (before.handoverFrom === outputId) return endHandover(before, moment);
  if (before.output?.id !== outputId) return keepRevision(before);
  const { state, plays } = pause(before, moment);
  const { output: _, ...rest } = state;
  return withRevision(before, { state: { ...rest, isInterrupted: false }, plays }, moment);
}

/** The active output is gone without a word: pauses where it was at that moment, ready to go on when it is back. */
export function lose(before: PlayerState, outputId: string, goneAtMs: number, moment: Moment): Step {
  if (before.handoverFrom === outputId) return endHandover(before, moment);
  if (before.output?.id !== outputId || before.status !== 'playing') return keepRevision(before);
  const { handoverFrom: _, ...rest } = before;
  const state: PlayerState = {
    ...rest,
    status: 'paused',
    isInterrupted: true,
    positionMs: positionAt(before, goneAtMs),
    positionAtMs: moment.nowMs,
  };
  return withRevision(before, { state, plays: playSteps(state, 'progressed', moment) }, moment);
}

/** What was playing when the server ended, as it stands when it starts again. */
export function afterRestart(before: PlayerState): PlayerState {
  if (before.status !== 'playing') return before;
  return { ...before, status: 'paused', isInterrupted: true, revision: before.revision + 1 };
}

/** @param positionMs where the former output fell silent, as it told */
export function handOver(before: PlayerState, positionMs: number | undefined, { nowMs }: Moment): Step {
  const { handoverFrom: _, ...state } = before;
  const { play } = state;
  return keepRevision({
    ...state,
    positionMs: clampPosition(state, positionMs ?? state.positionMs),
    positionAtMs: nowMs,
    ...(play && { play: { ...play, reportedAtMs: nowMs } }),
  });
}

/** A place in the current item. */
export function clampPosition(state: PlayerState, positionMs: number): number {
  const item = currentItem(state);
  return item ? Math.max(0, Math.min(positionMs, item.durationMs ?? Infinity)) : 0;
}
