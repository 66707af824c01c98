import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, type PageQuery } from '../../api/index.js';
import { TrackDirectory } from '../../catalogue/index.js';
import { Clock, NotFound, present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { CatalogueSearch } from '../../search/index.js';
import type { Sql } from '../../sql/index.js';
import { ItemStore, type KeptTrack } from '../item-store.js';
import { SongMatcher } from '../matching/song-matcher.js';
import { NamedTracks } from '../named-tracks.js';
import { PlaylistViews } from '../playlist-views.js';
import { PlaylistStore } from '../playlist-store.js';
import type { PlaylistView } from '../playlists.dto.js';
import { OriginRules } from './origin-rules.js';
import { OriginStore, type StoredEntry } from './origin-store.js';
import type { ReportEntryView, ReportPage } from './origins.dto.js';
import { PlaylistWrites } from '../playlist-writes.js';

/** Songs of a source to choose from. */
const MOST_FOUND = 8;

/** Goes through what of a list was not found, or not for certain. */
@Injectable()
export class ListReports {
  constructor(
    private readonly database: Database,
    private readonly writes: PlaylistWrites,
    private readonly store: PlaylistStore,
    private readonly items: ItemStore,
    private readonly origins: OriginStore,
    private readonly rules: OriginRules,
    private readonly named: NamedTracks,
    private readonly matcher: SongMatcher,
    private readonly search: CatalogueSearch,
    private readonly directory: TrackDirectory,
    private readonly views: PlaylistViews,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async page(ownerId: string, id: string, { limit, cursor }: PageQuery): Promise<ReportPage> {
    const { key } = await this.store.find(ownerId, id);
    const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['number']);
    const all = (await this.origins.report(this.database.read, key)).filter(({ number }) => number > after);
    const items = await this.show(all.slice(0, limit));
    const last = items.at(-1);
    return { items, ...(all.length > limit && last && { nextCursor: encodeCursor([last.number]) }) };
  }

  /** Puts the track that is meant where the song stands in the list. @throws NotFound, PlaylistReadOnly; what `NamedTracks` throws */
  async choose(ownerId: string, id: string, number: number, trackId: string): Promise<PlaylistView> {
    const { tracks } = await this.named.read(ownerId, { trackIds: [trackId] });
    return this.settle(ownerId, id, number, tracks);
  }

  /** Leaves a song out for good. @throws NotFound, PlaylistReadOnly */
  dismiss(ownerId: string, id: string, number: number): Promise<PlaylistView> {
    return this.settle(ownerId, id, number, []);
  }

  /**
   * Looks for a song everywhere, sources included: what is the song for certain is put in, what may be it can be chosen then.
   * @returns the entry as it is then; undefined where it was found
   * @throws NotFound, PlaylistReadOnly
   */
  async look(ownerId: string, id: string, number: number, signal: AbortSignal): Promise<ReportEntryView | undefined> {
    const { key } = await this.store.find(ownerId, id);
    const entry = entryOf(await this.origins.report(this.database.read, key), number);
    const query = [entry.artist, entry.title ?? entry.text].filter((text) => text !== undefined).join(' ');
    const wish = { query, limit: MOST_FOUND, ownerId, kinds: ['track' as const] };
    const found = await this.search.tracks(wish, signal);
    const match = this.matcher.pick({ ...entry, title: entry.title ?? entry.text }, found);
    if (match.kind === 'found') {
      await this.settle(ownerId, id, number, match.tracks);
      return undefined;
    }
    // Something else that has all the words may be it all the same: a person sees that.
    const choices = match.kind === 'doubtful' ? match.choices : found.map((track) => track.id);
    if (choices.length === 0) return (await this.show([entry]))[0];
    const doubtful = { ...entry, choices };
    await this.change(ownerId, id, (report) => report.map((each) => (each.number === number ? doubtful : each)));
    return (await this.show([doubtful]))[0];
  }

  private async settle(
    ownerId: string,
    id: string,
    number: number,
    tracks: readonly KeptTrack[],
  ): Promise<PlaylistView> {
    const row = await this.change(ownerId, id, async (report, sql, key) => {
      const { beforeItemId } = entryOf(report, number);
      const rest = report.filter((each) => each.number !== number);
      if (tracks.length === 0) return rest;
      const isThere = beforeItemId !== undefined && (await this.items.item(sql, key, beforeItemId)) !== undefined;
      const [first] = await this.items.insert(sql, key, tracks, isThere ? beforeItemId : undefined, this.clock.nowMs());
      await this.store.setContents(sql, key, await this.items.contents(sql, key));
      // What stood before it in the list belongs before it here.
      return rest.map((each) =>
        first !== undefined && each.number < number && each.beforeItemId === beforeItemId
          ? { ...each, beforeItemId: first }
          : each,
      );
    });
    return this.views.playlist(row);
  }

  private async change(
    ownerId: string,
    id: string,
    work: (
      report: readonly StoredEntry[],
      sql: Sql,
      key: number,
    ) => readonly StoredEntry[] | Promise<readonly StoredEntry[]>,
  ): ReturnType<PlaylistStore['find']> {
    await this.writes.write(ownerId, async ({ sql }) => {
      const { key } = await this.store.touch(sql, ownerId, id, this.clock.nowMs());
      await this.rules.refuseChange(sql, key);
      await this.origins.setReport(sql, key, await work(await this.origins.report(sql, key), sql, key));
    });
    return this.store.find(ownerId, id);
  }

  private async show(entries: readonly StoredEntry[]): Promise<ReportEntryView[]> {
    const views = await this.directory.views(entries.flatMap(({ choices = [] }) => choices));
    return entries.map(({ number, text, title, artist, album, durationMs, location, choices = [] }) =>
      present({
        ...{ number, text, title, artist, album, durationMs, location },
        choices: choices.flatMap((trackId) => views.get(trackId) ?? []),
      }),
    );
  }
}

/** @throws NotFound it was gone through already */
function entryOf(report: readonly StoredEntry[], number: number): StoredEntry {
  const entry = report.find((each) => each.number === number);
  if (!entry) throw new NotFound('entry', String(number));
  return entry;
}
