import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import type { Holding, Quality } from '../../sources/index.js';
import { marks } from '../../sql/index.js';
import type { RemoteVersion } from './remote-answer.js';

/** Whose audio it is: a source, and how it finds the track; the same track in another quality is other audio. */
export interface AudioKey {
  readonly source: string;
  readonly locator: string;
  /** `best` where a source has one only. */
  readonly quality: Quality;
}

/** What is known of a file of audio that was fetched. */
export interface KeptCopy extends AudioKey {
  /** Name of the file without what comes behind its dot. */
  readonly file: string;
  /** What clients know the bytes by, with its quotes. */
  readonly tag: string;
  readonly version: RemoteVersion;
  readonly storedBytes: number;
  /** As `Extents` writes it. */
  readonly stored: string;
  readonly isComplete: boolean;
  readonly pinnedBy?: string;
  readonly lastUsedAtMs: number;
}

/** How much is kept. */
export interface KeptTotals {
  readonly files: number;
  readonly storedBytes: number;
  /** Of those, what is to stay. */
  readonly pinnedBytes: number;
}

interface Row {
  readonly source: string;
  readonly locator: string;
  readonly quality: Quality;
  readonly file: string;
  readonly tag: string;
  readonly host_etag: string | null;
  readonly host_modified: string | null;
  readonly mime_type: string;
  readonly size_bytes: number;
  readonly stored_bytes: number;
  readonly stored: string;
  readonly is_complete: boolean | number;
  readonly pinned_by: string | null;
  readonly last_used_at_ms: number;
}

/** There is no audio without a byte. */
const UNKNOWN_SIZE = 0;
const COLUMNS = `source, locator, quality, file, tag, host_etag, host_modified, mime_type, size_bytes, stored_bytes, stored,
  is_complete, pinned_by, last_used_at_ms`;
const IS_IT = 'source = ? AND locator = ? AND quality = ?';

function parametersOf({ source, locator, quality }: AudioKey): string[] {
  return [source, locator, quality];
}

/** The rows of what is kept of audio from elsewhere. */
@Injectable()
export class KeptCopies {
  constructor(private readonly database: Database) {}

  async find(key: AudioKey): Promise<KeptCopy | undefined> {
    const row = await this.database.read.get<Row>(
      `SELECT ${COLUMNS} FROM audio_cache WHERE ${IS_IT}`,
      parametersOf(key),
    );
    return row && copyOf(row);
  }

  /** All there are, in portions, in no order that means anything. */
  async *all(): AsyncGenerator<KeptCopy> {
    const portion = 500;
    let last: readonly string[] = ['', '', ''];
    for (;;) {
      const rows = await this.database.read.all<Row>(
        `SELECT ${COLUMNS} FROM audio_cache WHERE (source, locator, quality) > (?, ?, ?)
         ORDER BY source, locator, quality LIMIT ${portion}`,
        last,
      );
      for (const row of rows) yield copyOf(row);
      const end = rows.at(-1);
      if (!end || rows.length < portion) return;
      last = parametersOf(end);
    }
  }

  /** Those that need not stay, longest unused first. */
  async leastRecentlyUsed(limit: number): Promise<KeptCopy[]> {
    const rows = await this.database.read.all<Row>(
      `SELECT ${COLUMNS} FROM audio_cache WHERE pinned_by IS NULL ORDER BY last_used_at_ms LIMIT ?`,
      [limit],
    );
    return rows.map(copyOf);
  }

  /** Those that stay for the sake of these names: as many as there is room for. */
  async pinnedBy(names: readonly string[]): Promise<(AudioKey & { readonly pinnedBy: string })[]> {
    const rows = await this.database.read.all<Pick<Row, 'source' | 'locator' | 'quality'> & { pinned_by: string }>(
      `SELECT source, locator, quality, pinned_by FROM audio_cache WHERE pinned_by IN (${marks(names)})`,
      names,
    );
    return rows.map(({ pinned_by: pinnedBy, ...key }) => ({ ...key, pinnedBy }));
  }

  /** Those of sources, whoever wants them to stay. */
  async ofSource(source: string, limit: number): Promise<AudioKey[]> {
    return this.database.read.all<AudioKey>(
      'SELECT source, locator, quality FROM audio_cache WHERE source = ? ORDER BY locator, quality LIMIT ?',
      [source, limit],
    );
  }

  /** Those that need not stay and are whole or in part. */
  async unpinned(limit: number): Promise<AudioKey[]> {
    return this.database.read.all<AudioKey>(
      'SELECT source, locator, quality FROM audio_cache WHERE pinned_by IS NULL ORDER BY source, locator, quality LIMIT ?',
      [limit],
    );
  }

  /** What is kept of a source, and what becomes of it without that. */
  async holdings(source: string): Promise<Holding[]> {
    const row = await this.database.read.get<{ count: number }>(
      'SELECT COUNT(*) AS count FROM audio_cache WHERE source = ?',
      [source],
    );
    const detail = 'Sound that is kept at home goes as its room is needed. “Kept at home” lets it go at once.';
    return [{ kind: 'kept-audio', count: row?.count ?? 0, detail }];
  }

  async totals(): Promise<KeptTotals> {
    const row = await this.database.read.get<{ files: number; stored: number; pinned: number }>(
      `SELECT COUNT(*) AS files, CAST(COALESCE(SUM(stored_bytes), 0) AS bigint) AS stored,
         CAST(COALESCE(SUM(CASE WHEN pinned_by IS NULL THEN 0 ELSE stored_bytes END), 0) AS bigint) AS pinned
       FROM audio_cache`,
    );
    return { files: row?.files ?? 0, storedBytes: row?.stored ?? 0, pinnedBytes: row?.pinned ?? 0 };
  }

  /** Who wants it to stay is taken from a copy that is new, and left as it is of one that is known. */
  async save(copy: KeptCopy): Promise<void> {
    const { version } = copy;
    await this.database.write(({ sql }) =>
      sql.run(
        `INSERT INTO audio_cache (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (source, locator, quality) DO UPDATE SET file = excluded.file, tag = excluded.tag,
           host_etag = excluded.host_etag, host_modified = excluded.host_modified, mime_type = excluded.mime_type,
           size_bytes = excluded.size_bytes, stored_bytes = excluded.stored_bytes, stored = excluded.stored,
           is_complete = excluded.is_complete, last_used_at_ms = excluded.last_used_at_ms`,
        [
          ...parametersOf(copy),
          copy.file,
          copy.tag,
          version.etag ?? null,
          version.lastModified ?? null,
          version.mimeType,
          version.sizeBytes ?? UNKNOWN_SIZE,
          copy.storedBytes,
          copy.stored,
          copy.isComplete,
          copy.pinnedBy ?? null,
          copy.lastUsedAtMs,
        ],
      ),
    );
  }

  async touch(key: AudioKey, nowMs: number): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(`UPDATE audio_cache SET last_used_at_ms = ? WHERE ${IS_IT}`, [nowMs, ...parametersOf(key)]),
    );
  }

  async pin(key: AudioKey, name: string): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(`UPDATE audio_cache SET pinned_by = ? WHERE ${IS_IT}`, [name, ...parametersOf(key)]),
    );
  }

  /** Only where it stays for the sake of this name. */
  async unpin(key: AudioKey, name: string): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run(`UPDATE audio_cache SET pinned_by = NULL WHERE ${IS_IT} AND pinned_by = ?`, [...parametersOf(key), name]),
    );
  }

  /** Its bytes are gone; that it is to stay, once it is there again, is not forgotten. */
  async forget(key: AudioKey): Promise<void> {
    await this.database.write(async ({ sql }) => {
      await sql.run(`DELETE FROM audio_cache WHERE ${IS_IT} AND pinned_by IS NULL`, parametersOf(key));
      await sql.run(
        `UPDATE audio_cache SET stored = '', stored_bytes = 0, is_complete = ?, host_etag = NULL, host_modified = NULL
         WHERE ${IS_IT}`,
        [false, ...parametersOf(key)],
      );
    });
  }

  async remove(key: AudioKey): Promise<void> {
    await this.database.write(({ sql }) => sql.run(`DELETE FROM audio_cache WHERE ${IS_IT}`, parametersOf(key)));
  }
}

function copyOf(row: Row): KeptCopy {
  return {
    source: row.source,
    locator: row.locator,
    quality: row.quality,
    file: row.file,
    tag: row.tag,
    version: {
      mimeType: row.mime_type,
      ...(row.size_bytes !== UNKNOWN_SIZE && { sizeBytes: row.size_bytes }),
      ...(row.host_etag !== null && { etag: row.host_etag }),
      ...(row.host_modified !== null && { lastModified: row.host_modified }),
    },
    storedBytes: row.stored_bytes,
    stored: row.stored,
    isComplete: Boolean(row.is_complete),
    lastUsedAtMs: row.last_used_at_ms,
    ...(row.pinned_by !== null && { pinnedBy: row.pinned_by }),
  };
}
