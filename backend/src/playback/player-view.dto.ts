import { TrackView } from '../catalogue/index.js';
import { LiveView } from '../streaming/index.js';
import type { PlayerStatus, Repeat, SleepKind } from './player-state.js';

export class PlayContextView {
  /** album, artist, playlist, station, search, queue, mix, history or library. */
  kind: string;
  id?: string;
  title?: string;
}

export class QueueItemView {
  /** Of this place in the queue: the same track may stand in it twice. */
  itemId: string;
  track: TrackView;
  context?: PlayContextView;
  /** Given by the origin of an endless queue; absent where a person put it there. */
  isFromOrigin?: boolean;
}

/** What gives an endless queue more before it runs dry. */
export class OriginView {
  /** As in the subject that was played. */
  kind: string;
  /** For people: “Everything, shuffled”. */
  title: string;
  /** It has given all there is: the queue ends with its last item. */
  isAtEnd?: boolean;
  /** Why it paused by itself, or why nothing comes, and what to do: a sentence for people. Absent while something plays. */
  notice?: string;
}

export class OutputView {
  id: string;
  name: string;
  /** browser. */
  kind: string;
  /** It makes the sound. */
  isActive: boolean;
  /** It is connected. */
  isPresent: boolean;
}

export class SleepView {
  kind: SleepKind;
  /** With `time` only. */
  atMs?: number;
  /** With `chapter`: where in the current item that one ends; absent where it ends with the item. */
  positionMs?: number;
}

export class UndoView {
  removedIn: number;
  /** How many items come back. */
  count: number;
}

/** One person's player. Instants are epoch milliseconds UTC of the server's clock. */
export class PlayerView {
  /** Counts every change but mere progress; commands name it. */
  revision: number;
  /** The revision that last changed the items of the queue or their order. */
  queueRevision: number;
  status: PlayerStatus;
  current?: QueueItemView;
  /** With a station that somebody listens to, or did just now. */
  live?: LiveView;
  /** What follows by itself; absent where the queue or the sleep timer ends it. */
  next?: QueueItemView;
  /** Place of the current item in the queue; -1 when it is empty. */
  index: number;
  /** Items in the queue. */
  length: number;
  hasNext: boolean;
  hasPrevious: boolean;
  /**
   * Place in the current item at `positionAtMs`; while playing, time moves it on. Of a station: a moment on its clock, as in
   * `live`; 0 until an output has told one, and where it is to play what is live.
   */
  positionMs: number;
  positionAtMs: number;
  /** When this was said. */
  serverTimeMs: number;
  /** This play of the current item; absent before its first sound. */
  playId?: string;
  /** Audio heard in this play so far, whichever output it was: an output that takes over counts on from here. */
  heardMs?: number;
  /** 0 to 100. */
  volume: number;
  repeat: Repeat;
  /** Of episodes: while one plays, its place moves on so much faster. */
  speed: number;
  isShuffled: boolean;
  activeOutputId?: string;
  outputs: OutputView[];
  /** The former output, until it is silent: the active one waits for that. */
  handoverFrom?: string;
  /** Paused because the active output vanished; goes on when it is back and still sounds. */
  isInterrupted: boolean;
  sleep?: SleepView;
  /** Absent where the queue has an end. */
  origin?: OriginView;
  /** The last removal from the queue, or the queue whose place this one took. */
  undo?: UndoView;
}

export class QueuedView {
  /** Items that were put into the queue. */
  count: number;
  /** Whether the subject has more than fits into a queue: what is nearest to its start was taken. */
  isCut: boolean;
}

/** The player after something was put into its queue. */
export class PlayerWithQueuedView extends PlayerView {
  queued: QueuedView;
}

/** The whole queue in the order in which it plays. */
export class QueueView {
  queueRevision: number;
  items: QueueItemView[];
}
