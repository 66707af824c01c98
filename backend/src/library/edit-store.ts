import { Injectable } from '@nestjs/common';
import { Clock, identityKey, InvalidRequest, NotFound, sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { reindexAlbum } from './album-words.js';
import { ALBUM_FIELDS, type AlbumField, type EditAlbum } from './albums.dto.js';
import { refreshArtists } from './scan/counters.js';
import { NameKeys } from './scan/name-keys.js';

interface AlbumRow {
  readonly key: number;
  readonly source_title: string;
  readonly source_artist: string;
}

interface TrackRow {
  readonly key: number;
  readonly album_key: number;
  readonly source_title: string;
}

/** What an edit is of. */
interface Edited {
  readonly kind: 'album' | 'track';
  readonly key: number;
  readonly field: string;
}

/**
 * Keeps what people write over what sources say, for all of the household. An edit is a row of its own, which no scan
 * touches, and is applied to what is shown, sorted by and found; reverting deletes the row and shows again what the source says.
 */
@Injectable()
export class EditStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFound
   * @throws InvalidRequest a text is nothing but blanks
   */
  async editAlbum(ownerId: string, id: string, edit: EditAlbum): Promise<void> {
    const values = ALBUM_FIELDS.flatMap((field) => {
      const value = edit[field];
      return value === undefined ? [] : [{ field, value: written(field, value) }];
    });
    await this.database.writeLibrary(async ({ sql }) => {
      const album = await this.album(sql, id);
      for (const { field, value } of values) {
        await this.keep(sql, ownerId, { kind: 'album', key: album.key, field }, value);
        if (field === 'artist') await this.credit(sql, album.key, [value]);
        await this.showAlbum(sql, album.key, field, value);
      }
    });
  }

  /** @throws NotFound there is no such album; that there is nothing to revert is no error */
  async revertAlbum(id: string, field: AlbumField): Promise<void> {
    await this.database.writeLibrary(async ({ sql }) => {
      const album = await this.album(sql, id);
      if (!(await this.drop(sql, 'album', album.key, field))) return;
      if (field === 'artist') await this.credit(sql, album.key, await this.namesIn(sql, album));
      await this.showAlbum(sql, album.key, field, field === 'title' ? album.source_title : album.source_artist);
    });
  }

  /**
   * @throws NotFound
   * @throws InvalidRequest the title is nothing but blanks
   */
  async editTrackTitle(ownerId: string, id: string, title: string): Promise<void> {
    const value = written('title', title);
    await this.database.writeLibrary(async ({ sql }) => {
      const track = await this.track(sql, id);
      await this.keep(sql, ownerId, { kind: 'track', key: track.key, field: 'title' }, value);
      await this.showTrack(sql, track, value);
    });
  }

  /** @throws NotFound there is no such track; that there is nothing to revert is no error */
  async revertTrackTitle(id: string): Promise<void> {
    await this.database.writeLibrary(async ({ sql }) => {
      const track = await this.track(sql, id);
      if (await this.drop(sql, 'track', track.key, 'title')) await this.showTrack(sql, track, track.source_title);
    });
  }

  private async album(sql: Sql, id: string): Promise<AlbumRow> {
    const row = await sql.get<AlbumRow>('SELECT key, source_title, source_artist FROM album WHERE id = ?', [id]);
    if (!row) throw new NotFound('album', id);
    return row;
  }

  private async track(sql: Sql, id: string): Promise<TrackRow> {
    const row = await sql.get<TrackRow>('SELECT key, album_key, source_title FROM track WHERE id = ?', [id]);
    if (!row) throw new NotFound('track', id);
    return row;
  }

  /** @param ownerId who wrote it */
  private async keep(sql: Sql, ownerId: string, { kind, key, field }: Edited, value: string): Promise<void> {
    await sql.run(
      `INSERT INTO edit (owner_id, subject_kind, subject_key, field, value, edited_at_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (subject_kind, subject_key, field)
       DO UPDATE SET owner_id = excluded.owner_id, value = excluded.value, edited_at_ms = excluded.edited_at_ms`,
      [ownerId, kind, key, field, value, this.clock.nowMs()],
    );
  }

  /** @returns whether there was such an edit */
  private async drop(sql: Sql, kind: string, key: number, field: string): Promise<boolean> {
    const isIt = 'subject_kind = ? AND subject_key = ? AND field = ?';
    const which = [kind, key, field];
    const found = await sql.get(`SELECT key FROM edit WHERE ${isIt}`, which);
    if (found) await sql.run(`DELETE FROM edit WHERE ${isIt}`, which);
    return found !== undefined;
  }

  private async showAlbum(sql: Sql, key: number, field: AlbumField, value: string): Promise<void> {
    await sql.run(`UPDATE album SET ${field} = ?, sort_${field} = ? WHERE key = ?`, [value, sortKey(value), key]);
    await reindexAlbum(sql, this.database.engine, key);
  }

  private async credit(sql: Sql, albumKey: number, artists: readonly string[]): Promise<void> {
    const touched = new Set(await this.creditedOn(sql, albumKey));
    const names = new NameKeys(sql, this.database.engine);
    await sql.run('DELETE FROM album_artist WHERE album_key = ?', [albumKey]);
    for (const [position, name] of artists.entries()) {
      const artistKey = await names.artist({ name, role: 'main' });
      touched.add(artistKey);
      await sql.run(
        `INSERT INTO album_artist (album_key, position, artist_key, role, credited_as) VALUES (?, ?, ?, 'main', ?)`,
        [albumKey, position, artistKey, name],
      );
    }
    while (await refreshArtists(sql, touched));
  }

  /**
   * The artists in what the source prints, which is one text: its name where there is such an artist, else those of the
   * tracks that are named in it.
   */
  private async namesIn(sql: Sql, { key, source_artist: text }: AlbumRow): Promise<readonly string[]> {
    if (text === '') return [];
    const whole = await sql.get('SELECT key FROM artist WHERE identity_key = ?', [identityKey(text)]);
    if (whole) return [text];
    const onTracks = await sql.all<{ name: string }>(
      `SELECT DISTINCT ta.credited_as AS name FROM track_artist ta JOIN track t ON t.key = ta.track_key
       WHERE t.album_key = ? AND ta.role = 'main'`,
      [key],
    );
    const named = onTracks.map(({ name }) => name).filter((name) => text.includes(name));
    return named.length > 0 ? named.sort((a, b) => text.indexOf(a) - text.indexOf(b)) : [text];
  }

  private async creditedOn(sql: Sql, albumKey: number): Promise<number[]> {
    const rows = await sql.all<{ artist_key: number }>('SELECT artist_key FROM album_artist WHERE album_key = ?', [
      albumKey,
    ]);
    return rows.map(({ artist_key }) => artist_key);
  }

  private async showTrack(sql: Sql, { key, album_key }: TrackRow, title: string): Promise<void> {
    await sql.run('UPDATE track SET title = ?, sort_title = ? WHERE key = ?', [title, sortKey(title), key]);
    await reindexAlbum(sql, this.database.engine, album_key);
  }
}

/** The text of an edit, without control characters and blanks at its ends. */
function written(field: string, value: string): string {
  const text = value.replaceAll(/\p{Cc}/gu, ' ').trim();
  if (text === '') throw new InvalidRequest([{ field, detail: 'must not be blank.', because: 'blank' }]);
  return text;
}
