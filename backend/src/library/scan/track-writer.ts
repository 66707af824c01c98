import { newId, searchWords, sortKey } from '../../common/index.js';
import { type Engine, reindexWords, type Sql, type SqlValue } from '../../sql/index.js';
import type { CollectedTrack } from '../../sources/index.js';
import { workKey } from '../work-key.js';
import { yearOf } from './album-identity.js';
import type { NameKeys } from './name-keys.js';
import { NewTracks, writeLinks, type TrackLinks } from './new-tracks.js';

/** Where a track was found. */
export interface TrackPlace {
  readonly source: string;
  readonly unitKey: number;
  readonly locator: string;
  readonly version: string;
}

/** A row that stands for the same recording already. */
export interface KnownSource {
  readonly key: number;
  readonly track_key: number;
}

/** Writes tracks with everything that hangs on them. Collects whom it touched, to be counted anew later. */
export class TrackWriter {
  readonly touchedArtists = new Set<number>();
  readonly touchedGenres = new Set<number>();
  private readonly fresh: NewTracks;

  constructor(
    private readonly sql: Sql,
    private readonly engine: Engine,
    private readonly names: NameKeys,
  ) {
    this.fresh = new NewTracks(sql, engine);
  }

  /** Takes in a new track. It is written together with others: see `flush`. */
  async add(
    track: CollectedTrack,
    place: TrackPlace,
    albumKey: number,
    albumTitle: string,
    nowMs: number,
  ): Promise<void> {
    const artist = artistText(track);
    this.fresh.push({
      row: [newId(), albumKey, track.title, track.title, sortKey(track.title), ...facts(track, artist), false, nowMs],
      source: [...whereabouts(track, place), false],
      words: [searchWords(track.title), searchWords(artist), searchWords(albumTitle)],
      links: await this.linksOf(track),
    });
    if (this.fresh.isLot) await this.fresh.write();
  }

  /** Writes the new tracks that wait for others. To be called before anybody looks for them. */
  flush(): Promise<void> {
    return this.fresh.write();
  }

  /** After a rollback. */
  forget(): void {
    this.fresh.clear();
  }

  /** Brings a known track up to date; what a person wrote over it stays. With another id it is to be identified anew. */
  async update(
    known: KnownSource,
    track: CollectedTrack,
    place: TrackPlace,
    albumKey: number,
    albumTitle: string,
  ): Promise<void> {
    const { track_key: key } = known;
    const artist = artistText(track);
    await this.flush();
    const edit = await this.sql.get<{ value: string }>(
      `SELECT value FROM edit WHERE subject_kind = 'track' AND subject_key = ? AND field = 'title'`,
      [key],
    );
    const title = edit?.value ?? track.title;
    await this.sql.run(
      `UPDATE track SET album_key = ?, title = ?, source_title = ?, sort_title = ?, artist = ?, sort_artist = ?,
         disc_number = ?, track_number = ?, disc_subtitle = ?, duration_ms = ?, year = ?, isrc = ?, comment = ?,
         mb_recording_id = ?, track_gain_db = ?, track_peak = ?, album_gain_db = ?, album_peak = ?, has_lyrics = ?,
         work = ?, work_sort = ?, movement = ?, movement_number = ?, movement_total = ?, is_missing = ?,
         recording_key = CASE WHEN mb_recording_id IS DISTINCT FROM ? THEN NULL ELSE recording_key END
       WHERE key = ?`,
      [
        ...[albumKey, title, track.title, sortKey(title), ...facts(track, artist), false],
        ...[track.musicBrainz?.recordingId ?? null, key],
      ],
    );
    await this.sql.run(
      `UPDATE track_source SET source = ?, unit_key = ?, locator = ?, version = ?, content_key = ?,
         whole_key = ?, codec = ?, container = ?, mime_type = ?, bitrate_kbps = ?, sample_rate_hz = ?, channels = ?, bit_depth = ?, size_bytes = ?,
         is_missing = ? WHERE key = ?`,
      [...whereabouts(track, place), false, known.key],
    );
    await reindexWords(this.sql, this.engine, 'track', key, [
      searchWords(title),
      searchWords(artist),
      searchWords(albumTitle),
    ]);
    await this.touchLinksOf(key);
    for (const table of ['track_artist', 'track_genre', 'lyrics']) {
      await this.sql.run(`DELETE FROM ${table} WHERE track_key = ?`, [key]);
    }
    await writeLinks(this.sql, [{ key, links: await this.linksOf(track) }]);
  }

  /** This source has it no more; the track is missing if no other has. */
  async markMissing({ key, track_key }: KnownSource): Promise<void> {
    await this.flush();
    await this.sql.run('UPDATE track_source SET is_missing = ? WHERE key = ?', [true, key]);
    await this.sql.run(
      `UPDATE track SET is_missing = NOT EXISTS (
         SELECT 1 FROM track_source s WHERE s.track_key = track.key AND NOT s.is_missing) WHERE key = ?`,
      [track_key],
    );
    await this.touchLinksOf(track_key);
  }

  private async touchLinksOf(trackKey: number): Promise<void> {
    const artists = await this.sql.all<{ artist_key: number }>(
      `SELECT artist_key FROM track_artist WHERE track_key = ?
       UNION SELECT artist_key FROM album_artist WHERE album_key = (SELECT album_key FROM track WHERE key = ?)`,
      [trackKey, trackKey],
    );
    for (const { artist_key } of artists) this.touchedArtists.add(artist_key);
    const genres = await this.sql.all<{ genre_key: number }>('SELECT genre_key FROM track_genre WHERE track_key = ?', [
      trackKey,
    ]);
    for (const { genre_key } of genres) this.touchedGenres.add(genre_key);
  }

  private async linksOf({ artists, albumArtists, genres, lyrics }: CollectedTrack): Promise<TrackLinks> {
    const credits: SqlValue[][] = [];
    for (const [position, credit] of artists.entries()) {
      const artistKey = await this.names.artist(credit);
      this.touchedArtists.add(artistKey);
      credits.push([position, artistKey, credit.role, credit.name, credit.instrument ?? null]);
    }
    for (const credit of albumArtists) this.touchedArtists.add(await this.names.artist(credit));
    // Several spellings are one genre.
    const genreKeys = new Set<number>();
    for (const name of genres) genreKeys.add(await this.names.genre(name));
    for (const genreKey of genreKeys) this.touchedGenres.add(genreKey);
    return { credits, genreKeys: [...genreKeys], lyrics };
  }
}

function artistText({ artist, artists }: CollectedTrack): string {
  return (
    artist ??
    artists
      .filter(({ role }) => role === 'main')
      .map(({ name }) => name)
      .join(', ')
  );
}

function facts(track: CollectedTrack, artist: string): SqlValue[] {
  const { replayGain: gain, discNumber, trackNumber, work } = track;
  return [
    artist, sortKey(artist), discNumber ?? 0, trackNumber ?? 0, track.discSubtitle ?? null, track.format.durationMs,
    yearOf(track.originalDate) || yearOf(track.releaseDate), track.isrc?.slice(0, 12) ?? null, track.comment ?? null,
    track.musicBrainz?.recordingId ?? null, gain?.trackGainDb ?? null, gain?.trackPeak ?? null,
    gain?.albumGainDb ?? null, gain?.albumPeak ?? null, track.lyrics !== undefined,
    work?.title ?? null, work ? workKey(work.title) : null, work?.movement ?? null, work?.movementNumber ?? null,
    work?.movementTotal ?? null,
  ]; // prettier-ignore
}

function whereabouts({ contentKey, wholeKey, format, sizeBytes }: CollectedTrack, place: TrackPlace): SqlValue[] {
  return [
    place.source, place.unitKey, place.locator, place.version, contentKey, wholeKey ?? null, format.codec, format.container,
    format.mimeType, format.bitrateKbps, format.sampleRateHz, format.channels, format.bitDepth ?? null, sizeBytes,
  ]; // prettier-ignore
}
