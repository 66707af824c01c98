import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import type { StationSong } from '../sources/index.js';
import { Insertion, type Sql } from '../sql/index.js';
import { splitSourceId } from '../catalogue/index.js';

export type Thumb = 'up' | 'down';

/** A song that a station gave. */
export interface GivenSong {
  readonly source: string;
  readonly nativeId: string;
  /** The station that was played. */
  readonly playedOn: string;
  /** The station that it is of. */
  readonly stationId: string;
  readonly mayThumb: boolean;
  readonly thumb?: Thumb;
  /** By which it is taken back. */
  readonly thumbId?: string;
}

interface Row {
  readonly source: string;
  readonly native_id: string;
  readonly played_on: string;
  readonly station_id: string;
  readonly may_thumb: boolean | number;
  readonly thumb: Thumb | null;
  readonly thumb_id: string | null;
}

/** A song can be rated so long after it was given. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

const SONGS = new Insertion(
  'INSERT INTO station_song (source, native_id, owner_id, played_on, station_id, may_thumb, thumb, given_at_ms)',
  '(?, ?, ?, ?, ?, ?, ?, ?)',
  ' ON CONFLICT (source, native_id) DO NOTHING',
);

/** What stations gave lately. */
@Injectable()
export class SongStore {
  constructor(private readonly database: Database) {}

  async keep(
    ownerId: string,
    station: { readonly source: string; readonly nativeId: string },
    songs: readonly StationSong[],
    atMs: number,
  ): Promise<void> {
    const { source, nativeId: playedOn } = station;
    await this.database.write(async ({ sql }) => {
      await sql.run('DELETE FROM station_song WHERE given_at_ms < ?', [atMs - KEPT_MS]);
      await SONGS.insert(
        sql,
        songs.map((song) => [
          ...[source, song.nativeId, ownerId, playedOn, song.station, song.mayThumb, song.thumb ?? null, atMs],
        ]),
      );
    });
  }

  /** @param trackId as it stands in queues */
  async find(ownerId: string, trackId: string): Promise<GivenSong | undefined> {
    const ref = splitSourceId(trackId);
    const row =
      ref &&
      (await this.database.read.get<Row>(
        `SELECT source, native_id, played_on, station_id, may_thumb, thumb, thumb_id FROM station_song
         WHERE owner_id = ? AND source = ? AND native_id = ?`,
        [ownerId, ref.source, ref.nativeId],
      ));
    return row && songOf(row);
  }

  /** @param thumb absent: none any more */
  async rate(sql: Sql, { source, nativeId }: GivenSong, thumb?: Thumb, thumbId?: string): Promise<void> {
    await sql.run('UPDATE station_song SET thumb = ?, thumb_id = ? WHERE source = ? AND native_id = ?', [
      thumb ?? null,
      thumbId ?? null,
      source,
      nativeId,
    ]);
  }

  /** The thumb with that id is none any more. */
  async forget(sql: Sql, source: string, thumbId: string): Promise<void> {
    await sql.run('UPDATE station_song SET thumb = NULL, thumb_id = NULL WHERE source = ? AND thumb_id = ?', [
      source,
      thumbId,
    ]);
  }
}

function songOf(row: Row): GivenSong {
  return {
    source: row.source,
    nativeId: row.native_id,
    playedOn: row.played_on,
    stationId: row.station_id,
    mayThumb: Boolean(row.may_thumb),
    ...(row.thumb !== null && { thumb: row.thumb }),
    ...(row.thumb_id !== null && { thumbId: row.thumb_id }),
  };
}
