import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { PodcastAccess } from '../podcast-access.js';
import { Subscriptions } from './subscriptions.js';

/** Follows the feeds that the configuration names, for everybody, at each start: what it says is so. */
@Injectable()
export class ConfiguredFeeds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private readonly ending = new AbortController();
  private following = Promise.resolve();

  constructor(
    private readonly access: PodcastAccess,
    private readonly subscriptions: Subscriptions,
    private readonly database: Database,
  ) {}

  onApplicationBootstrap(): void {
    if (this.access.isThere) this.following = this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    const { configured } = this.access.now;
    if (configured.length === 0) return;
    const people = await this.database.read.all<{ id: string }>('SELECT id FROM person ORDER BY id');
    for (const address of configured) {
      for (const { id } of people) {
        try {
          await this.subscriptions.subscribe(id, { address, priority: 'background', signal });
        } catch (error) {
          if (signal.aborted) return;
          if (!(error instanceof DomainError)) throw error;
          this.logger.warn(
            `${new URL(address).hostname} is not followed, though the configuration says so: ${error.message}`,
          );
        }
      }
    }
  }
}
