import type { OutputRef } from './play-events.js';
import {
  currentItem,
  followingIndex,
  isLive,
  isOver,
  precedingIndex,
  speedOf,
  type PlayerState,
  type QueueItem,
  type QueueOrigin,
  type Removal,
  type Repeat,
  type Sleep,
} from './player-state.js';
import {
  moveItems,
  removalOf,
  restoreOrder,
  shuffleOrder,
  insertBeforeOrigin,
  insertNext,
  removeItems,
  putBack,
} from './queue-order.js';
import { takeOver } from './output-changes.js';
import { awake, fallAsleep } from './sleep.js';
import {
  awaitMore,
  begin,
  withRevision,
  goTo,
  leave,
  pause,
  keepRevision,
  settlePosition,
  type Moment,
  type Step,
} from './step.js';

/** What a person asks of the player. Items are named by their id, so that no command hits the wrong one. */
export type Command =
  | {
      kind: 'play';
      items: readonly QueueItem[];
      /** Absent: the first one, or any one where it is shuffled. */
      startIndex?: number;
      /** Where in it; absent: from its start, or where it was left. */
      positionMs?: number;
      isShuffled: boolean;
      origin?: QueueOrigin;
      output?: OutputRef;
    }
  | { kind: 'resume'; output?: OutputRef }
  | { kind: 'pause' | 'stop' | 'next' | 'previous' | 'wake' | 'fall-asleep' }
  | { kind: 'take-over'; output: OutputRef; isFormerThere: boolean }
  | { kind: 'jump'; itemId: string; output?: OutputRef }
  | { kind: 'seek'; positionMs: number }
  | { kind: 'volume'; volume: number }
  | { kind: 'speed'; speed: number }
  | { kind: 'repeat'; repeat: Repeat }
  | { kind: 'shuffle'; isShuffled: boolean }
  | { kind: 'sleep'; sleep: Sleep }
  | { kind: 'add'; items: readonly QueueItem[]; place: 'next' | 'last' }
  | { kind: 'move'; itemIds: readonly string[]; beforeItemId?: string }
  | { kind: 'remove'; itemIds: readonly string[] }
  | { kind: 'clear' }
  | { kind: 'undo'; removedIn: number };

/** Later than this, "previous" means "from the start". */
const RESTART_AFTER_MS = 3_000;
/** So many removals can be undone, the last one first. */
const MOST_REMOVALS = 5;

/**
 * What a command makes of a player. A command that makes no sense now (an item that is not there any more, nothing to
 * undo) changes nothing.
 */
export function perform(before: PlayerState, command: Command, moment: Moment): Step {
  return withRevision(before, compute(before, command, moment), moment);
}

function compute(before: PlayerState, command: Command, moment: Moment): Step {
  switch (command.kind) {
    case 'play':
      return play(before, command, moment);
    case 'resume':
      return resume(before, command.output, moment);
    case 'pause':
      return pause(before, moment);
    case 'fall-asleep':
      return fallAsleep(before, moment);
    case 'stop':
      return take(before, new Set(before.items.map(({ itemId }) => itemId)), moment);
    case 'next':
      return next(before, moment);
    case 'previous':
      return previous(before, moment);
    case 'jump':
      return jump(before, command, moment);
    case 'take-over':
      return takeOver(before, command.output, command.isFormerThere, moment);
    case 'seek':
      return keepRevision(sought(before, command.positionMs, moment));
    case 'volume':
      return keepRevision(before.volume === command.volume ? before : { ...before, volume: command.volume });
    case 'speed':
      return keepRevision(spoken(before, command.speed, moment));
    case 'repeat':
      return keepRevision(before.repeat === command.repeat ? before : { ...before, repeat: command.repeat });
    case 'shuffle':
      return shuffle(before, command.isShuffled, moment);
    case 'sleep':
      return keepRevision({ ...before, sleep: command.sleep });
    case 'wake':
      return before.sleep ? keepRevision(awake(before)) : keepRevision(before);
    case 'add':
      return add(before, command, moment);
    case 'move':
      return move(before, new Set(command.itemIds), command.beforeItemId);
    case 'remove':
      return take(before, new Set(command.itemIds), moment);
    case 'clear':
      return clear(before, moment);
    case 'undo':
      return undo(before, command.removedIn, moment);
  }
}

function play(before: PlayerState, command: Command & { kind: 'play' }, moment: Moment): Step {
  const { items, isShuffled, origin } = command;
  const { state, plays } = leave(before, 'skipped', moment);
  const { unshuffled: _, origin: former, ...rest } = state;
  const replaced = replacedBy(state, before.revision + 1);
  const anywhere = isShuffled ? Math.floor(moment.chance.random() * items.length) : 0;
  const inOrder = { items, index: Math.min(command.startIndex ?? anywhere, items.length - 1) };
  const playing: PlayerState = {
    ...withOutput(rest, command.output),
    ...(isShuffled ? shuffleOrder(inOrder, () => moment.chance.random()) : inOrder),
    ...originBeside(origin, former, replaced),
    status: 'playing',
    positionMs: command.positionMs ?? 0,
    isInterrupted: false,
    removals: replaced ? [replaced] : [],
    failures: 0,
  };
  return begin({ state: playing, plays }, moment);
}

/** The whole queue, when another takes its place; absent where there was none. */
function replacedBy(state: PlayerState, removedIn: number): Removal | undefined {
  const current = currentItem(state);
  if (!current) return undefined;
  const { items } = removalOf(state, new Set(state.items.map(({ itemId }) => itemId)), removedIn);
  const wasAtMs = isLive(current) ? 0 : state.positionMs;
  return { removedIn, items: items.map((each) => (each.item === current ? { ...each, wasAtMs } : each)) };
}

/** What gave the former queue more gives more again when that comes back, unless what plays now has an origin itself. */
function originBeside(
  origin: QueueOrigin | undefined,
  former: QueueOrigin | undefined,
  replaced: Removal | undefined,
): { origin?: QueueOrigin } {
  if (origin) return { origin };
  if (!former || !replaced || former.leftIn !== undefined) return {};
  return { origin: { ...former, leftIn: replaced.removedIn } };
}

function resume(before: PlayerState, output: OutputRef | undefined, moment: Moment): Step {
  const isPlaying = before.status === 'playing' && (output === undefined || output.id === before.output?.id);
  if (isPlaying || !currentItem(before)) return keepRevision(before);
  const state = settlePosition(before, moment);
  if (moment.isEndless && isOver(state)) return goOn(withOutput(state, output), moment);
  return begin(
    keepRevision({ ...withOutput(state, output), status: 'playing', isInterrupted: false, failures: 0 }),
    moment,
  );
}

/** Behind what was over, while nothing came after it. */
function goOn(before: PlayerState, moment: Moment): Step {
  const index = followingIndex(before, true);
  const state: PlayerState = { ...before, status: 'playing', failures: 0 };
  return index >= 0 ? goTo(state, index, 'finished', moment) : awaitMore(state, 'finished', moment);
}

function next(before: PlayerState, moment: Moment): Step {
  if (!currentItem(before)) return keepRevision(before);
  const index = followingIndex(before, true);
  const state = { ...before, failures: 0 };
  if (index < 0 && moment.isEndless) return awaitMore(state, 'skipped', moment);
  // At its end the queue goes back to its start and waits there.
  return index >= 0 ? goTo(state, index, 'skipped', moment) : goTo(pause(state, moment).state, 0, 'skipped', moment);
}

function previous(before: PlayerState, moment: Moment): Step {
  if (!currentItem(before)) return keepRevision(before);
  const state = settlePosition({ ...before, failures: 0 }, moment);
  const index = precedingIndex(state);
  if (isLive(currentItem(state))) {
    // It has no beginning to go back to.
    return index === state.index ? keepRevision(before) : goTo(state, index, 'skipped', moment);
  }
  const isFromStart = state.positionMs > RESTART_AFTER_MS || index === state.index;
  return isFromStart ? keepRevision(elsewhere(state, 0)) : goTo(state, index, 'skipped', moment);
}

/** Whoever picks an item wants to hear it. */
function jump(before: PlayerState, { itemId, output }: Command & { kind: 'jump' }, moment: Moment): Step {
  const index = before.items.findIndex((item) => item.itemId === itemId);
  if (index < 0) return keepRevision(before);
  const { state, plays } = leave({ ...before, failures: 0 }, 'skipped', moment);
  const there: PlayerState = { ...withOutput(state, output), index, positionMs: 0, status: 'playing' };
  return begin({ state: { ...there, isInterrupted: false }, plays }, moment);
}

function sought(before: PlayerState, positionMs: number, moment: Moment): PlayerState {
  const item = currentItem(before);
  if (!item) return before;
  // What is told of the length of an episode is not always true: its sound knows where it ends.
  const endMs = item.kind === 'episode' ? Infinity : (item.durationMs ?? Infinity);
  return elsewhere(settlePosition(before, moment), Math.min(Math.max(0, positionMs), endMs));
}

/** At another place of the same play, from the revision on that this will be. */
function elsewhere(state: PlayerState, positionMs: number): PlayerState {
  return { ...state, positionMs, soughtIn: state.revision + 1 };
}

/** What is heard at a speed of its own keeps to that of its show; it is changed for this item alone. */
function spoken(before: PlayerState, speed: number, moment: Moment): PlayerState {
  const item = currentItem(before);
  if (speedOf(item, before) === speed && before.speed === speed) return before;
  const state = settlePosition(before, moment);
  if (item?.speed === undefined) return { ...state, speed };
  return { ...state, items: state.items.with(state.index, { ...item, speed }) };
}

function shuffle(before: PlayerState, isShuffled: boolean, moment: Moment): Step {
  if (isShuffled === (before.unshuffled !== undefined) || !currentItem(before)) return keepRevision(before);
  const { unshuffled: _, ...rest } = before;
  return keepRevision({
    ...rest,
    ...(isShuffled ? shuffleOrder(before, () => moment.chance.random()) : restoreOrder(before)),
  });
}

function add(before: PlayerState, { items, place }: Command & { kind: 'add' }, moment: Moment): Step {
  if (items.length === 0) return keepRevision(before);
  const order = place === 'next' ? insertNext(before, items) : insertBeforeOrigin(before, items);
  if (currentItem(before)) return keepRevision({ ...before, ...order });
  return keepRevision({ ...before, ...order, index: 0, status: 'paused', positionMs: 0, positionAtMs: moment.nowMs });
}

function move(before: PlayerState, itemIds: ReadonlySet<string>, beforeItemId: string | undefined): Step {
  const order = moveItems(before, itemIds, beforeItemId);
  return keepRevision(order === before ? before : { ...before, ...order });
}

/**
 * Takes items out; when the current one is among them, what comes behind it plays on from its start. Behind the last one
 * comes what does at the end of a queue.
 */
function take(before: PlayerState, itemIds: ReadonlySet<string>, moment: Moment): Step {
  const removal = removalOf(before, itemIds, before.revision + 1);
  if (removal.items.length === 0) return keepRevision(before);
  const order = removeItems(before, itemIds);
  const isEmpty = order.items.length === 0;
  const isLeft = itemIds.has(currentItem(before)?.itemId ?? '');
  const { state, plays } = isLeft ? leave(before, isEmpty ? 'stopped' : 'skipped', moment) : keepRevision(before);
  const { unshuffled: _, ...rest } = state;
  const removals = [...before.removals, removal].slice(-MOST_REMOVALS);
  const remaining: PlayerState = { ...rest, ...order, removals };
  // Nothing is given to a queue that was emptied.
  const taken = isEmpty ? leaveOrigin(remaining, removal.removedIn) : remaining;
  if (!isLeft) return { state: taken, plays };
  const there: PlayerState = { ...taken, positionMs: 0, positionAtMs: moment.nowMs };
  const isLast = before.items.slice(before.index + 1).every(({ itemId }) => itemIds.has(itemId));
  if (isLast && !isEmpty) return { state: behindLast(there, moment), plays };
  return begin({ state: isEmpty ? { ...there, status: 'stopped', isInterrupted: false } : there, plays }, moment);
}

function behindLast(state: PlayerState, moment: Moment): PlayerState {
  if (state.status === 'playing' && moment.isEndless) return awaitMore(state, 'skipped', moment).state;
  const start: PlayerState = { ...state, index: 0, isInterrupted: false };
  if (state.repeat === 'all') return begin(keepRevision(start), moment).state;
  return { ...start, status: 'paused' };
}

/** Takes out what comes, and leaves what would give more. */
function clear(before: PlayerState, moment: Moment): Step {
  const upcoming = new Set(before.items.slice(before.index + 1).map(({ itemId }) => itemId));
  const { state, plays } = take(before, upcoming, moment);
  return { state: leaveOrigin(state, before.revision + 1), plays };
}

/** Where nothing came any more, nothing was taken out that could be put back: the origin is left for good. */
function leaveOrigin(state: PlayerState, leftIn: number): PlayerState {
  const { origin, ...rest } = state;
  if (!origin || origin.leftIn !== undefined) return state;
  return state.removals.some(({ removedIn }) => removedIn === leftIn)
    ? { ...rest, origin: { ...origin, leftIn } }
    : rest;
}

/** What was left with that removal gives more again. */
function takeUpOrigin(state: PlayerState, removedIn: number): PlayerState {
  if (state.origin?.leftIn !== removedIn) return state;
  const { leftIn: _, ...origin } = state.origin;
  return { ...state, origin };
}

function undo(before: PlayerState, removedIn: number, moment: Moment): Step {
  const removal = before.removals.find((candidate) => candidate.removedIn === removedIn);
  if (!removal) return keepRevision(before);
  if (removal.items.some(({ wasAtMs }) => wasAtMs !== undefined)) return bringBack(before, removal, moment);
  const { unshuffled: _, ...rest } = takeUpOrigin(before, removedIn);
  const order = putBack(before, removal);
  const status = before.status === 'stopped' ? 'paused' : before.status;
  return keepRevision({ ...rest, ...order, status, removals: before.removals.filter((other) => other !== removal) });
}

/** The queue that another had taken the place of, where it was; it plays if the other did. */
function bringBack(before: PlayerState, { removedIn, items: removed }: Removal, moment: Moment): Step {
  const { state, plays } = leave(takeUpOrigin(before, removedIn), 'skipped', moment);
  const { unshuffled: _, origin, ...rest } = state;
  const at = removed.findIndex(({ wasAtMs }) => wasAtMs !== undefined);
  const natural = removed.flatMap(({ item, naturalPlace }) =>
    naturalPlace === undefined ? [] : [{ itemId: item.itemId, naturalPlace }],
  );
  const back: PlayerState = {
    ...rest,
    ...(origin && before.origin?.leftIn === removedIn && { origin }),
    items: removed.map(({ item }) => item),
    index: at,
    ...(natural.length > 0 && {
      unshuffled: natural.sort((a, b) => a.naturalPlace - b.naturalPlace).map(({ itemId }) => itemId),
    }),
    positionMs: removed[at]?.wasAtMs ?? 0,
    positionAtMs: moment.nowMs,
    status: before.status === 'stopped' ? 'paused' : before.status,
    isInterrupted: false,
    removals: [],
  };
  return begin({ state: back, plays }, moment);
}

/** A new output sounds from here on; the former one was not there, so that nobody has to be waited for. */
function withOutput(state: PlayerState, output: OutputRef | undefined): PlayerState {
  if (!output) return state;
  const { handoverFrom: _, ...rest } = state;
  return { ...rest, output };
}
