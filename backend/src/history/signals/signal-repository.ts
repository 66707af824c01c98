import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import { hasPlace, isPlaced } from '../../library/index.js';
import { marks } from '../../sql/index.js';
import type { AlbumTrack } from './continuing.js';
import type { RecentListens } from './hot.js';
import type { LeftAlone } from './neglected.js';

/** What was ever heard of an album. */
export interface EverHeard {
  readonly heardTracks: number;
  readonly listens: number;
  readonly lastHeardAtMs?: number;
}

/** An album that was played as one lately. */
export interface BegunAlbum {
  readonly albumKey: number;
  readonly releaseKey: number;
}

/** Listens to a single track out of its album, such as from a playlist, do not begin the album. */
const AS_AN_ALBUM = `(l.context_kind IS NULL OR l.context_kind = 'album')`;
/** Listens, the last ones, that are looked at for albums played lately: far more than such albums have tracks. */
const LATEST_LISTENS = 2_000;
/** Albums and listens that were left alone for longest and are looked at: a shelf needs a few of them. */
const LONGEST_LEFT = 2_000;

/**
 * Reads what signals are made of. Every statement walks along an index within a window of time, or looks up what belongs
 * to a few albums: what there is beyond does not make it slower. “CROSS JOIN” keeps SQLite to the order it is written
 * in, from the few to what belongs to them.
 */
@Injectable()
export class SignalRepository {
  constructor(private readonly database: Database) {}

  /** Albums that are there, with at least so many listens since then. */
  async heardSince(ownerId: string, sinceMs: number, minListens: number): Promise<RecentListens[]> {
    const rows = await this.database.read.all<RecentListens>(
      `SELECT a.key AS "albumKey", a.id AS "albumId", c.listens, c.last_at_ms AS "lastHeardAtMs"
       FROM (
         SELECT h.release_key, SUM(l.listens) AS listens, MAX(l.last_at_ms) AS last_at_ms
         FROM (
           SELECT heard_as_key, COUNT(*) AS listens, MAX(started_at_ms) AS last_at_ms FROM listen
           WHERE owner_id = ? AND started_at_ms >= ? GROUP BY heard_as_key
         ) l JOIN heard_as h ON h.key = l.heard_as_key
         GROUP BY h.release_key HAVING SUM(l.listens) >= ?
       ) c CROSS JOIN album a
       WHERE a.release_key = c.release_key AND NOT a.is_missing AND ${hasPlace('a')}`,
      [ownerId, sinceMs, minListens, ownerId],
    );
    return rows.map((row) => ({ ...row, listens: Number(row.listens), lastHeardAtMs: Number(row.lastHeardAtMs) }));
  }

  /** Albums that are there and were played as albums since then, the last one first. */
  async playedSince(ownerId: string, sinceMs: number, limit: number): Promise<BegunAlbum[]> {
    return this.database.read.all<BegunAlbum>(
      `SELECT a.key AS "albumKey", c.release_key AS "releaseKey"
       FROM (
         SELECT h.release_key, MAX(l.last_at_ms) AS last_at_ms
         FROM (
           SELECT l.heard_as_key, l.started_at_ms AS last_at_ms FROM listen l
           WHERE l.owner_id = ? AND l.started_at_ms >= ? AND ${AS_AN_ALBUM}
           ORDER BY l.started_at_ms DESC LIMIT ${LATEST_LISTENS}
         ) l JOIN heard_as h ON h.key = l.heard_as_key
         GROUP BY h.release_key
       ) c CROSS JOIN album a
       WHERE a.release_key = c.release_key AND NOT a.is_missing AND ${hasPlace('a')}
       ORDER BY c.last_at_ms DESC, a.key LIMIT ?`,
      [ownerId, sinceMs, ownerId, limit],
    );
  }

  /** Recordings that were heard of each release since then, played as an album, in that order. */
  async recordingsHeard(
    ownerId: string,
    sinceMs: number,
    releaseKeys: readonly number[],
  ): Promise<Map<number, number[]>> {
    if (releaseKeys.length === 0) return new Map();
    const rows = await this.database.read.all<{ release_key: number; recording_key: number }>(
      `SELECT h.release_key, COALESCE(g.group_key, h.recording_key) AS recording_key
       FROM heard_as h CROSS JOIN listen l LEFT JOIN recording_group g ON g.recording_key = h.recording_key
       WHERE h.release_key IN (${marks(releaseKeys)}) AND l.owner_id = ? AND l.heard_as_key = h.key
         AND l.started_at_ms >= ? AND ${AS_AN_ALBUM}
       ORDER BY l.started_at_ms, l.key`,
      [...releaseKeys, ownerId, sinceMs],
    );
    return valuesByKey(rows.map((row) => [row.release_key, row.recording_key]));
  }

  /** The tracks that are there of each album, in its order. */
  async tracksOf(albumKeys: readonly number[]): Promise<Map<number, AlbumTrack[]>> {
    if (albumKeys.length === 0) return new Map();
    const rows = await this.database.read.all<{ album_key: number; id: string; recording_key: number | null }>(
      `SELECT t.album_key, t.id, COALESCE(g.group_key, t.recording_key) AS recording_key FROM track t
       LEFT JOIN recording_group g ON g.recording_key = t.recording_key
       WHERE t.album_key IN (${marks(albumKeys)}) AND NOT t.is_missing
       ORDER BY t.album_key, t.disc_number, t.track_number, t.key`,
      albumKeys,
    );
    return valuesByKey(
      rows.map(({ album_key, id, recording_key }) => [
        album_key,
        { id, ...(recording_key !== null && { recordingKey: recording_key }) },
      ]),
    );
  }

  /** Albums of the collection that were last heard before then, the one heard longest ago first. */
  async lastHeardBefore(ownerId: string, beforeMs: number, limit: number): Promise<LeftAlone[]> {
    return this.database.read.all<LeftAlone>(
      `SELECT a.key AS "albumKey", a.added_at_ms AS "addedAtMs", y.last_started_at_ms AS "lastHeardAtMs"
       FROM (
         SELECT subject_key, last_started_at_ms FROM tally
         WHERE owner_id = ? AND kind = 'release' AND last_started_at_ms < ?
         ORDER BY last_started_at_ms, subject_key LIMIT ${LONGEST_LEFT}
       ) y CROSS JOIN album a
       LEFT JOIN placement p ON p.owner_id = ? AND p.album_key = a.key
       WHERE a.release_key = y.subject_key AND NOT a.is_missing AND a.added_at_ms < ? AND ${isPlaced('a', 'p', 'collection')}
       ORDER BY y.last_started_at_ms, y.subject_key LIMIT ?`,
      [ownerId, beforeMs, ownerId, beforeMs, limit],
    );
  }

  /** Albums of the collection that were added before then and never heard, the one added first of all first. */
  async neverHeard(ownerId: string, beforeMs: number, limit: number): Promise<LeftAlone[]> {
    return this.database.read.all<LeftAlone>(
      `SELECT a.key AS "albumKey", a.added_at_ms AS "addedAtMs"
       FROM (SELECT key, release_key, is_missing, is_held, added_at_ms FROM album ORDER BY key LIMIT ${LONGEST_LEFT}) a
       LEFT JOIN placement p ON p.owner_id = ? AND p.album_key = a.key
       WHERE NOT a.is_missing AND a.added_at_ms < ? AND ${isPlaced('a', 'p', 'collection')}
         AND NOT EXISTS (
           SELECT 1 FROM tally y WHERE y.owner_id = ? AND y.kind = 'release' AND y.subject_key = a.release_key)
       ORDER BY a.key LIMIT ?`,
      [ownerId, beforeMs, ownerId, limit],
    );
  }

  /** What was ever heard of the albums of these library ids; nothing of those that are left out. */
  async everHeard(ownerId: string, albumIds: readonly string[]): Promise<Map<string, EverHeard>> {
    if (albumIds.length === 0) return new Map();
    const rows = await this.database.read.all<{ id: string; tracks: number; listens: number; last: number | null }>(
      `SELECT a.id, COALESCE(y.listens, 0) AS listens, y.last_started_at_ms AS last,
         (SELECT COUNT(*) FROM track t
            LEFT JOIN recording_group g ON g.recording_key = t.recording_key CROSS JOIN tally z
          WHERE t.album_key = a.key AND NOT t.is_missing
            AND z.owner_id = ? AND z.kind = 'recording' AND z.subject_key = COALESCE(g.group_key, t.recording_key)) AS tracks
       FROM album a
       LEFT JOIN tally y ON y.owner_id = ? AND y.kind = 'release' AND y.subject_key = a.release_key
       WHERE a.id IN (${marks(albumIds)})`,
      [ownerId, ownerId, ...albumIds],
    );
    return new Map(
      rows.map(({ id, tracks, listens, last }) => [
        id,
        { heardTracks: Number(tracks), listens, ...(last !== null && { lastHeardAtMs: last }) },
      ]),
    );
  }
}

function valuesByKey<Value>(pairs: readonly (readonly [number, Value])[]): Map<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
