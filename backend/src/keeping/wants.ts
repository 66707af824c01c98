import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { StreamingConfig } from '../config/index.js';
import { Database } from '../database/index.js';
import { SourceRegistry } from '../sources/index.js';
import { marks } from '../sql/index.js';

/** Why audio stays at home though there is no room for everything; in this order where there is none for all of them. */
export const REASONS = ['pinned', 'collection', 'discovery'] as const;
export type Reason = (typeof REASONS)[number];

/** A track whose audio is to be at home. */
export interface Want {
  readonly trackId: string;
  readonly reason: Reason;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Far more than there is room for. */
const MOST_ALBUMS = 5_000;
const AT_ONCE = 100;
/** Behind what a person asked for by name. */
const PLACED = ['collection', 'discovery'] as const;

interface AlbumRow {
  readonly key: number;
}

interface TrackRow {
  readonly id: string;
  readonly album_key: number;
}

/**
 * What is to be at home, found out anew from where albums live and what people asked for: nothing of it is written down, so
 * that it can never be out of date.
 *
 * Albums that lie elsewhere are wanted when somebody put them into the collection; those in discovery once somebody has begun
 * to hear them, for some days after they were last heard. Saving an artist brings dozens of albums there, which nobody wants
 * to pay for unheard.
 */
@Injectable()
export class Wants {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: StreamingConfig,
    private readonly sources: SourceRegistry,
  ) {}

  /** From when on an album in discovery must have been heard to be wanted. */
  get discoverySinceMs(): number {
    return this.clock.nowMs() - this.discoveryMs;
  }

  /** For how long an album in discovery is wanted after it was heard. */
  get discoveryMs(): number {
    return this.config.cache.discoveryDays * DAY_MS;
  }

  /** In the order in which they are fetched, each track once. */
  async all(): Promise<Want[]> {
    const wants = new Map<string, Reason>();
    for (const { track_id: id } of await this.pinned()) wants.set(id, 'pinned');
    for (const reason of PLACED) {
      for (const id of await this.placed(reason)) if (!wants.has(id)) wants.set(id, reason);
    }
    return [...wants].map(([trackId, reason]) => ({ trackId, reason }));
  }

  /** What people asked for by name, newest first: of albums of the library whatever tracks they have now. */
  private pinned(): Promise<{ readonly track_id: string }[]> {
    return this.database.read.all(
      `SELECT COALESCE(t.id, n.track_id) AS track_id FROM kept_at_home h
         LEFT JOIN kept_at_home_track n ON n.owner_id = h.owner_id AND n.subject = h.subject
         LEFT JOIN album a ON a.id = h.subject
         LEFT JOIN track t ON t.album_key = a.key AND NOT t.is_missing
       WHERE COALESCE(t.id, n.track_id) IS NOT NULL
       ORDER BY h.since_ms DESC, h.subject, n.position, t.disc_number, t.track_number, t.key`,
    );
  }

  /** Tracks of albums that live there for somebody and that no file of this machine holds; the last heard or placed first. */
  private async placed(placement: (typeof PLACED)[number]): Promise<string[]> {
    const sources = this.fetchedAhead();
    if (sources.length === 0) return [];
    const heardSinceMs = placement === 'discovery' ? this.discoverySinceMs : 0;
    const albums = await this.database.read.all<AlbumRow>(
      `SELECT a.key, MAX(COALESCE(y.last_started_at_ms, p.placed_at_ms)) AS at_ms FROM album a
         JOIN placement p ON p.album_key = a.key
         LEFT JOIN tally y ON y.owner_id = p.owner_id AND y.kind = 'release' AND y.subject_key = a.release_key
       WHERE NOT a.is_held AND p.placement = ? AND (p.placement = 'collection' OR y.last_started_at_ms >= ?)
       GROUP BY a.key ORDER BY at_ms DESC, a.key LIMIT ${MOST_ALBUMS}`,
      [placement, heardSinceMs],
    );
    const ids: string[] = [];
    for (let from = 0; from < albums.length; from += AT_ONCE) {
      ids.push(...(await this.tracksOf(albums.slice(from, from + AT_ONCE), sources)));
    }
    return ids;
  }

  private async tracksOf(albums: readonly AlbumRow[], sources: readonly string[]): Promise<string[]> {
    const tracks = await this.database.read.all<TrackRow>(
      `SELECT t.id, t.album_key FROM track t
       WHERE t.album_key IN (${marks(albums)}) AND NOT t.is_missing
         AND EXISTS (SELECT 1 FROM track_source s WHERE s.track_key = t.key AND s.source IN (${marks(sources)}))
       ORDER BY t.album_key, t.disc_number, t.track_number, t.key`,
      [...albums.map(({ key }) => key), ...sources],
    );
    const byAlbum = Map.groupBy(tracks, ({ album_key: key }) => key);
    return albums.flatMap(({ key }) => byAlbum.get(key)?.map(({ id }) => id) ?? []);
  }

  private fetchedAhead(): string[] {
    return this.sources
      .having('streams')
      .filter(({ capability: { upstream, keeping = 'ahead' } }) => upstream && keeping === 'ahead')
      .map(({ source }) => source.id);
  }
}
