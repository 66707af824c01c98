import { newId, searchWords, sortKey } from '../../common/index.js';
import { type Engine, indexWords, insertRow, type Sql } from '../../sql/index.js';
import type { AlbumDescription } from './album-identity.js';
import { reindexAlbum } from '../album-words.js';
import type { NameKeys } from './name-keys.js';

interface AlbumRow {
  readonly key: number;
  readonly title: string;
  readonly artist: string;
  readonly mb_release_group_id: string | null;
}

const ALBUM_ROW = 'key, title, artist, mb_release_group_id';

/** Finds, makes and updates albums, those of own files, which are held, and saved ones; keeps what is counted on them. */
export class AlbumWriter {
  /** @param flushTracks writes the tracks that wait to be written, so that they are found on their albums */
  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    private readonly names: NameKeys,
    private readonly flushTracks: () => Promise<void>,
  ) {}

  /**
   * The row of this album.
   * @param knownAlbums where tracks of it stood before: an album all of whose tracks are here has only been renamed, and
   * keeps its row with everything that hangs on it
   * @param trackCount how many of its tracks that were known before are here
   */
  async place(
    album: AlbumDescription,
    knownAlbums: ReadonlySet<number>,
    trackCount: number,
    nowMs: number,
  ): Promise<number> {
    const row =
      (await this.sql.get<AlbumRow>(`SELECT ${ALBUM_ROW} FROM album WHERE identity_key = ?`, [album.identity])) ??
      (await this.renamed(knownAlbums, trackCount));
    if (!row) return this.make(album, nowMs, true);
    await this.update(row, album);
    return row.key;
  }

  /** The row of an album that a source merely saves. What is there already stays as it is. */
  async placeSaved(album: AlbumDescription, nowMs: number): Promise<number> {
    const row = await this.sql.get<{ key: number }>('SELECT key FROM album WHERE identity_key = ?', [album.identity]);
    return row?.key ?? this.make(album, nowMs, false);
  }

  private async renamed(knownAlbums: ReadonlySet<number>, trackCount: number): Promise<AlbumRow | undefined> {
    const [key] = knownAlbums;
    if (key === undefined || knownAlbums.size > 1) return undefined;
    await this.flushTracks();
    const row = await this.sql.get<AlbumRow & { track_count: number }>(
      `SELECT ${ALBUM_ROW},
         (SELECT count(*) FROM track t WHERE t.album_key = album.key AND NOT t.is_missing) AS track_count
       FROM album WHERE key = ?`,
      [key],
    );
    return row && row.track_count <= trackCount ? row : undefined;
  }

  private async make(album: AlbumDescription, nowMs: number, isHeld: boolean): Promise<number> {
    const key = await insertRow(
      this.sql,
      this.engine,
      `INSERT INTO album (id, identity_key, title, source_title, sort_title, artist, source_artist, sort_artist,
         release_date, original_date, sort_year, label, is_compilation, is_missing, mb_release_id, mb_release_group_id,
         disc_count, track_count, duration_ms, size_bytes, added_at_ms, is_held)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)
       ON CONFLICT (identity_key) DO UPDATE SET is_held = excluded.is_held`,
      [
        newId(), album.identity, album.title, album.title, sortKey(album.title), album.artist, album.artist,
        sortKey(album.artist), album.releaseDate ?? null, album.originalDate ?? null, album.year, album.label ?? null,
        album.isCompilation, false, album.mbReleaseId ?? null, album.mbReleaseGroupId ?? null, nowMs, isHeld,
      ],
    ); // prettier-ignore
    await this.credit(key, album);
    await indexWords(this.sql, this.engine, 'album', key, [searchWords(album.title), searchWords(album.artist)]);
    return key;
  }

  private async update(row: AlbumRow, album: AlbumDescription): Promise<void> {
    const edits = await this.sql.all<{ field: string; value: string }>(
      `SELECT field, value FROM edit WHERE subject_kind = 'album' AND subject_key = ?`,
      [row.key],
    );
    const edited = new Map(edits.map(({ field, value }) => [field, value]));
    const title = edited.get('title') ?? album.title;
    const artist = edited.get('artist') ?? album.artist;
    await this.sql.run(
      `UPDATE album SET identity_key = ?, title = ?, source_title = ?, sort_title = ?, artist = ?, source_artist = ?,
         sort_artist = ?, release_date = ?, original_date = ?, sort_year = ?, label = ?, is_compilation = ?,
         mb_release_id = ?, mb_release_group_id = ?, is_held = ? WHERE key = ?`,
      [
        album.identity, title, album.title, sortKey(title), artist, album.artist, sortKey(artist),
        album.releaseDate ?? null, album.originalDate ?? null, album.year, album.label ?? null, album.isCompilation,
        album.mbReleaseId ?? null, album.mbReleaseGroupId ?? null, true, row.key,
      ],
    ); // prettier-ignore
    if (row.mb_release_group_id !== (album.mbReleaseGroupId ?? null)) await this.forgetIdentity(row.key);
    if (!edited.has('artist')) await this.credit(row.key, album);
    if (title === row.title && artist === row.artist) return;
    await this.flushTracks();
    await reindexAlbum(this.sql, this.engine, row.key);
  }

  /** By another id it may be another album, which its tracks tell. */
  private async forgetIdentity(key: number): Promise<void> {
    await this.sql.run('UPDATE album SET release_key = NULL WHERE key = ?', [key]);
    await this.sql.run('UPDATE track SET recording_key = NULL WHERE album_key = ?', [key]);
  }

  private async credit(key: number, { artists }: AlbumDescription): Promise<void> {
    await this.sql.run('DELETE FROM album_artist WHERE album_key = ?', [key]);
    for (const [position, artist] of artists.entries()) {
      await this.sql.run(
        'INSERT INTO album_artist (album_key, position, artist_key, role, credited_as) VALUES (?, ?, ?, ?, ?)',
        [key, position, await this.names.artist(artist), artist.role, artist.name],
      );
    }
  }

  /** What its files, or its source, show of it: where a person chose another cover, it waits behind that. */
  async setArtwork(key: number, artworkKey: number, isFirstDisc: boolean): Promise<void> {
    const isFree = (column: string): string => (isFirstDisc ? '' : ` AND ${column} IS NULL`);
    await this.sql.run(
      `UPDATE album SET artwork_key = ? WHERE key = ?${isFree('artwork_key')}
         AND NOT EXISTS (SELECT 1 FROM album_cover c WHERE c.album_key = album.key)`,
      [artworkKey, key],
    );
    await this.sql.run(`UPDATE album_cover SET covered_key = ? WHERE album_key = ?${isFree('covered_key')}`, [
      artworkKey,
      key,
    ]);
  }

  /**
   * Counts anew what stands on an album, after its tracks changed. An album that never has tracks again goes. One whose
   * own files went is held no more where it can still be heard elsewhere; one that is missing stays what it was.
   */
  async refresh(key: number): Promise<void> {
    const present = 'FROM track t WHERE t.album_key = album.key AND NOT t.is_missing';
    const sounds =
      'FROM track t JOIN track_source s ON s.track_key = t.key WHERE t.album_key = album.key AND NOT s.is_missing';
    await this.sql.run(
      `UPDATE album SET
         (track_count, duration_ms, disc_count) = (
           SELECT count(*), coalesce(sum(t.duration_ms), 0), count(DISTINCT t.disc_number) ${present}),
         size_bytes = (SELECT coalesce(sum(s.size_bytes), 0) ${sounds}),
         is_missing = NOT EXISTS (SELECT 1 ${present}),
         is_held = is_held AND (NOT EXISTS (SELECT 1 ${present}) OR EXISTS (SELECT 1 ${sounds} AND s.unit_key IS NOT NULL))
       WHERE key = ?`,
      [key],
    );
    await this.sql.run('DELETE FROM album_genre WHERE album_key = ?', [key]);
    await this.sql.run(
      `INSERT INTO album_genre (album_key, genre_key)
       SELECT DISTINCT t.album_key, g.genre_key FROM track t JOIN track_genre g ON g.track_key = t.key
       WHERE t.album_key = ?`,
      [key],
    );
    const left = await this.sql.get('SELECT 1 AS one FROM track WHERE album_key = ? LIMIT 1', [key]);
    if (left) return;
    await this.sql.run(`DELETE FROM album_search WHERE ${this.engine === 'sqlite' ? 'rowid' : 'key'} = ?`, [key]);
    await this.sql.run(`DELETE FROM edit WHERE subject_kind = 'album' AND subject_key = ?`, [key]);
    await this.sql.run('DELETE FROM album WHERE key = ?', [key]);
  }
}
