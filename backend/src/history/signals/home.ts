import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { LibraryConfig } from '../../config/index.js';
import { AlbumRepository, AlbumsQuery, type AlbumSummary } from '../../library/index.js';
import { progressIn, type Progress } from './continuing.js';
import { daysBefore } from './days.js';
import type { AlbumShelfItem, ContinueView, HomeView } from './home.dto.js';
import { hottest } from './hot.js';
import { mostNeglected } from './neglected.js';
import { SignalRepository, type EverHeard } from './signal-repository.js';

/** Albums on a shelf at most. */
const SHELF = 20;
/** An album that was not played for longer is no longer being listened to. */
const CONTINUE_WITHIN_DAYS = 30;
/** When an album was begun is looked for so far back. */
const BEGUN_WITHIN_DAYS = 180;
/** Many of the albums played lately were played to the end. */
const CONTINUE_CANDIDATES = 3 * SHELF;

/** The shelves a person finds when they come in, each made from what they heard and where they put things. */
@Injectable()
export class Home {
  constructor(
    private readonly signals: SignalRepository,
    private readonly albums: AlbumRepository,
    private readonly config: LibraryConfig,
    private readonly clock: Clock,
  ) {}

  async view(ownerId: string): Promise<HomeView> {
    const nowMs = this.clock.nowMs();
    const [unfinished, hot, neglected, discovery, recentlyAdded] = await Promise.all([
      this.asUnfinished(ownerId, nowMs),
      this.hot(ownerId, nowMs),
      this.neglected(ownerId, nowMs),
      this.newest(ownerId, { placement: 'discovery' }),
      this.newest(ownerId, { sort: 'added' }),
    ]);
    const keys = [unfinished, hot, neglected].flatMap((shelf) => [...shelf.keys()]);
    const summaries = await this.albums.byKeys(ownerId, [...new Set(keys)]);
    const all = [...summaries.values(), ...discovery, ...recentlyAdded];
    const heard = await this.signals.everHeard(ownerId, [...new Set(all.map(({ id }) => id))]);
    const item = (album: AlbumSummary): AlbumShelfItem => shelfItem(album, heard.get(album.id));
    const items = <Fact, Item>(
      shelf: ReadonlyMap<number, Fact>,
      make: (item: AlbumShelfItem, fact: Fact) => Item,
    ): Item[] =>
      [...shelf].flatMap(([key, fact]) => {
        const album = summaries.get(key);
        return album ? [make(item(album), fact)] : [];
      });
    return {
      continue: items(unfinished, continueView),
      hot: items(hot, (hotItem, recentListens) => Object.assign(hotItem, { recentListens })),
      neglected: items(neglected, (neglectedItem) => neglectedItem),
      discovery: discovery.map(item),
      recentlyAdded: recentlyAdded.map(item),
    };
  }

  /** Albums to go on with, the one played last first. */
  private async asUnfinished(ownerId: string, nowMs: number): Promise<Map<number, Progress>> {
    const lately = daysBefore(nowMs, CONTINUE_WITHIN_DAYS);
    const begun = await this.signals.playedSince(ownerId, lately, CONTINUE_CANDIDATES);
    const [tracks, heard] = await Promise.all([
      this.signals.tracksOf(begun.map(({ albumKey }) => albumKey)),
      this.signals.recordingsHeard(
        ownerId,
        daysBefore(nowMs, BEGUN_WITHIN_DAYS),
        begun.map(({ releaseKey }) => releaseKey),
      ),
    ]);
    const unfinished = begun.flatMap(({ albumKey, releaseKey }): [number, Progress][] => {
      const progress = progressIn(tracks.get(albumKey) ?? [], heard.get(releaseKey) ?? []);
      return progress ? [[albumKey, progress]] : [];
    });
    return new Map(unfinished.slice(0, SHELF));
  }

  /** Hot albums with their listens in the window, hottest first. */
  private async hot(ownerId: string, nowMs: number): Promise<Map<number, number>> {
    const { hot } = this.config.albumRelationship;
    const recent = await this.signals.heardSince(ownerId, daysBefore(nowMs, hot.windowDays), hot.minRecentListens);
    return new Map(
      hottest(recent, hot.minRecentListens)
        .slice(0, SHELF)
        .map(({ albumKey, listens }) => [albumKey, listens]),
    );
  }

  private async neglected(ownerId: string, nowMs: number): Promise<Map<number, unknown>> {
    const sinceMs = daysBefore(nowMs, this.config.neglectedAfterDays);
    const candidates = await Promise.all([
      this.signals.lastHeardBefore(ownerId, sinceMs, SHELF),
      this.signals.neverHeard(ownerId, sinceMs, SHELF),
    ]);
    const albums = mostNeglected(candidates.flat(), sinceMs).slice(0, SHELF);
    return new Map(albums.map((album) => [album.albumKey, album]));
  }

  private async newest(ownerId: string, query: Partial<AlbumsQuery>): Promise<AlbumSummary[]> {
    return (await this.albums.page(ownerId, Object.assign(new AlbumsQuery(), { limit: SHELF, ...query }))).items;
  }
}

function shelfItem(album: AlbumSummary, heard: EverHeard = { heardTracks: 0, listens: 0 }): AlbumShelfItem {
  const { placement } = album;
  return { album, ...heard, ...(placement && { placement }) };
}

function continueView(item: AlbumShelfItem, { heardTracks, nextTrackId }: Progress): ContinueView {
  return Object.assign(item, { nextTrackId, positionLabel: `heard ${heardTracks} of ${item.album.trackCount}` });
}
