import { Injectable } from '@nestjs/common';
import type { TrackFacts, TrackLocation, TrackReader, TrackView } from '../../catalogue/index.js';
import type { Sql } from '../../sql/index.js';
import { episodeIdOf, trackIdOf } from '../podcast-ids.js';
import { EpisodeRepository, type EpisodeRow } from './episode-repository.js';

const SOURCE = 'podcast';
/** What is known of a track is the same for everybody. */
const NOBODY = '';

/** Episodes as tracks: for the queue, for streams and for the history. The show stands in place of album and artist. */
@Injectable()
export class EpisodeTracks implements TrackReader {
  constructor(private readonly episodes: EpisodeRepository) {}

  owns(id: string): boolean {
    return episodeIdOf(id) !== undefined;
  }

  async views(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>> {
    const rows = await this.episodes.rows(sql, NOBODY, ids);
    return new Map(rows.map((row) => [trackIdOf(row.id), trackViewOf(row)]));
  }

  async facts(sql: Sql, id: string): Promise<TrackFacts | undefined> {
    const [row] = await this.episodes.rows(sql, NOBODY, [id]);
    return row && factsOf(row);
  }

  async locations(sql: Sql, id: string): Promise<readonly TrackLocation[]> {
    const [row] = await this.episodes.rows(sql, NOBODY, [id]);
    // Where another episode is at its address by now, the source does not say where it is: only what is kept can be heard.
    if (!row) return [];
    return [{ source: SOURCE, locator: row.id, ...(row.duration_ms !== null && { durationMs: row.duration_ms }) }];
  }
}

export function trackViewOf(row: EpisodeRow): TrackView {
  return {
    id: trackIdOf(row.id),
    kind: 'episode',
    title: row.title,
    artist: row.show_title,
    // The show is no artist of the library, so there is no page of theirs to lead to.
    artists: [],
    album: { id: '', title: row.show_title },
    ...(row.artwork_id !== null && { artworkId: row.artwork_id }),
    ...(row.placeholder !== null && { placeholder: row.placeholder }),
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    hasLyrics: false,
    isMissing: Boolean(row.is_replaced),
    addedAtMs: row.first_seen_at_ms,
  };
}

function factsOf(row: EpisodeRow): TrackFacts {
  return {
    id: trackIdOf(row.id),
    kind: 'episode',
    title: row.title,
    artist: row.show_title,
    credits: [{ name: row.show_title, role: 'main' }],
    album: { title: row.show_title, artist: row.show_author ?? row.show_title },
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    source: SOURCE,
  };
}
