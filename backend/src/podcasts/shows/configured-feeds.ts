import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../common/index.js';
import { Secrets, secretVariable } from '../../config/index.js';
import { Database } from '../../database/index.js';
import { PodcastAccess } from '../podcast-access.js';
import { Subscriptions, type SubscriptionWish } from './subscriptions.js';

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
    private readonly secrets: Secrets,
  ) {}

  onApplicationBootstrap(): void {
    if (this.access.isThere) this.following = this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.following;
  }

  private async follow(): Promise<void> {
    const wishes = this.wishes();
    if (wishes.length === 0) return;
    const people = await this.database.read.all<{ id: string }>('SELECT id FROM person ORDER BY id');
    for (const wish of wishes) {
      for (const { id } of people) {
        if (!(await this.followOne(id, wish))) return;
      }
    }
  }

  /** @returns whether to go on */
  private async followOne(ownerId: string, wish: SubscriptionWish): Promise<boolean> {
    const { signal } = this.ending;
    try {
      await this.subscriptions.subscribe(ownerId, { ...wish, priority: 'background', signal });
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof DomainError)) throw error;
      const name = URL.canParse(wish.address) ? new URL(wish.address).hostname : 'An address';
      this.logger.warn(`${name} is not followed, though the configuration says so: ${error.message}`);
    }
    return true;
  }

  /** @returns none where the secret is not there, which is told */
  private secretFeed({ secret }: { readonly secret: string }): SubscriptionWish[] {
    const name = `podcast-feed-${secret}`;
    const { value, warning } = this.secrets.find(name);
    if (value !== undefined) return [{ address: value.trim(), isPrivate: true }];
    const step = warning ?? `Give it as the credential ${name}, or name its file in ${secretVariable(name)}_FILE.`;
    this.logger.warn(`The feed “${secret}” is not followed: its secret is not there. ${step}`);
    return [];
  }

  private wishes(): SubscriptionWish[] {
    const lines = this.secrets.find('podcast-feeds').value?.split('\n') ?? [];
    const secret = lines.map((line) => line.trim()).filter((line) => line !== '');
    return [
      ...this.access.now.configured.flatMap((feed) =>
        typeof feed === 'string' ? { address: feed } : this.secretFeed(feed),
      ),
      ...secret.map((address) => ({ address, isPrivate: true })),
    ];
  }
}
