import { Injectable } from '@nestjs/common';
import type { TrackKind } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { PlayEvents, type OutputRef, type PlayContext, type PlayOutcome } from './play-events.js';
import { ResumePoints } from './resume-points.js';

/** A play that an output made heard by itself, with nobody to tell of it. Instants are epoch milliseconds. */
export interface PastPlay {
  /** Made by the output: the same play told twice is one. */
  readonly playId: string;
  readonly trackId: string;
  readonly kind?: TrackKind;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Audio really heard. */
  readonly heardMs: number;
  /** Where it ended. */
  readonly positionMs: number;
  readonly durationMs?: number;
  readonly outcome: PlayOutcome;
  readonly context?: PlayContext;
}

/** Speech is heard at most so much faster than it was spoken. */
const MOST_SPEED = 3;
const CLOCK_SLACK_MS = 1_500;

/**
 * Takes up what outputs made heard while the server was out of reach. The player is not asked: these plays are over, and whoever
 * listens to plays takes each once.
 */
@Injectable()
export class PastPlays {
  constructor(
    private readonly database: Database,
    private readonly events: PlayEvents,
    private readonly resumePoints: ResumePoints,
    private readonly clock: Clock,
  ) {}

  /** All of them, or none. */
  async record(ownerId: string, output: OutputRef, plays: readonly PastPlay[]): Promise<void> {
    const left = await this.leftSince(ownerId, plays);
    await this.database.write(async ({ sql }) => {
      for (const play of plays) {
        const { kind, ...told } = bounded(play, this.clock.nowMs());
        const ended = { ...told, kind: 'ended', ownerId, output, atMs: told.endedAtMs } as const;
        const event = { ...ended, ...(kind && { itemKind: kind }) };
        if (!left.has(play)) await this.resumePoints.record(sql, event);
        await this.events.publish(event, sql);
      }
    });
  }

  /** Those of them whose track was heard elsewhere since: it goes on from there. */
  private async leftSince(ownerId: string, plays: readonly PastPlay[]): Promise<ReadonlySet<PastPlay>> {
    const ids = [...new Set(plays.map(({ trackId }) => trackId))];
    const [tracks, episodes] = [
      await this.resumePoints.of(ownerId, 'track', ids),
      await this.resumePoints.of(ownerId, 'episode', ids),
    ];
    const isLeft = ({ trackId, kind, endedAtMs }: PastPlay): boolean =>
      ((kind === 'episode' ? episodes : tracks).get(trackId)?.updatedAtMs ?? 0) > endedAtMs;
    return new Set(plays.filter(isLeft));
  }
}

/** As far as it can be true: nothing was heard later than now, nor more than there was time for. */
function bounded(play: PastPlay, nowMs: number): PastPlay {
  const endedAtMs = Math.min(play.endedAtMs, nowMs);
  const startedAtMs = Math.min(play.startedAtMs, endedAtMs);
  const mostMs = (endedAtMs - startedAtMs + CLOCK_SLACK_MS) * (play.kind === 'episode' ? MOST_SPEED : 1);
  return { ...play, startedAtMs, endedAtMs, heardMs: Math.min(play.heardMs, mostMs) };
}
