import { Injectable } from '@nestjs/common';
import { unknownTrack, TrackDirectory, type TrackFacts, type TrackKind } from '../catalogue/index.js';
import { BoundedCache } from '../common/index.js';
import type { Sql } from '../sql/index.js';
import { SoundingSources, type LiveTitle } from '../streaming/index.js';

/** Why something plays. */
export interface PlayContext {
  readonly kind: string;
  /** Of the album, artist, station …; absent where there is none. */
  readonly id?: string;
  /** Its name, for people. */
  readonly title?: string;
}

/** What makes the sound. */
export interface OutputRef {
  /** Chosen by the output itself. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** How a play ended: by itself, by going to something else before its end, or by stopping. */
export type PlayOutcome = 'finished' | 'skipped' | 'stopped';

/** One play of one track goes on. Every event of a play carries its id, and `heardMs` never shrinks. */
export interface PlayEvent {
  readonly kind: 'started' | 'progressed' | 'ended';
  readonly playId: string;
  readonly ownerId: string;
  /** The facts of the track as they were when the play was first published. */
  readonly track: TrackFacts;
  /** It has no end: `track` is the piece that a station announces. */
  readonly isLive?: true;
  /** The source it really sounded from. */
  readonly source: string;
  /** When this play began. */
  readonly startedAtMs: number;
  readonly atMs: number;
  /** Audio really heard in this play so far; seeks and pauses do not count. */
  readonly heardMs: number;
  readonly positionMs: number;
  /** Absent where it has no end, or nobody knows it. */
  readonly durationMs?: number;
  /** How long its sound really is, as the output has found; absent while it has not. */
  readonly soundMs?: number;
  readonly context?: PlayContext;
  readonly output: OutputRef;
  /** With `ended` only. */
  readonly outcome?: PlayOutcome;
}

/** Keeps something of plays. */
export interface PlayListener {
  /**
   * Called inside the transaction that changes the player: both are kept, or neither. An error undoes the change, so
   * do nothing here that can fail for reasons of its own, and nothing slow.
   */
  record(event: PlayEvent, sql: Sql): Promise<void>;
}

/** Knows of plays that are not what they are called. */
export interface PlayJudge {
  /**
   * Whether nobody is to be told of this event: it may be told of the same play later that more was heard. Called as `record` of
   * `PlayListener` is.
   */
  holdsBack(event: PlayEvent, sql: Sql): boolean | Promise<boolean>;
}

/** A play as the player tells of it: it knows no more of a track than its id and kind, and what a station announces. */
export type ToldPlay = Omit<PlayEvent, 'track' | 'source'> & {
  readonly trackId: string;
  readonly itemKind?: TrackKind;
  readonly title?: LiveTitle;
};

/** Plays whose facts are remembered: each person plays one thing at a time. */
const REMEMBERED = 64;

/** Where plays are told, with the facts of what plays. Playback knows nobody who listens. */
@Injectable()
export class PlayEvents {
  private readonly listeners: PlayListener[] = [];
  private readonly judges: PlayJudge[] = [];
  private readonly factsOfPlays = new BoundedCache<string, TrackFacts>(REMEMBERED);

  constructor(
    private readonly directory: TrackDirectory,
    private readonly sounding: SoundingSources,
  ) {}

  listen(listener: PlayListener): void {
    this.listeners.push(listener);
  }

  /** Asked before anybody is told. */
  judgeBy(judge: PlayJudge): void {
    this.judges.push(judge);
  }

  /** Of a station only what it announces as a piece of music is told: nobody knows what the rest is. */
  async publish({ trackId, itemKind: _, title, ...told }: ToldPlay, sql: Sql): Promise<void> {
    const isAwaited = this.listeners.length > 0 || this.judges.length > 0;
    if (!isAwaited || (told.isLive && title?.title === undefined)) return;
    const facts = await this.factsOf(told.playId, trackId, sql);
    const track = title ? announced(title, facts) : facts;
    const event: PlayEvent = {
      ...told,
      ...(told.isLive && { context: { kind: 'station', id: trackId, title: facts.title } }),
      track,
      source: this.sounding.of(trackId) ?? track.source,
    };
    for (const judge of this.judges) if (await judge.holdsBack(event, sql)) return;
    for (const listener of this.listeners) await listener.record(event, sql);
  }

  /** A track that is forgotten in the midst of a play is told as it was known. */
  private async factsOf(playId: string, trackId: string, sql: Sql): Promise<TrackFacts> {
    let facts = this.factsOfPlays.get(playId);
    if (!facts) {
      facts = (await this.directory.facts(trackId, sql)) ?? unknownTrack(trackId);
      this.factsOfPlays.set(playId, facts);
    }
    return facts;
  }
}

/** The piece that a station announces: it has no id, and nobody has it. */
function announced({ text, title = text, artist = '' }: LiveTitle, station: TrackFacts): TrackFacts {
  return { title, artist, credits: artist === '' ? [] : [{ name: artist, role: 'main' }], source: station.source };
}
