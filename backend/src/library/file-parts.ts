import { Injectable } from '@nestjs/common';
import { Clock, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import type { PartsShown } from './library.dto.js';
import { ScanRunner } from './scan/scan-runner.js';

/** A row that some file, or part of one, has on an album. */
interface SoundRow {
  readonly track_key: number;
  readonly is_missing: number | boolean;
  /** Of the whole file. */
  readonly sound: string | null;
  readonly is_part: number | boolean;
  /** A person wants the file to be one track. */
  readonly is_kept_whole: number | boolean;
}

interface DivisibleFile {
  readonly source: string;
  readonly sound: string;
  readonly unit: string | null;
}

/** What the files of an album are to it, as parts or as a whole. */
export interface AlbumSounds {
  /** How files of several songs are shown; undefined where there are none. */
  readonly parts?: PartsShown;
  /** Missing tracks that sound in others: the whole of parts that are there, or parts of a whole. */
  readonly superseded: ReadonlySet<number>;
}

const SOUNDS = `SELECT s.track_key, s.is_missing, coalesce(s.whole_key, s.content_key) AS sound,
    s.whole_key IS NOT NULL AS is_part, k.content_key IS NOT NULL AS is_kept_whole
  FROM track t JOIN track_source s ON s.track_key = t.key
  LEFT JOIN kept_whole k ON k.source = s.source AND k.content_key = coalesce(s.whole_key, s.content_key)
  WHERE t.album_key = ?`;

const DIVISIBLE = `SELECT DISTINCT s.source, coalesce(s.whole_key, s.content_key) AS sound, u.name AS unit
  FROM track t JOIN track_source s ON s.track_key = t.key LEFT JOIN collection_unit u ON u.key = s.unit_key
  LEFT JOIN kept_whole k ON k.source = s.source AND k.content_key = s.content_key
  WHERE t.album_key = ? AND (s.whole_key IS NOT NULL OR k.content_key IS NOT NULL)`;

/** What the tracks of an album have to do with each other's files. */
export async function albumSounds(sql: Sql, albumKey: number): Promise<AlbumSounds> {
  const rows = await sql.all<SoundRow>(SOUNDS, [albumKey]);
  const present = rows.filter(({ is_missing }) => !is_missing);
  const sounds = new Set(present.map(({ sound }) => sound));
  const heard = new Set(present.map(({ track_key }) => track_key));
  const divided = new Set(rows.filter(({ is_part }) => is_part).map(({ sound }) => sound));
  const superseded = rows.filter(
    ({ track_key, sound }) => sounds.has(sound) && divided.has(sound) && !heard.has(track_key),
  );
  const parts = rows.some(({ is_kept_whole }) => is_kept_whole)
    ? 'whole'
    : present.some(({ is_part }) => is_part)
      ? 'tracks'
      : undefined;
  return { ...(parts && { parts }), superseded: new Set(superseded.map(({ track_key }) => track_key)) };
}

/** Keeps which files that could be taken apart are to be one track. */
@Injectable()
export class FileParts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scans: ScanRunner,
  ) {}

  /**
   * Has the files of an album that hold several songs shown as one track each, or as tracks again. The files are read anew
   * for that, which takes a moment.
   * @throws NotFound
   */
  async show(ownerId: string, albumId: string, shown: PartsShown): Promise<void> {
    const files = await this.database.writeLibrary(async ({ sql }) => {
      const album = await sql.get<{ key: number }>('SELECT key FROM album WHERE id = ?', [albumId]);
      if (!album) throw new NotFound('album', albumId);
      const found = await sql.all<DivisibleFile>(DIVISIBLE, [album.key]);
      for (const { source, sound } of found) {
        if (shown === 'whole') {
          await sql.run(
            `INSERT INTO kept_whole (source, content_key, owner_id, edited_at_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (source, content_key) DO NOTHING`,
            [source, sound, ownerId, this.clock.nowMs()],
          );
        } else {
          await sql.run('DELETE FROM kept_whole WHERE source = ? AND content_key = ?', [source, sound]);
        }
        await forgetVersions(sql, source, sound);
      }
      return found;
    });
    for (const { source, unit } of files) if (unit !== null) this.scans.readAgain(source, [unit]);
  }
}

/** The next scan reads the file anew. */
async function forgetVersions(sql: Sql, source: string, sound: string): Promise<void> {
  await sql.run(
    `UPDATE collection_unit SET version = '' WHERE key IN (
       SELECT unit_key FROM track_source WHERE source = ? AND (content_key = ? OR whole_key = ?))`,
    [source, sound, sound],
  );
  await sql.run(`UPDATE track_source SET version = '' WHERE source = ? AND (content_key = ? OR whole_key = ?)`, [
    source,
    sound,
    sound,
  ]);
}
