import { isSameTitle, type LiveTitle } from '../streaming/index.js';
import { currentItem, isLive, type Play, type PlayerState, sleepsAfterPiece } from './player-state.js';
import { keepRevision, pause, playSteps, settlePosition, withRevision, type Moment, type Step } from './step.js';

/** What comes back after less is the same piece: a jingle was between, an advertisement, or a lost connection. */
const INTERLUDE_MS = 60_000;
/** What is announced so soon after the beginning was playing already then. */
const JUST_BEGUN_MS = 3_000;

/**
 * The station announces something else, or nothing any more: one play ends and another begins within one item. One that was
 * only interrupted goes on.
 */
export function retitled(before: PlayerState, title: LiveTitle | undefined, moment: Moment): Step {
  if (!isLive(currentItem(before)) || !before.play || isSameTitle(before.play.title, title))
    return keepRevision(before);
  const { play, formerPlay, ...state } = settlePosition(before, moment);
  if (!play) return keepRevision(before);
  const isNew = play.title === undefined && play.heardMs < JUST_BEGUN_MS;
  if (isNew && title) {
    const known: PlayerState = { ...state, ...(formerPlay && { formerPlay }), play: { ...play, title } };
    return withRevision(before, { state: known, plays: playSteps(known, 'started', moment) }, moment);
  }
  const ended = playSteps({ ...state, play }, 'ended', moment, 'finished');
  const isBack = formerPlay !== undefined && isSameTitle(formerPlay.title, title) && isRecent(formerPlay, moment);
  const left: PlayerState = { ...state, ...mayComeBack(play, isBack ? undefined : formerPlay) };
  const { state: now, plays } = isBack ? goOn(left, formerPlay, moment) : begun(left, title, moment);
  const step = { state: now, plays: [...ended, ...plays] };
  return withRevision(before, sleepsAfterPiece(state) ? asleep(step, moment) : step, moment);
}

/** The last that was announced as a piece of music. */
function mayComeBack(play: Play, former: Play | undefined): { formerPlay?: Play } {
  const kept = play.title?.title === undefined ? former : play;
  return kept ? { formerPlay: kept } : {};
}

function isRecent({ reportedAtMs }: Play, { nowMs }: Moment): boolean {
  return nowMs - reportedAtMs < INTERLUDE_MS;
}

function goOn(state: PlayerState, former: Play, moment: Moment): Step {
  const now: PlayerState = { ...state, play: { ...former, reportedAtMs: moment.nowMs } };
  return { state: now, plays: playSteps(now, 'started', moment) };
}

function begun(state: PlayerState, title: LiveTitle | undefined, moment: Moment): Step {
  if (state.status !== 'playing') return keepRevision(state);
  const { nowMs, chance } = moment;
  const play = { id: chance.newId(), startedAtMs: nowMs, heardMs: 0, reportedAtMs: nowMs, ...(title && { title }) };
  const now: PlayerState = { ...state, play };
  return { state: now, plays: playSteps(now, 'started', moment) };
}

function asleep({ state: { sleep: _, ...state }, plays }: Step, moment: Moment): Step {
  const paused = pause(state, moment);
  return { state: paused.state, plays: [...plays, ...paused.plays] };
}
