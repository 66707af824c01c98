import { Injectable } from '@nestjs/common';
import { Clock, NotFound, sortKey } from '../common/index.js';
import { Database, OWNER_ID, type Transaction } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { reindexAlbum } from './album-words.js';
import type { AlbumField, EditAlbum } from './albums.dto.js';
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

/**
 * Keeps what a person writes over what sources say. An edit is a row of its own, which no scan touches, and is applied
 * to what is shown, sorted by and found; reverting deletes the row and shows again what the source says.
 */
@Injectable()
export class EditStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async editAlbum(id: string, edit: EditAlbum): Promise<void> {
    await this.database.write(async (transaction) => {
      const album = await this.album(transaction.sql, id);
      for (const field of ['title', 'artist'] as const) {
        const value = edit[field]?.trim();
        if (!value) continue;
        await this.keep(transaction.sql, 'album', album.key, field, value);
        await this.showAlbum(transaction, album, field, value);
      }
    });
  }

  /** @throws NotFound there is no such album; that there is nothing to revert is no error */
  async revertAlbum(id: string, field: AlbumField): Promise<void> {
    await this.database.write(async (transaction) => {
      const album = await this.album(transaction.sql, id);
      await this.drop(transaction.sql, 'album', album.key, field);
      await this.showAlbum(transaction, album, field, field === 'title' ? album.source_title : album.source_artist);
    });
  }

  /** @throws NotFound */
  async editTrackTitle(id: string, title: string): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const track = await this.track(sql, id);
      await this.keep(sql, 'track', track.key, 'title', title.trim());
      await this.showTrack(sql, track, title.trim());
    });
  }

  /** @throws NotFound there is no such track; that there is nothing to revert is no error */
  async revertTrackTitle(id: string): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const track = await this.track(sql, id);
      await this.drop(sql, 'track', track.key, 'title');
      await this.showTrack(sql, track, track.source_title);
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

  private async keep(sql: Sql, kind: string, key: number, field: string, value: string): Promise<void> {
    await sql.run(
      `INSERT INTO edit (owner_id, subject_kind, subject_key, field, value, edited_at_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (owner_id, subject_kind, subject_key, field)
       DO UPDATE SET value = excluded.value, edited_at_ms = excluded.edited_at_ms`,
      [OWNER_ID, kind, key, field, value, this.clock.nowMs()],
    );
  }

  private async drop(sql: Sql, kind: string, key: number, field: string): Promise<void> {
    await sql.run('DELETE FROM edit WHERE owner_id = ? AND subject_kind = ? AND subject_key = ? AND field = ?', [
      OWNER_ID,
      kind,
      key,
      field,
    ]);
  }

  private async showAlbum(
    { sql }: Transaction,
    { key, source_artist }: AlbumRow,
    field: AlbumField,
    value: string,
  ): Promise<void> {
    const { engine } = this.database;
    await sql.run(`UPDATE album SET ${field} = ?, sort_${field} = ? WHERE key = ?`, [value, sortKey(value), key]);
    if (field === 'artist') {
      const touched = new Set(await this.creditedOn(sql, key));
      const names = new NameKeys(sql, engine);
      await sql.run('DELETE FROM album_artist WHERE album_key = ?', [key]);
      if (value !== '') {
        await sql.run(
          `INSERT INTO album_artist (album_key, position, artist_key, role, credited_as) VALUES (?, 0, ?, 'main', ?)`,
          [key, await names.artist({ name: value, role: 'main' }), value],
        );
      }
      if (source_artist !== '') touched.add(await names.artist({ name: source_artist, role: 'main' }));
      for (const artistKey of await this.creditedOn(sql, key)) touched.add(artistKey);
      while (await refreshArtists(sql, touched));
    }
    await reindexAlbum(sql, engine, key);
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
