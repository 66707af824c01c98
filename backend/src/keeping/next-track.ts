import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { DomainError } from '../common/index.js';
import { currentItem, followingItem, isLive, Players, type OwnedState, type PlayerState } from '../playback/index.js';
import { KeptAudio, SoundingSources } from '../streaming/index.js';
import { MonthCosts } from './month-costs.js';

interface Ahead {
  readonly trackId: string;
  readonly abort: AbortController;
  work: Promise<void>;
}

/**
 * Has the track that comes next fetched while the one before it sounds, so that nobody waits for its source between them: one
 * for each person, in the quality in which they listen. What was passed before it sounded leads to nothing, and another order of
 * the queue ends it.
 */
@Injectable()
export class NextTrack implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('keeping');
  /** What is, or was, fetched ahead; by owner. */
  private readonly ahead = new Map<string, Ahead>();
  private following?: Subscription;

  constructor(
    private readonly players: Players,
    private readonly audio: KeptAudio,
    private readonly costs: MonthCosts,
    private readonly sounding: SoundingSources,
  ) {}

  onApplicationBootstrap(): void {
    this.following = this.players.changes.subscribe((change) => this.playerChanged(change));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.following?.unsubscribe();
    for (const { abort } of this.ahead.values()) abort.abort();
    await this.settled();
  }

  /** Resolves when nothing is fetched any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.ahead.values()].map(({ work }) => work));
  }

  private playerChanged({ ownerId, state }: OwnedState): void {
    const before = this.ahead.get(ownerId);
    const next = nextOf(state);
    if (before?.trackId === next?.trackId) return;
    before?.abort.abort();
    this.ahead.delete(ownerId);
    if (!next) return;
    const one: Ahead = { trackId: next.trackId, abort: new AbortController(), work: Promise.resolve() };
    this.ahead.set(ownerId, one);
    one.work = this.fetch(one, next.behind);
  }

  private async fetch({ trackId, abort: { signal } }: Ahead, behind: string): Promise<void> {
    try {
      const audio = await this.audio.look(trackId);
      if (!audio || audio.state?.isComplete || !(await this.costs.mayFetchAhead(audio.source))) return;
      await this.audio.fetch(trackId, { signal }, this.sounding.qualityOf(behind));
    } catch (error) {
      // Whoever comes to it tries again, and is told.
      if (signal.aborted || error instanceof DomainError) return;
      this.logger.error(error instanceof Error ? error.stack : String(error));
    }
  }
}

/** What comes after something that has begun to sound. */
function nextOf(state: PlayerState): { readonly trackId: string; readonly behind: string } | undefined {
  const current = currentItem(state);
  // A play begins when it is asked for; that something was heard of it, its output tells.
  const hasSounded = (state.play?.heardMs ?? 0) > 0;
  if (!current || !hasSounded || state.status === 'stopped' || isLive(current)) return undefined;
  const next = followingItem(state);
  const isOther = next && !isLive(next) && next.trackId !== current.trackId;
  return isOther ? { trackId: next.trackId, behind: current.trackId } : undefined;
}
