import { Injectable } from '@nestjs/common';
import {
  splitSourceId,
  type TrackFacts,
  type TrackLocation,
  type TrackReader,
  type TrackView,
} from '../catalogue/index.js';
import { marks, type Sql } from '../sql/index.js';
import { SourcesOff } from './sources-off.js';
import { trackFacts } from './track-facts-rows.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';

/** Ids asked for in one statement. */
const MOST_IDS = 500;

interface LocationRow {
  readonly source: string;
  readonly locator: string;
  readonly codec: string | null;
  readonly container: string | null;
  readonly mime_type: string | null;
  readonly channels: number | null;
  readonly bit_depth: number | null;
  readonly duration_ms: number;
}

// What was missing at the last scan may be back, so it is tried as well, but last.
const LOCATIONS = `SELECT s.source, s.locator, s.codec, s.container, s.mime_type, s.channels, s.bit_depth, t.duration_ms
  FROM track_source s JOIN track t ON t.key = s.track_key WHERE t.id = ?
  ORDER BY s.is_missing, s.bitrate_kbps DESC, s.key`;

const LEARN_GAIN = `UPDATE track SET track_gain_db = ? WHERE id = ?
  AND (track_gain_db IS NULL OR track_gain_db <> ?)
  AND NOT EXISTS (SELECT 1 FROM track_source s WHERE s.track_key = track.key AND s.unit_key IS NOT NULL)
  RETURNING key`;

/** The tracks of the library, for the directory of all tracks. */
@Injectable()
export class LibraryTracks implements TrackReader {
  constructor(private readonly sourcesOff: SourcesOff) {}

  owns(id: string): boolean {
    return splitSourceId(id) === undefined;
  }

  async views(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TrackView>> {
    const found = new Map<string, TrackView>();
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const some = ids.slice(from, from + MOST_IDS);
      const rows = await sql.all<TrackRow>(`${TRACK_SELECT} WHERE t.id IN (${marks(some)})`, some);
      for (const view of await trackViews(sql, rows, this.sourcesOff)) found.set(view.id, view);
    }
    return found;
  }

  async facts(sql: Sql, id: string): Promise<TrackFacts | undefined> {
    return (await trackFacts(sql, 't.id = ?', [id]))[0];
  }

  async locations(sql: Sql, id: string): Promise<readonly TrackLocation[]> {
    return (await sql.all<LocationRow>(LOCATIONS, [id])).map(locationOf);
  }

  /** What files of a collection say of themselves is left as it is. */
  async learnGain(sql: Sql, id: string, gainDb: number): Promise<boolean> {
    return (await sql.all(LEARN_GAIN, [gainDb, id, gainDb])).length > 0;
  }
}

function locationOf(row: LocationRow): TrackLocation {
  const { source, locator, codec, container, mime_type, channels, bit_depth, duration_ms } = row;
  const isSeen = codec !== null && container !== null && mime_type !== null && channels !== null;
  return {
    source,
    locator,
    ...(isSeen && {
      format: { codec, container, mimeType: mime_type, channels, ...(bit_depth !== null && { bitDepth: bit_depth }) },
    }),
    ...(duration_ms > 0 && { durationMs: duration_ms }),
  };
}
