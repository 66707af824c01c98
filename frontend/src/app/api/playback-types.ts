import type { TrackView } from './types';

/** Why something plays; shown above the title. */
export interface PlayContextView {
  kind: 'album' | 'artist' | 'playlist' | 'station' | 'search' | 'queue' | 'mix' | 'history' | 'library';
  /** Of the album, artist … */
  id?: string;
  /** Name of it, for people. */
  title?: string;
}

/** One place in the queue: the same track may stand in it twice. */
export interface QueueItemView {
  itemId: string;
  track: TrackView;
  context?: PlayContextView;
}

/** A thing that makes sound. */
export interface OutputView {
  id: string;
  name: string;
  kind: 'browser';
  isActive: boolean;
  isPresent: boolean;
}

/** When playing ends by itself. */
export interface SleepView {
  kind: 'time' | 'track' | 'album';
  /** Server time; only of `time`. */
  atMs?: number;
}

/** The whole state of the one player, without its queue. */
export interface PlayerView {
  /** Changes with everything but mere progress. */
  revision: number;
  /** Changes with the items of the queue and their order. */
  queueRevision: number;
  status: 'playing' | 'paused' | 'stopped';
  /** Absent when stopped. */
  current?: QueueItemView;
  /** What follows by itself at the end of the current item. */
  next?: QueueItemView;
  /** -1 when stopped. */
  index: number;
  length: number;
  /** Whether there is one on asking. */
  hasNext: boolean;
  hasPrevious: boolean;
  /** Where it was at `positionAtMs`, an instant of the server's clock. */
  positionMs: number;
  positionAtMs: number;
  /** The server's clock when this was sent. */
  serverTimeMs: number;
  /** Of this play of the current item. */
  playId?: string;
  /** 0 to 100. */
  volume: number;
  repeat: 'off' | 'all' | 'one';
  isShuffled: boolean;
  activeOutputId?: string;
  outputs: OutputView[];
  /** The output that has not fallen silent yet: the active one must not sound before this is gone. */
  handoverFrom?: string;
  /** Paused because the active output vanished; goes on when that reports progress again. */
  isInterrupted: boolean;
  sleep?: SleepView;
  /** The last removal from the queue. */
  undo?: { removedIn: number; count: number };
}

/** The whole queue in the order it plays in. */
export interface QueueView {
  queueRevision: number;
  items: QueueItemView[];
}

/** What an output tells of the play it sounds. */
export interface OutputReport {
  playId: string;
  kind: 'progress' | 'advanced' | 'ended' | 'paused' | 'failed' | 'silent';
  positionMs: number;
  /** Really sounded in this play. */
  heardMs: number;
  toItemId?: string;
  reason?: string;
}

export type Repeat = PlayerView['repeat'];
