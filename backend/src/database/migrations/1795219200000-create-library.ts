import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint, boolean, createTable, float, integer, key, optional, primary, references, text, varchar, type TableShape,
} from './table-builder.js';

const TABLES: readonly TableShape[] = [
  {
    name: 'person',
    columns: [primary(varchar('id', 16)), { name: 'name', type: 'varchar' }, bigint('created_at_ms')],
  },
  {
    name: 'artwork',
    columns: [
      key(), varchar('id', 24), varchar('source', 32), text('locator'), optional(integer('width')),
      optional(integer('height')), optional(text('placeholder')), optional(text('swatches')),
    ],
    unique: { artwork_id: ['id'] },
  },
  {
    name: 'album',
    columns: [
      key(), varchar('id', 24), text('identity_key'), text('title'), text('source_title'), text('sort_title'),
      text('artist'), text('source_artist'), text('sort_artist'), optional(varchar('release_date', 10)),
      optional(varchar('original_date', 10)), integer('sort_year'), optional(text('label')), boolean('is_compilation'),
      boolean('is_missing'), optional(varchar('mb_release_id', 36)), optional(varchar('mb_release_group_id', 36)),
      optional(integer('artwork_key')), integer('disc_count'), integer('track_count'), bigint('duration_ms'),
      bigint('size_bytes'), bigint('added_at_ms'),
    ],
    unique: { album_id: ['id'], album_identity: ['identity_key'] },
    indices: {
      album_by_title: ['is_missing', 'sort_title', 'key'],
      album_by_artist: ['is_missing', 'sort_artist', 'sort_year', 'key'],
      album_by_year: ['is_missing', 'sort_year', 'key'],
      album_by_added: ['is_missing', 'added_at_ms', 'key'],
      album_artwork: ['artwork_key'],
    },
    foreignKeys: [references('artwork_key', 'artwork', 'SET NULL')],
  },
  {
    name: 'artist',
    columns: [
      key(), varchar('id', 24), text('identity_key'), text('name'), text('sort_name'),
      optional(varchar('mb_artist_id', 36)), integer('album_count'), integer('appears_on_count'),
      integer('track_count'), boolean('is_missing'), optional(integer('artwork_key')),
    ],
    unique: { artist_id: ['id'], artist_identity: ['identity_key'] },
    indices: { artist_by_name: ['is_missing', 'sort_name', 'key'], artist_artwork: ['artwork_key'] },
    foreignKeys: [references('artwork_key', 'artwork', 'SET NULL')],
  },
  {
    name: 'album_artist',
    columns: [
      primary(integer('album_key')), primary(integer('position')), integer('artist_key'), varchar('role', 16),
      text('credited_as'),
    ],
    indices: { album_artist_artist: ['artist_key', 'album_key'] },
    foreignKeys: [references('album_key', 'album', 'CASCADE'), references('artist_key', 'artist', 'CASCADE')],
  },
  {
    name: 'track',
    columns: [
      key(), varchar('id', 24), integer('album_key'), text('title'), text('source_title'), text('sort_title'),
      text('artist'), text('sort_artist'), integer('disc_number'), integer('track_number'),
      optional(text('disc_subtitle')), integer('duration_ms'), integer('year'), optional(varchar('isrc', 12)),
      optional(text('comment')), optional(varchar('mb_recording_id', 36)), optional(float('track_gain_db')),
      optional(float('track_peak')), optional(float('album_gain_db')), optional(float('album_peak')),
      optional(integer('artwork_key')), boolean('has_lyrics'), boolean('is_missing'), bigint('added_at_ms'),
    ],
    unique: { track_id: ['id'] },
    indices: {
      track_by_album: ['album_key', 'disc_number', 'track_number', 'key'],
      track_by_title: ['is_missing', 'sort_title', 'key'],
      track_by_artist: ['is_missing', 'sort_artist', 'key'],
      track_by_added: ['is_missing', 'added_at_ms', 'key'],
      track_mb_recording: ['mb_recording_id'],
      track_artwork: ['artwork_key'],
    },
    foreignKeys: [references('album_key', 'album', 'CASCADE'), references('artwork_key', 'artwork', 'SET NULL')],
  },
  {
    name: 'track_artist',
    columns: [
      primary(integer('track_key')), primary(integer('position')), integer('artist_key'), varchar('role', 16),
      text('credited_as'),
    ],
    indices: { track_artist_artist: ['artist_key', 'track_key'] },
    foreignKeys: [references('track_key', 'track', 'CASCADE'), references('artist_key', 'artist', 'CASCADE')],
  },
  {
    name: 'collection_unit',
    columns: [key(), varchar('source', 32), text('name'), text('version')],
    unique: { collection_unit_name: ['source', 'name'] },
  },
  {
    name: 'track_source',
    columns: [
      key(), integer('track_key'), varchar('source', 32), text('native_id'), optional(integer('unit_key')),
      text('locator'), text('version'), text('content_key'), varchar('codec', 16), varchar('container', 16),
      varchar('mime_type', 64), integer('bitrate_kbps'), integer('sample_rate_hz'), integer('channels'),
      optional(integer('bit_depth')), bigint('size_bytes'), boolean('is_missing'),
    ],
    unique: { track_source_native_id: ['native_id'] },
    indices: {
      track_source_track: ['track_key'],
      track_source_unit: ['unit_key'],
      track_source_content: ['content_key'],
    },
    foreignKeys: [references('track_key', 'track', 'CASCADE'), references('unit_key', 'collection_unit', 'SET NULL')],
  },
  {
    name: 'lyrics',
    columns: [primary(integer('track_key')), varchar('origin', 16), text('text')],
    foreignKeys: [references('track_key', 'track', 'CASCADE')],
  },
  {
    name: 'genre',
    columns: [
      key(), varchar('id', 24), text('identity_key'), text('name'), text('sort_name'), integer('album_count'),
      integer('track_count'),
    ],
    unique: { genre_id: ['id'], genre_identity: ['identity_key'] },
    indices: { genre_by_name: ['sort_name', 'key'] },
  },
  {
    name: 'track_genre',
    columns: [primary(integer('track_key')), primary(integer('genre_key'))],
    indices: { track_genre_genre: ['genre_key', 'track_key'] },
    foreignKeys: [references('track_key', 'track', 'CASCADE'), references('genre_key', 'genre', 'CASCADE')],
  },
  {
    name: 'album_genre',
    columns: [primary(integer('album_key')), primary(integer('genre_key'))],
    indices: { album_genre_genre: ['genre_key', 'album_key'] },
    foreignKeys: [references('album_key', 'album', 'CASCADE'), references('genre_key', 'genre', 'CASCADE')],
  },
  {
    name: 'scan_fault',
    columns: [
      key(), integer('unit_key'), text('locator'), text('version'), varchar('code', 16), text('detail'),
      bigint('found_at_ms'),
    ],
    indices: { scan_fault_unit: ['unit_key'] },
    foreignKeys: [references('unit_key', 'collection_unit', 'CASCADE')],
  },
  {
    name: 'scan',
    columns: [
      key(), varchar('id', 24), varchar('state', 16), varchar('trigger', 16), bigint('started_at_ms'),
      optional(bigint('finished_at_ms')), integer('items_seen'), integer('tracks_added'), integer('tracks_updated'),
      integer('tracks_moved'), integer('tracks_missing'), integer('items_broken'), optional(text('reason')),
    ],
    unique: { scan_id: ['id'] },
  },
  {
    name: 'edit',
    columns: [
      key(), varchar('owner_id', 16), varchar('subject_kind', 8), integer('subject_key'), varchar('field', 16),
      text('value'), bigint('edited_at_ms'),
    ],
    unique: { edit_field: ['owner_id', 'subject_kind', 'subject_key', 'field'] },
    foreignKeys: [references('owner_id', 'person', 'CASCADE', 'id')],
  },
];

/** What the library consists of, and the one person there is until accounts come. */
export class CreateLibrary1795219200000 implements MigrationInterface {
  readonly name = 'CreateLibrary1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await createTable(runner, table);
    await runner.query(`INSERT INTO person (id, name, created_at_ms) VALUES ('owner', 'Owner', ${Date.now()})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table.name);
  }
}
