import { Injectable } from '@nestjs/common';
import { Clock, InvalidRequest, NotFound, present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { feedAddressOf, type FetchedFeed } from '../../sources/index.js';
import { lockName, type Sql } from '../../sql/index.js';
import { LeftOutEpisodes } from '../episodes/left-out-episodes.js';
import { SavedLists } from '../lists/saved-lists.js';
import { PodcastAccess } from '../podcast-access.js';
import { FeedNotReadable, SeveralFeeds } from '../podcast-errors.js';
import { hashed } from '../podcast-ids.js';
import { Refresher } from '../refresh/refresher.js';
import { settingsOf, type ShowSettings } from './show-settings.js';
import { ShowStore, type KnownShow } from './show-store.js';

/** Each call outside has a time limit of its own. */
const NEVER = new AbortController().signal;
/** A page leads to a feed, which says that it has moved. */
const MOST_STEPS = 4;

/** What somebody wants to follow. */
export interface SubscriptionWish {
  /** Of a feed, or of a page that leads to one; with a password in it where there is one. */
  readonly address: string;
  /** The address is a secret. It is one in any case where it has a password in it. */
  readonly isPrivate?: boolean;
  readonly group?: string;
  /** foreground: somebody waits. */
  readonly priority?: 'foreground' | 'background';
  /** Nobody waits for it any more. */
  readonly signal?: AbortSignal;
}

/** What came of it. */
export interface Subscribed {
  readonly showId: string;
  /** It was not followed before. */
  readonly isNew: boolean;
}

/** What of a subscription is changed; null takes something away. */
export interface SubscriptionChange {
  readonly group?: string | null;
  readonly settings?: { readonly [Key in keyof ShowSettings]: ShowSettings[Key] | null };
}

/** Who follows which show. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly access: PodcastAccess,
    private readonly shows: ShowStore,
    private readonly refresher: Refresher,
    private readonly leftOut: LeftOutEpisodes,
    private readonly lists: SavedLists,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Follows the show at an address. To follow it again changes nothing but a secret address that is another by now.
   * @throws InvalidRequest it is no address of the web
   * @throws SeveralFeeds it is a page that leads to several feeds
   * @throws FeedNotReadable there is no feed, or it cannot be had now
   * @throws PodcastsOff
   */
  async subscribe(ownerId: string, wish: SubscriptionWish): Promise<Subscribed> {
    const address = feedAddressOf(wish.address);
    if (address === undefined)
      throw new InvalidRequest([{ field: 'address', detail: 'is no address of the web.', because: 'no-web-address' }]);
    const known = await this.shows.byAddress(address);
    if (known) return this.follow(ownerId, known, wish);
    return this.find(ownerId, address, wish, MOST_STEPS);
  }

  /** The show stays, with what was heard of it; its feed is not looked at any more. @throws NotFound */
  async unsubscribe(ownerId: string, showId: string): Promise<void> {
    const show = await this.followed(ownerId, showId);
    await this.database.write(async ({ sql }) => {
      await sql.run('DELETE FROM subscription WHERE owner_id = ? AND show_key = ?', [ownerId, show.key]);
    });
  }

  /** @throws NotFound it is not followed */
  async change(ownerId: string, showId: string, { group, settings }: SubscriptionChange): Promise<void> {
    const { key } = await this.followed(ownerId, showId);
    await this.database.write(async ({ sql }) => {
      if (group !== undefined) await this.put(sql, ownerId, key, group);
      if (settings === undefined) return;
      const row = await sql.get<{ settings: string }>('SELECT settings FROM subscription WHERE owner_id = ? AND show_key = ?', [ownerId, key]); // prettier-ignore
      const merged = { ...settingsOf(row?.settings ?? '{}'), ...present(settings) };
      const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
      await sql.run('UPDATE subscription SET settings = ? WHERE owner_id = ? AND show_key = ?', [
        JSON.stringify(kept),
        ownerId,
        key,
      ]);
    });
    if (settings !== undefined) await this.leftOut.apply(key);
  }

  /** Calls a group otherwise; with the name of another the two become one. @throws NotFound */
  async renameGroup(ownerId: string, name: string, to: string): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const some = await sql.get('SELECT 1 FROM subscription WHERE owner_id = ? AND group_name = ? LIMIT 1', [
        ownerId,
        name,
      ]);
      if (!some) throw new NotFound('group', name);
      await sql.run('UPDATE subscription SET group_name = ? WHERE owner_id = ? AND group_name = ?', [
        to,
        ownerId,
        name,
      ]);
      await this.lists.renameGroup(sql, ownerId, name, to);
    });
  }

  private async find(ownerId: string, address: string, wish: SubscriptionWish, steps: number): Promise<Subscribed> {
    const { priority = 'foreground', signal = NEVER } = wish;
    const request = { address, known: () => Promise.resolve([]), priority } as const;
    const found = await this.access.now.fetch(request, signal);
    const next = nextStep(found);
    if (next !== undefined && steps > 0) {
      const known = await this.shows.byAddress(next);
      return known ? this.follow(ownerId, known, wish) : this.find(ownerId, next, wish, steps - 1);
    }
    if (found.kind === 'page' && found.feeds.length > 1) throw new SeveralFeeds(found.feeds);
    if (found.kind === 'failed') throw new FeedNotReadable(found.failure);
    if (found.kind !== 'feed') {
      throw new FeedNotReadable({
        code: 'not-a-feed',
        detail: 'This web page leads to no feed.',
        nextStep: 'Look for the podcast by its name, or for “RSS” on its page.',
      });
    }
    const { guid } = found.feed;
    const same = guid === undefined ? undefined : await this.shows.byGuid(guid);
    if (same) return this.follow(ownerId, await this.renewed(same, address, wish), wish);
    return this.begin(ownerId, address, found, wish);
  }

  private async begin(
    ownerId: string,
    address: string,
    found: Extract<FetchedFeed, { kind: 'feed' }>,
    wish: SubscriptionWish,
  ): Promise<Subscribed> {
    const id = hashed('show', address);
    const isPrivate = isSecret(address, wish);
    // Before the show, which would be without its address if the server ended in between.
    if (isPrivate) this.access.now.secrets.keep(id, address);
    const isNew = await this.database.write(async ({ sql }) => {
      await lockName(sql, this.database.engine, `show ${id}`);
      // Somebody was quicker.
      if (await sql.get('SELECT 1 FROM show WHERE id = ?', [id])) return false;
      const key = await this.shows.add(sql, { id, address, isPrivate, feed: found.feed, nowMs: this.clock.nowMs() });
      await this.insert(sql, ownerId, key, wish.group);
      return true;
    });
    const show = await this.shows.byId(id);
    if (!show) throw new NotFound('show', id);
    if (!isNew) return this.follow(ownerId, show, wish);
    await this.refresher.take(show, found, true);
    return { showId: id, isNew };
  }

  private async follow(ownerId: string, show: KnownShow, { group }: SubscriptionWish): Promise<Subscribed> {
    const isNew = await this.database.write(async ({ sql }) => {
      const before = await sql.get('SELECT 1 FROM subscription WHERE owner_id = ? AND show_key = ?', [
        ownerId,
        show.key,
      ]);
      if (before) return false;
      await this.insert(sql, ownerId, show.key, group);
      await this.shows.makeDue(sql, show.key, this.clock.nowMs());
      return true;
    });
    return { showId: show.id, isNew };
  }

  /** A secret address is given anew when it does not work any more: the show is the same. */
  private async renewed(show: KnownShow, address: string, wish: SubscriptionWish): Promise<KnownShow> {
    if (!show.isPrivate && !isSecret(address, wish) && show.state === 'ok') return show;
    const isPrivate = show.isPrivate || isSecret(address, wish);
    if (isPrivate) this.access.now.secrets.keep(show.id, address);
    await this.database.write(async ({ sql }) => {
      await this.shows.move(sql, { ...show, isPrivate }, address);
      if (isPrivate) await this.shows.makePrivate(sql, show.key);
      await this.shows.makeDue(sql, show.key, this.clock.nowMs());
    });
    return show;
  }

  private async insert(sql: Sql, ownerId: string, showKey: number, group: string | undefined): Promise<void> {
    await sql.run(
      'INSERT INTO subscription (owner_id, show_key, group_name, settings, subscribed_at_ms) VALUES (?, ?, ?, ?, ?)',
      [ownerId, showKey, group ?? null, '{}', this.clock.nowMs()],
    );
  }

  private async put(sql: Sql, ownerId: string, showKey: number, group: string | null): Promise<void> {
    await sql.run('UPDATE subscription SET group_name = ? WHERE owner_id = ? AND show_key = ?', [
      group,
      ownerId,
      showKey,
    ]);
  }

  private async followed(ownerId: string, showId: string): Promise<KnownShow> {
    const show = await this.shows.byId(showId);
    const row =
      show &&
      (await this.database.read.get('SELECT 1 FROM subscription WHERE owner_id = ? AND show_key = ?', [
        ownerId,
        show.key,
      ]));
    if (!show || !row) throw new NotFound('show', showId);
    return show;
  }
}

/** Where to look next for the feed itself. */
function nextStep(found: FetchedFeed): string | undefined {
  if (found.kind === 'moved') return found.to;
  return found.kind === 'page' && found.feeds.length === 1 ? found.feeds[0]?.address : undefined;
}

function isSecret(address: string, { isPrivate = false }: SubscriptionWish): boolean {
  const { username, password } = new URL(address);
  return isPrivate || username !== '' || password !== '';
}
