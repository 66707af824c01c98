import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { KeptEpisodes } from '../episodes/kept-episodes.js';
import { PodcastAccess } from '../podcast-access.js';
import { ShowStore } from '../shows/show-store.js';
import { EpisodeRetention } from './episode-retention.js';
import { Refresher } from './refresher.js';

const LOOK_EVERY_MS = 30_000;
/** Looks that are begun at a time; how many calls come of them is the source's affair. */
const AT_ONCE = 8;

/** Has shows looked at when they are due, what is to be at hand fetched, and what nobody can have any more removed. */
@Injectable()
export class RefreshTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private timer?: NodeJS.Timeout;
  private round: Promise<void> | undefined;
  private isEnding = false;

  constructor(
    private readonly access: PodcastAccess,
    private readonly shows: ShowStore,
    private readonly refresher: Refresher,
    private readonly kept: KeptEpisodes,
    private readonly retention: EpisodeRetention,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.access.isThere) return;
    this.timer = setInterval(() => void this.tick(), LOOK_EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** Looks at all that is due. A second call while it does so waits for the first. */
  tick(): Promise<void> {
    this.round ??= this.lookAtDue()
      .then(() => void this.keep())
      .catch((error: unknown) =>
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      )
      .finally(() => (this.round = undefined));
    return this.round;
  }

  /** Not waited for: hours of sound may be missing, and feeds are to be looked at meanwhile. */
  private async keep(): Promise<void> {
    if (this.isEnding) return;
    for (const work of [() => this.retention.settle(), () => this.kept.settle()]) {
      await work().catch((error: unknown) => this.logger.error(String(error)));
    }
  }

  private async lookAtDue(): Promise<void> {
    while (!this.isEnding) {
      const due = await this.shows.due(this.clock.nowMs(), AT_ONCE);
      if (due.length === 0) return;
      await Promise.all(due.map((id) => this.refresher.refresh(id, { isByHand: false })));
    }
  }
}
