import { type Engine, indexAllWords, Insertion, LOT, type Sql, type SqlValue } from '../../sql/index.js';
import type { CollectedLyrics } from '../../sources/index.js';

/** What hangs on a track by its key. */
export interface TrackLinks {
  /** Rows of `track_artist`, without the track. */
  readonly credits: readonly (readonly SqlValue[])[];
  readonly genreKeys: readonly number[];
  readonly lyrics?: CollectedLyrics;
}

/** A track that has no key yet. */
export interface NewTrack {
  readonly row: readonly SqlValue[];
  /** Its row of `track_source`, without the track. */
  readonly source: readonly SqlValue[];
  readonly words: readonly string[];
  readonly links: TrackLinks;
}

/** A track that has one. */
export interface LinkedTrack {
  readonly key: number;
  readonly links: TrackLinks;
}

const TRACKS = new Insertion(
  `INSERT INTO track (id, album_key, title, source_title, sort_title, artist, sort_artist, disc_number, track_number,
     disc_subtitle, duration_ms, year, isrc, comment, mb_recording_id, track_gain_db, track_peak, album_gain_db,
     album_peak, has_lyrics, work, work_sort, movement, movement_number, movement_total, is_missing, added_at_ms)`,
  '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const SOURCES = new Insertion(
  `INSERT INTO track_source (track_key, source, unit_key, locator, version, content_key, whole_key, codec, container,
     mime_type, bitrate_kbps, sample_rate_hz, channels, bit_depth, size_bytes, is_missing)`,
  '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const CREDITS = new Insertion(
  'INSERT INTO track_artist (track_key, position, artist_key, role, credited_as, instrument)',
  '(?, ?, ?, ?, ?, ?)',
);
const GENRES = new Insertion('INSERT INTO track_genre (track_key, genre_key)', '(?, ?)');

/** New tracks, which wait until there are as many as one statement writes. */
export class NewTracks {
  private waiting: NewTrack[] = [];

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
  ) {}

  push(track: NewTrack): void {
    this.waiting.push(track);
  }

  /** Whether there are enough. */
  get isLot(): boolean {
    return this.waiting.length >= LOT;
  }

  clear(): void {
    this.waiting = [];
  }

  async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    const tracks = this.waiting;
    this.waiting = [];
    const keys = await TRACKS.insertKeyed(
      this.sql,
      this.engine,
      tracks.map(({ row }) => row),
    );
    const keyed = tracks.map((track, n) => ({ ...track, key: keys[n] ?? Number.NaN }));
    await SOURCES.insert(
      this.sql,
      keyed.map(({ key, source }) => [key, ...source]),
    );
    await indexAllWords(this.sql, this.engine, 'track', keyed);
    await writeLinks(this.sql, keyed);
  }
}

export async function writeLinks(sql: Sql, tracks: readonly LinkedTrack[]): Promise<void> {
  const credits: SqlValue[][] = [];
  const genres: SqlValue[][] = [];
  for (const { key, links } of tracks) {
    for (const credit of links.credits) credits.push([key, ...credit]);
    for (const genreKey of links.genreKeys) genres.push([key, genreKey]);
  }
  await CREDITS.insert(sql, credits);
  await GENRES.insert(sql, genres);
  for (const { key, links } of tracks) {
    if (!links.lyrics) continue;
    const { origin, text } = links.lyrics;
    await sql.run('INSERT INTO lyrics (track_key, origin, text) VALUES (?, ?, ?)', [key, origin, text]);
  }
}
