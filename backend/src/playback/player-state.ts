import type { TrackKind } from '../catalogue/index.js';
import type { LiveTitle } from '../streaming/index.js';
import type { OutputRef, PlayContext } from './play-events.js';

export type PlayerStatus = 'playing' | 'paused' | 'stopped';
export const REPEATS = ['off', 'all', 'one'] as const;
export type Repeat = (typeof REPEATS)[number];
export const SLEEP_KINDS = ['time', 'track', 'album', 'chapter'] as const;
export type SleepKind = (typeof SLEEP_KINDS)[number];

/** When playing ends by itself. */
export interface Sleep {
  readonly kind: SleepKind;
  /** With `time` only. */
  readonly atMs?: number;
  /** With `chapter` only. */
  readonly chapters?: ItemChapters;
}

/** Where the chapters of one item end, but for the last, which ends with it. */
export interface ItemChapters {
  readonly itemId: string;
  /** Ascending, in the item. */
  readonly endsMs: readonly number[];
}

/** One place in the queue: the same track may stand in it twice. */
export interface QueueItem {
  readonly itemId: string;
  /** Of the library, or of a source. */
  readonly trackId: string;
  /** Absent: a piece of music. */
  readonly kind?: TrackKind;
  /** Absent where it has no end, or nobody knows it. */
  readonly durationMs?: number;
  /** How it is heard, where that is not as usual; known once it has begun. */
  readonly speed?: number;
  readonly gainDb?: number;
  /** What comes from here on is left out; not above 0 where the length is not known, or cannot be. */
  readonly endsAtMs?: number;
  readonly albumId?: string;
  readonly context?: PlayContext;
  /** Given by the origin of the queue, not put there by a person. */
  readonly isFromOrigin?: true;
}

/** What gives an endless queue its items, and how far it is: see `PlayableSubjects`. */
export interface QueueOrigin {
  readonly kind: string;
  /** Says which order it is, below 2^32. */
  readonly seed: number;
  /** What was given so far ends here; 0 at first. */
  readonly position: number;
  /** Which part of all that its kind has it gives. Absent: all. */
  readonly query?: object;
  /** The revision that left it; putting back what that took out takes it up again. */
  readonly leftIn?: number;
}

/**
 * One play of the current item, from its first sound until something else is current; of a station, what it announces as one
 * piece.
 */
export interface Play {
  readonly id: string;
  /** Of stations: what they announce, where they do. */
  readonly title?: LiveTitle;
  readonly startedAtMs: number;
  readonly heardMs: number;
  /** How long its sound really is, as an output has found. Not kept over a restart: it is told again. */
  readonly soundMs?: number;
  /** When `heardMs` was last told: no more than what has passed since can be heard since. */
  readonly reportedAtMs: number;
}

/** An item that was taken out, and from where. */
export interface RemovedItem {
  readonly item: QueueItem;
  readonly place: number;
  readonly naturalPlace?: number;
  /** How far it was; of the one that was current when another queue took the place of its own. */
  readonly wasAtMs?: number;
}

/** Items that were taken out together; kept so that it can be undone. */
export interface Removal {
  /** The revision that took them out. */
  readonly removedIn: number;
  readonly items: readonly RemovedItem[];
}

/** Everything there is to know of one person's player. Never changed in place. */
export interface PlayerState {
  /** Counts every change but mere progress. */
  readonly revision: number;
  /** The revision that last changed the items or their order. */
  readonly queueRevision: number;
  readonly status: PlayerStatus;
  /** In the order in which they play. */
  readonly items: readonly QueueItem[];
  /** Of the current item; -1 when the queue is empty. */
  readonly index: number;
  /** Absent where the queue has an end. */
  readonly origin?: QueueOrigin;
  /** Item ids in the order before shuffling; absent while not shuffled. */
  readonly unshuffled?: readonly string[];
  /**
   * Place in the current item at `positionAtMs`. In one without an end: a moment of its sound on the clock of its stream,
   * which is about when it came in; 0 until an output tells where it is.
   */
  readonly positionMs: number;
  readonly positionAtMs: number;
  /**
   * The revision in which somebody last went elsewhere in the current item: what an output tells that had not heard of it is
   * of before. Not kept over a restart.
   */
  readonly soughtIn?: number;
  /** 0 to 100. */
  readonly volume: number;
  readonly repeat: Repeat;
  /** Of speech: 1 is as it was spoken. Music is always played as it is. */
  readonly speed: number;
  /** The one that sounds, or would. */
  readonly output?: OutputRef;
  /** Paused because the output vanished; goes on by itself when the same one is back and sounds. */
  readonly isInterrupted: boolean;
  /** Paused because the origin of the queue has nothing at hand; goes on as soon as it has. Not kept over a restart. */
  readonly isAwaiting?: true;
  /** The former output, until it has fallen silent. Not kept over a restart. */
  readonly handoverFrom?: string;
  readonly play?: Play;
  /** What the station played before something that may have been a jingle. Not kept over a restart. */
  readonly formerPlay?: Play;
  readonly sleep?: Sleep;
  /** Oldest first. */
  readonly removals: readonly Removal[];
  /** Items in a row that could not be played. Not kept over a restart. */
  readonly failures: number;
}

export const NEW_PLAYER: PlayerState = {
  revision: 0,
  queueRevision: 0,
  status: 'stopped',
  items: [],
  index: -1,
  positionMs: 0,
  positionAtMs: 0,
  volume: 100,
  repeat: 'off',
  speed: 1,
  isInterrupted: false,
  removals: [],
  failures: 0,
};

/** The current item; absent when the queue is empty. */
export function currentItem(state: PlayerState): QueueItem | undefined {
  return state.items[state.index];
}

/** Whether it has no end, and no beginning to go back to. */
export function isLive(item: QueueItem | undefined): boolean {
  return item?.kind === 'station';
}

/** How fast it is played. */
export function speedOf(item: QueueItem | undefined, { speed }: PlayerState): number {
  return item?.kind === 'episode' ? (item.speed ?? speed) : 1;
}

/** What gives the queue more; absent where nothing does, or it was left. */
export function currentOrigin({ origin }: PlayerState): QueueOrigin | undefined {
  return origin?.leftIn === undefined ? origin : undefined;
}

/** Whether the current item was heard to its end, and nothing came after it. */
export function isOver(state: PlayerState): boolean {
  const { durationMs = Infinity } = currentItem(state) ?? {};
  return state.play === undefined && state.positionMs >= durationMs;
}

/** Where the current item is at an instant: while it plays, time moves it on, at most to its end. */
export function positionAt(state: PlayerState, nowMs: number): number {
  const item = currentItem(state);
  const isUnknown = isLive(item) && state.positionMs === 0;
  const isMoving = state.status === 'playing' && state.handoverFrom === undefined && !isUnknown;
  if (!isMoving) return state.positionMs;
  const durationMs = item?.durationMs ?? Infinity;
  const playedMs = Math.max(0, nowMs - state.positionAtMs) * speedOf(item, state);
  return Math.max(state.positionMs, Math.min(durationMs, state.positionMs + playedMs));
}

/**
 * Which item comes after the current one.
 * @param isAsked a person pressed next, so `repeat: one` does not hold them
 * @returns -1 when the queue ends here
 */
export function followingIndex(state: PlayerState, isAsked: boolean): number {
  const { items, index, repeat } = state;
  if (items.length === 0) return -1;
  if (repeat === 'one' && !isAsked) return index;
  const following = index + 1;
  if (following < items.length) return following;
  // What has no end never starts over.
  return repeat === 'off' || currentOrigin(state) ? -1 : 0;
}

/** Which item came before the current one; the last one from the first when all repeats, else the current one again. */
export function precedingIndex({ items, index, repeat }: PlayerState): number {
  if (index > 0) return index - 1;
  return repeat === 'all' ? items.length - 1 : index;
}

/** What follows by itself without a pause in between: nothing where the queue or the sleep timer ends it. */
export function followingItem(state: PlayerState): QueueItem | undefined {
  const item = state.items[followingIndex(state, false)];
  return item === undefined || sleepsBefore(state, item) ? undefined : item;
}

/** Whether the sleep timer lets the current item be the last one. */
export function sleepsBefore(state: PlayerState, following: QueueItem | undefined): boolean {
  if (sleepsAfterPiece(state)) return true;
  if (state.sleep?.kind !== 'album') return false;
  const albumId = currentItem(state)?.albumId;
  const isSameAlbum = albumId !== undefined && following?.albumId === albumId;
  // A queue that starts over has come to the end of the album, too.
  return !isSameAlbum || followingIndex(state, false) <= state.index;
}

/** Whether what plays is the last piece: of the chapters of an item the last one ends with it, and another item has none. */
export function sleepsAfterPiece({ sleep }: PlayerState): boolean {
  return sleep?.kind === 'track' || sleep?.kind === 'chapter';
}

/**
 * Where in the current item the sleep timer ends it: at the end of the chapter in which `positionMs` is, so that it follows
 * whoever seeks. Absent where it plays to its own end.
 */
export function sleepPosition(state: PlayerState): number | undefined {
  const chapters = state.sleep?.chapters;
  if (chapters === undefined || chapters.itemId !== currentItem(state)?.itemId) return undefined;
  return chapters.endsMs.find((endMs) => endMs > state.positionMs);
}
