import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import { Clock, DomainError, NotFound, present } from '../../common/index.js';
import { PodcastSourceConfig } from '../../config/index.js';
import { Database } from '../../database/index.js';
import type { Feed, FeedFailure, FetchedFeed, KnownOrRead } from '../../sources/index.js';
import type { Sql } from '../../sql/index.js';
import { KeptAudio } from '../../streaming/index.js';
import { EpisodeStore } from '../episodes/episode-store.js';
import { LeftOutEpisodes } from '../episodes/left-out-episodes.js';
import { hashed, trackIdOf } from '../podcast-ids.js';
import { PodcastAccess } from '../podcast-access.js';
import { ShowStore, type KnownShow } from '../shows/show-store.js';
import {
  afterFailure,
  afterSuccess,
  UNCONDITIONAL_AFTER_MS,
  type NextLook,
  type ScheduleOptions,
} from './feed-schedule.js';
import { identityOf, matchEpisodes } from './match-episodes.js';

const MINUTE_MS = 60_000;
/** As many items of one feed as are read. */
const MOST_ITEMS = 10_000;
/** Pages of an archive that are followed. */
const MOST_PAGES = 100;
/** Redirects that are meant for ever are believed when they have led to a feed so often. */
const MOVES_TO_BELIEVE = 2;
/** Feeds that say one after the other that the show is at the next. */
const MOST_MOVES = 3;

/** How a look is taken. */
export interface Look {
  /** Somebody waits, and wants whatever there is. */
  readonly isByHand: boolean;
}

/** What a document says of what is not in it. */
interface Page {
  /** Whatever is not in it has left the feed. */
  readonly isWhole: boolean;
  /** It is a page of what came out earlier. */
  readonly isArchive: boolean;
}

type FoundFeed = Extract<FetchedFeed, { kind: 'feed' }>;

/** Looks at the feeds of shows, one look at a show at a time, and keeps what is new. */
@Injectable()
export class Refresher implements OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private readonly underway = new Map<string, Promise<void>>();
  private readonly archives = new Set<Promise<void>>();
  private readonly merging = new Map<number, Promise<void>>();
  private readonly ending = new AbortController();
  private readonly changed = new Subject<void>();
  /** Says that there may be other episodes, or that a show is in another state. */
  readonly changes: Observable<void> = this.changed.asObservable();

  constructor(
    private readonly access: PodcastAccess,
    private readonly shows: ShowStore,
    private readonly episodes: EpisodeStore,
    private readonly leftOut: LeftOutEpisodes,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: PodcastSourceConfig,
    private readonly audio: KeptAudio,
  ) {}

  /** How many shows are being looked at. */
  get count(): number {
    return this.underway.size;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await Promise.allSettled([...this.underway.values(), ...this.archives]);
  }

  /**
   * Looks at the feed of a show. What goes wrong with that is kept as its state.
   * @throws NotFound, PodcastsOff
   */
  refresh(showId: string, look: Look): Promise<void> {
    const underway = this.underway.get(showId);
    if (underway) return underway;
    const work = this.look(showId, look).finally(() => {
      this.underway.delete(showId);
      this.changed.next();
    });
    this.underway.set(showId, work);
    this.changed.next();
    return work;
  }

  /** Takes in what was read of the feed of a show. @param isAll the feed was asked for whatever there is */
  async take(show: KnownShow, found: FoundFeed, isAll: boolean): Promise<void> {
    const nowMs = this.clock.nowMs();
    const { feed, items, marks, document } = found;
    await this.merge(show, feed, items, { isWhole: hasAll(feed, items), isArchive: false });
    await this.database.write(async ({ sql }) => {
      await this.shows.describe(sql, show.key, feed);
      await this.shows.mark(sql, show.key, { ...marks, documentHash: document });
      if (isAll) await this.shows.askedForAll(sql, show.key, nowMs);
      if (items.some((item) => 'title' in item)) await this.shows.changed(sql, show.key, nowMs);
      await this.shows.looked(sql, show.key, afterSuccess(feed, this.schedule()), nowMs);
    });
    if (!show.isArchiveRead) this.readArchive(show, feed.nextPage);
  }

  /** Resolves when all archives have been read that are being read now. */
  async settled(): Promise<void> {
    await Promise.all([...this.underway.values(), ...this.archives]);
  }

  private async look(showId: string, { isByHand }: Look): Promise<void> {
    const show = await this.shows.byId(showId);
    if (!show) throw new NotFound('show', showId);
    const address = this.addressOf(show);
    if (address === undefined) {
      await this.failed(show, ADDRESS_LOST);
      return;
    }
    try {
      await this.lookAt(show, address, isByHand);
    } catch (error) {
      if (error instanceof DomainError || this.ending.signal.aborted) throw error;
      // A defect of ours with one feed is not to keep others from being looked at.
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      await this.failed(show, OUR_DEFECT);
    }
  }

  private async lookAt(show: KnownShow, address: string, isByHand: boolean): Promise<void> {
    const isAll = isByHand || this.clock.nowMs() - (show.unconditionalAtMs ?? 0) >= UNCONDITIONAL_AFTER_MS;
    const found = await this.access.now.fetch(
      {
        address,
        known: () => this.episodes.hashes(show.key),
        priority: isByHand ? 'foreground' : 'background',
        ...(!isAll && { conditions: present({ etag: show.etag, lastModified: show.lastModified }) }),
        ...(show.documentHash !== undefined && { knownDocument: show.documentHash }),
      },
      this.ending.signal,
    );
    await this.apply(show, address, found, isAll);
  }

  private async apply(show: KnownShow, address: string, found: FetchedFeed, isAll: boolean): Promise<void> {
    switch (found.kind) {
      case 'feed':
        await this.take(show, found, isAll);
        await this.considerRedirect(show, found.permanentAddress);
        if (found.feed.movedTo !== undefined) await this.follow(show, [address], found.feed.movedTo);
        return;
      case 'unchanged':
        await this.database.write(async ({ sql }) => {
          if (isAll) await this.shows.askedForAll(sql, show.key, this.clock.nowMs());
          await this.looked(sql, show, afterSuccess(show.details, this.schedule()));
        });
        if (isAll) await this.considerRedirect(show, found.permanentAddress);
        return;
      case 'moved':
        if (!(await this.follow(show, [address], found.to))) await this.failed(show, MOVED_NOWHERE);
        return;
      case 'page':
        await this.failed(show, A_PAGE);
        return;
      case 'failed':
        // Not its fault: it is looked at again after the next start.
        if (!this.ending.signal.aborted) await this.failed(show, found.failure);
    }
  }

  /** Redirects that are meant for ever count when they have led to a feed, and not to a page in which to log in. */
  private async considerRedirect(show: KnownShow, permanent: string | undefined): Promise<void> {
    const toHash = permanent === undefined ? undefined : hashed(permanent);
    if (toHash === show.movedToHash && toHash === undefined) return;
    const times = toHash === undefined ? 0 : toHash === show.movedToHash ? show.movedTimes + 1 : 1;
    if (permanent !== undefined && times >= MOVES_TO_BELIEVE) await this.move(show, permanent);
    else await this.database.write(({ sql }) => this.shows.mayMove(sql, show.key, toHash, times));
  }

  /**
   * Goes where a feed says that its show is, if there is a feed with the same episodes.
   * @param visited where it was said, so that nobody is sent in a circle
   * @returns whether the show is there now
   */
  private async follow(show: KnownShow, visited: readonly string[], to: string): Promise<boolean> {
    if (visited.includes(to) || visited.length > MOST_MOVES) return false;
    const request = { address: to, known: () => Promise.resolve([]), priority: 'background' } as const;
    const found = await this.access.now.fetch(request, this.ending.signal);
    if (found.kind === 'moved') return this.follow(show, [...visited, to], found.to);
    if (found.kind !== 'feed') return false;
    const further = found.feed.movedTo;
    if (further !== undefined && (await this.follow(show, [...visited, to], further))) return true;
    if (!(await this.isSameShow(show, found)) || !(await this.move(show, to))) return false;
    await this.take(show, found, true);
    return true;
  }

  private async isSameShow({ key, guid }: KnownShow, { feed, items }: FoundFeed): Promise<boolean> {
    if (guid !== undefined && feed.guid === guid) return true;
    const known = new Set((await this.episodes.known(key)).map(({ identity }) => identity));
    const shared = items.filter((item) => 'title' in item && known.has(identityOf(item))).length;
    return shared * 2 >= Math.min(known.size, items.length);
  }

  private async move(show: KnownShow, address: string): Promise<boolean> {
    const { username, password, hostname } = new URL(address);
    const isPrivate = show.isPrivate || username !== '' || password !== '';
    const isThere = await this.database.write(async ({ sql }) => {
      if (!(await this.shows.move(sql, { ...show, isPrivate }, address))) return false;
      if (isPrivate) await this.shows.makePrivate(sql, show.key);
      return true;
    });
    if (!isThere) return false;
    if (isPrivate) this.access.now.secrets.keep(show.id, address);
    this.logger.log(`The feed of “${show.title}” has moved to ${hostname}.`);
    return true;
  }

  /** What was added since its beginning, once: older pages do not change. */
  private readArchive(show: KnownShow, firstPage: string | undefined): void {
    const reading = this.readPages(show, firstPage)
      .catch((error: unknown) => {
        if (!this.ending.signal.aborted)
          this.logger.warn(`The archive of “${show.title}” was not read: ${String(error)}`);
      })
      .finally(() => {
        this.archives.delete(reading);
        this.changed.next();
      });
    this.archives.add(reading);
  }

  private async readPages(show: KnownShow, firstPage: string | undefined): Promise<void> {
    const visited = new Set<string>();
    let page = firstPage;
    while (page !== undefined && !visited.has(page) && visited.size < MOST_PAGES) {
      visited.add(page);
      const request = { address: page, known: () => this.episodes.hashes(show.key), priority: 'background' } as const;
      const found = await this.access.now.fetch(request, this.ending.signal);
      // It is tried again with the next look at the feed.
      if (found.kind === 'failed') return;
      if (found.kind !== 'feed') break;
      await this.merge(show, found.feed, found.items, { isWhole: false, isArchive: true });
      page = found.feed.nextPage;
    }
    await this.database.write(({ sql }) => this.shows.archiveRead(sql, show.key));
  }

  /** One after the other: two pages may have the same episode. */
  private merge(show: KnownShow, feed: Feed, items: readonly KnownOrRead[], page: Page): Promise<void> {
    const before = this.merging.get(show.key) ?? Promise.resolve();
    const work = before.catch(() => undefined).then(() => this.mergeNow(show, feed, items, page));
    this.merging.set(show.key, work);
    return work.finally(() => {
      if (this.merging.get(show.key) === work) this.merging.delete(show.key);
    });
  }

  private async mergeNow(
    show: KnownShow,
    feed: Feed,
    items: readonly KnownOrRead[],
    { isWhole, isArchive }: Page,
  ): Promise<void> {
    const known = await this.episodes.known(show.key);
    const changes = matchEpisodes(known, items, isWhole);
    const { added, changed, gone } = changes;
    const isBack = changes.unchanged.some(({ isGone }) => isGone);
    if (added.length + changed.length + gone.length === 0 && !isBack) return;
    const into = {
      showKey: show.key,
      showId: show.id,
      showTitle: feed.title,
      nowMs: this.clock.nowMs(),
      known,
      isArchive,
    };
    // What is kept of an episode stays its own when it is at another address, but not when it was made anew.
    for (const id of await this.episodes.withOtherSound(known, changed)) await this.audio.remove(trackIdOf(id));
    await this.episodes.merge(into, changes);
    if (added.length + changed.length > 0) await this.leftOut.apply(show.key);
  }

  private async failed(show: KnownShow, failure: FeedFailure): Promise<void> {
    const next = afterFailure(failure, show, this.schedule());
    if (next.failures === 1) this.logger.warn(`“${show.title}”: ${failure.detail}`);
    await this.database.write(({ sql }) => this.looked(sql, show, next));
  }

  private looked(sql: Sql, { key }: KnownShow, next: NextLook): Promise<void> {
    return this.shows.looked(sql, key, next, this.clock.nowMs());
  }

  private addressOf({ id, address }: KnownShow): string | undefined {
    return address ?? this.access.now.secrets.find(id);
  }

  private schedule(): ScheduleOptions {
    return { nowMs: this.clock.nowMs(), everyMs: this.config.refreshMinutes * MINUTE_MS, random: Math.random };
  }
}

/** A feed that is empty today, one of several pages and one that is cut say nothing of what is not in them. */
function hasAll({ nextPage, isCut }: Feed, items: readonly KnownOrRead[]): boolean {
  return items.length > 0 && items.length < MOST_ITEMS && nextPage === undefined && !isCut;
}

const ADDRESS_LOST: FeedFailure = {
  code: 'unauthorized',
  detail: 'The secret address of this podcast is not there any more.',
  nextStep: 'Subscribe again, with the address that your account there shows.',
};
const OUR_DEFECT: FeedFailure = {
  code: 'defect',
  detail: 'Something went wrong on the server while the feed was read.',
  nextStep: 'The log of the server says what. It is tried again by itself.',
};
const A_PAGE: FeedFailure = {
  code: 'not-a-feed',
  detail: 'There is a web page in place of the feed.',
  nextStep: 'It is looked at again by itself. If it stays so, look at the page: it may ask to log in.',
};
const MOVED_NOWHERE: FeedFailure = {
  code: 'not-a-feed',
  detail: 'The feed says that it has moved, and its episodes are not there.',
  nextStep: 'It is looked at again by itself. If it stays so, look for the podcast anew.',
};
