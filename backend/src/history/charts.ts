import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { marks, type Sql } from '../sql/index.js';
import { windowOf } from './day.js';
import { albumsOf, artistsOf, placedAlbumsOf, tracksOf, type Link } from './library-links.js';
import type { AlbumCompleteness, Completeness, CompletenessQuery, TopItem, TopKind, TopList, TopQuery } from './statistics.dto.js'; // prettier-ignore
import { countIn, type Counts, type Ranked, type Subject } from './window-counts.js';

interface Named {
  readonly key: number;
  readonly title: string;
  readonly artist: string | null;
}

interface Chart {
  readonly subject: Subject;
  readonly names: string;
  readonly linksOf: (sql: Sql, keys: readonly number[]) => Promise<Map<number, Link[]>>;
}

const CHARTS: Record<TopKind, Chart> = {
  artists: { subject: 'performer', names: 'SELECT key, name AS title, NULL AS artist FROM performer', linksOf: artistsOf },
  albums: { subject: 'release', names: 'SELECT key, title, artist FROM release', linksOf: albumsOf },
  tracks: { subject: 'recording', names: 'SELECT key, title, artist FROM recording', linksOf: tracksOf },
}; // prettier-ignore

/** Releases whose albums are looked for at once, and how often at most: the rest was hardly heard. */
const BATCH = 200;
const MAX_BATCHES = 10;

/** Answers what was heard most, and how much of it. */
@Injectable()
export class Charts {
  constructor(private readonly database: Database) {}

  async top(ownerId: string, { kind, by, limit, from, to }: TopQuery): Promise<TopList> {
    const { read } = this.database;
    const { subject, names, linksOf } = CHARTS[kind];
    const counts = (await countIn(read, ownerId, windowOf({ from, to }), [subject]))[subject];
    const ranked = counts.top(by === 'time' ? 'heardMs' : 'listens', limit);
    const keys = ranked.map(({ key }) => key);
    if (keys.length === 0) return { items: [] };
    const [named, links] = await Promise.all([
      read.all<Named>(`${names} WHERE key IN (${marks(keys)})`, keys),
      linksOf(read, keys),
    ]);
    const byKey = new Map(named.map((name) => [name.key, name]));
    return { items: ranked.map((found, i) => topItem(found, i + 1, byKey.get(found.key), links.get(found.key)?.[0])) };
  }

  async completeness(ownerId: string, { limit, from, to }: CompletenessQuery): Promise<Completeness> {
    const { read } = this.database;
    const counts = await countIn(read, ownerId, windowOf({ from, to }), ['recording', 'release']);
    const ranked = counts.release.top('listens', BATCH * MAX_BATCHES);
    const albums: [Link, Ranked][] = [];
    for (let at = 0; at < ranked.length && albums.length < limit; at += BATCH) {
      const batch = ranked.slice(at, at + BATCH);
      const links = await placedAlbumsOf(read, ownerId, batch.map(({ key }) => key)); // prettier-ignore
      for (const found of batch) for (const link of links.get(found.key)?.slice(0, 1) ?? []) albums.push([link, found]);
    }
    return { items: await this.measured(albums.slice(0, limit), counts.recording) };
  }

  private async measured(albums: readonly [Link, Ranked][], heard: Counts): Promise<AlbumCompleteness[]> {
    if (albums.length === 0) return [];
    const ids = albums.map(([{ id }]) => id);
    const tracks = await this.database.read.all<{ album_id: string; track_key: number; recording_key: number | null }>(
      `SELECT a.id AS album_id, t.key AS track_key, COALESCE(g.group_key, t.recording_key) AS recording_key
       FROM album a JOIN track t ON t.album_key = a.key
       LEFT JOIN recording_group g ON g.recording_key = t.recording_key
       WHERE a.id IN (${marks(ids)}) AND NOT t.is_missing`,
      ids,
    );
    const byAlbum = Map.groupBy(tracks, (track) => track.album_id);
    return albums.map(([{ id, title, artist, artworkId, placeholder }, { listens }]) => {
      const ofAlbum = byAlbum.get(id) ?? [];
      const wasHeard = ofAlbum.filter(({ recording_key }) => heard.of(recording_key ?? 0) > 0);
      return {
        album: {
          id,
          title,
          artist: artist ?? '',
          ...(artworkId !== undefined && { artworkId }),
          ...(placeholder !== undefined && { placeholder }),
        },
        heardTracks: wasHeard.length,
        trackCount: ofAlbum.length,
        listens,
      };
    });
  }
}

/** As it is called in the library now, else as it was when it was first heard. */
function topItem({ listens, heardMs }: Ranked, rank: number, named?: Named, link?: Link): TopItem {
  const artist = link?.artist ?? named?.artist ?? undefined;
  return {
    rank,
    title: link?.title ?? named?.title ?? '',
    ...(artist !== undefined && { artist }),
    ...(link && { libraryId: link.id }),
    ...(link?.artworkId !== undefined && { artworkId: link.artworkId }),
    ...(link?.placeholder !== undefined && { placeholder: link.placeholder }),
    listens,
    heardMs,
  };
}
