import { newId, searchWords, sortKey } from '../../common/index.js';
import type { RemoteAlbum, RemoteArtistRef, RemoteTrack } from '../../sources/index.js';
import type { Engine, Sql, SqlValue } from '../../sql/index.js';
import { AlbumWriter } from '../scan/album-writer.js';
import { NameKeys } from '../scan/name-keys.js';
import { NewTracks } from '../scan/new-tracks.js';

/** An album of a source, or some tracks of one, as it is to be in the library. */
export interface AlbumToKeep {
  readonly source: string;
  /** Without an id where the source has no page of it: a track that stands alone. */
  readonly album: Omit<RemoteAlbum, 'nativeId'> & { readonly nativeId?: string };
  /** In the order of the album. */
  readonly tracks: readonly RemoteTrack[];
  /** These are all there are. */
  readonly isWhole: boolean;
}

/** A track by the id that its source has for it. */
interface TrackRef {
  readonly source: string;
  readonly nativeId: string;
}

/** What is the same for all of its tracks. */
interface Told {
  readonly nowMs: number;
  /** Words of them can be asked for. */
  readonly hasLyrics: boolean;
  /** How much louder they have to be played, in dB, by the source's ids, as far as it is known. */
  readonly gains: ReadonlyMap<string, number>;
}

interface KnownTrack {
  readonly track_key: number;
  readonly locator: string;
}

/** Writes albums of sources into the library, inside the transaction of its caller. What is there already stays as it is. */
export class SavedWriter {
  private readonly names: NameKeys;
  private readonly albums: AlbumWriter;
  private readonly tracks: NewTracks;

  constructor(
    private readonly sql: Sql,
    engine: Engine,
  ) {
    this.names = new NameKeys(sql, engine);
    this.tracks = new NewTracks(sql, engine);
    this.albums = new AlbumWriter(sql, engine, this.names, () => this.tracks.write());
  }

  /** @returns the key of the album */
  async write(kept: AlbumToKeep, told: Told): Promise<number> {
    const { nowMs } = told;
    const { source, album, tracks, isWhole } = kept;
    const albumKey = await this.albums.placeSaved(
      {
        identity: identityOf(kept),
        title: album.title,
        artist: namesOf(album.artists),
        artists: creditsOf(album.artists),
        isCompilation: false,
        ...(album.year !== undefined && { releaseDate: String(album.year) }),
        year: album.year ?? 0,
      },
      nowMs,
    );
    await this.writeTracks(albumKey, kept, told);
    const artwork = album.artwork ?? tracks.find((track) => track.artwork)?.artwork;
    if (artwork) await this.albums.setArtwork(albumKey, await this.names.artwork(source, artwork), isWhole);
    if (album.nativeId !== undefined) await this.tie(albumKey, source, album.nativeId, isWhole);
    await this.albums.refresh(albumKey);
    return albumKey;
  }

  /**
   * Takes a track off an album on which others stay, and puts it on one of its own that lives nowhere: what was heard of it and
   * what waits in a queue keep it.
   */
  async takeOff(trackKey: number, albumKey: number, ref: TrackRef, nowMs: number): Promise<void> {
    const album = await this.sql.get<{ title: string; artist: string; sort_year: number }>(
      'SELECT title, artist, sort_year FROM album WHERE key = ?',
      [albumKey],
    );
    if (!album) return;
    const artists = await this.sql.all<{ name: string }>(
      'SELECT credited_as AS name FROM album_artist WHERE album_key = ? ORDER BY position',
      [albumKey],
    );
    const { title, artist, sort_year: year } = album;
    const aloneKey = await this.albums.placeSaved(
      { identity: aloneAt(ref), title, artist, artists: creditsOf(artists), isCompilation: false, year },
      nowMs,
    );
    await this.sql.run(
      'UPDATE album SET artwork_key = (SELECT w.artwork_key FROM album w WHERE w.key = ?) WHERE key = ?',
      [albumKey, aloneKey],
    );
    await this.move(trackKey, albumKey, aloneKey);
  }

  /** @returns the key of the artist */
  async writeArtist(source: string, nativeId: string, name: string): Promise<number> {
    const key = await this.names.artist({ name, role: 'main' });
    await this.sql.run(
      `INSERT INTO artist_source (source, native_id, artist_key) VALUES (?, ?, ?)
       ON CONFLICT (source, native_id) DO UPDATE SET artist_key = excluded.artist_key`,
      [source, nativeId, key],
    );
    return key;
  }

  private async tie(albumKey: number, source: string, nativeId: string, isWhole: boolean): Promise<void> {
    await this.sql.run(
      `INSERT INTO album_source (source, native_id, album_key, is_whole) VALUES (?, ?, ?, ?)
       ON CONFLICT (source, native_id) DO UPDATE SET album_key = excluded.album_key,
         is_whole = album_source.is_whole OR excluded.is_whole`,
      [source, nativeId, albumKey, isWhole],
    );
  }

  private async writeTracks(
    albumKey: number,
    { source, album, tracks, isWhole }: AlbumToKeep,
    told: Told,
  ): Promise<void> {
    const known = await this.sql.all<KnownTrack>(
      `SELECT s.track_key, s.locator FROM track_source s JOIN track t ON t.key = s.track_key
       WHERE t.album_key = ? AND s.source = ? AND s.unit_key IS NULL`,
      [albumKey, source],
    );
    const keyOf = new Map(known.map(({ locator, track_key }) => [locator, track_key]));
    const places = new Map(tracks.map((track, i) => [track.nativeId, isWhole ? (track.trackNumber ?? i + 1) : 0]));
    for (const track of new Map(tracks.map((one) => [one.nativeId, one])).values()) {
      const place = places.get(track.nativeId) ?? 0;
      const key = keyOf.get(track.nativeId) ?? (await this.takeBack(albumKey, { source, nativeId: track.nativeId }));
      if (key === undefined) await this.add(albumKey, source, album, track, place, told);
      else {
        if (place > 0) await this.sql.run('UPDATE track SET track_number = ? WHERE key = ?', [place, key]);
        await this.setPlayable(key, source, track);
      }
    }
    await this.tracks.write();
  }

  /** What was not to be heard when it was saved may be by now, and the other way round. */
  private async setPlayable(key: number, source: string, { nativeId, isPlayable }: RemoteTrack): Promise<void> {
    await this.sql.run(
      'UPDATE track_source SET is_missing = ? WHERE track_key = ? AND source = ? AND locator = ? AND unit_key IS NULL',
      [!isPlayable, key, source, nativeId],
    );
    await this.sql.run(
      `UPDATE track SET is_missing = NOT EXISTS (
         SELECT 1 FROM track_source s WHERE s.track_key = track.key AND NOT s.is_missing) WHERE key = ?`,
      [key],
    );
  }

  /** Puts a track on its album again that was taken off it. @returns its key; undefined: there is none */
  private async takeBack(albumKey: number, ref: TrackRef): Promise<number | undefined> {
    const row = await this.sql.get<{ key: number; album_key: number }>(
      `SELECT t.key, t.album_key FROM album a JOIN track t ON t.album_key = a.key JOIN track_source s ON s.track_key = t.key
       WHERE a.identity_key = ? AND s.source = ? AND s.locator = ? AND a.key <> ?
         AND NOT a.is_held AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.album_key = a.key)`,
      [aloneAt(ref), ref.source, ref.nativeId, albumKey],
    );
    if (row) await this.move(row.key, row.album_key, albumKey);
    return row?.key;
  }

  private async move(trackKey: number, from: number, to: number): Promise<void> {
    await this.sql.run('UPDATE track SET album_key = ? WHERE key = ?', [to, trackKey]);
    await this.albums.refresh(from);
    await this.albums.refresh(to);
  }

  private async add(
    albumKey: number,
    source: string,
    album: AlbumToKeep['album'],
    track: RemoteTrack,
    place: number,
    { nowMs, hasLyrics, gains }: Told,
  ): Promise<void> {
    const { title, nativeId, durationMs, isrc, isPlayable } = track;
    const credited = track.artists.length > 0 ? track.artists : album.artists;
    const artist = namesOf(credited);
    const credits: SqlValue[][] = [];
    for (const [position, { name }] of credited.entries()) {
      credits.push([position, await this.names.artist({ name, role: 'main' }), 'main', name, null]);
    }
    this.tracks.push({
      row: [
        newId(), albumKey, title, title, sortKey(title), artist, sortKey(artist), 0, place, null, durationMs ?? 0,
        album.year ?? 0, isrc ?? null, null, null, gains.get(nativeId) ?? null, null, null, null, hasLyrics,
        ...NO_WORK, !isPlayable, nowMs,
      ],
      source: [source, null, nativeId, null, null, null, null, null, null, null, null, null, null, null, !isPlayable],
      words: [searchWords(title), searchWords(artist), searchWords(album.title)],
      links: { credits, genreKeys: [] },
    }); // prettier-ignore
    if (this.tracks.isLot) await this.tracks.write();
  }
}

/** Sources tell no works: name, order, movement, its number, how many. */
const NO_WORK = [null, null, null, null, null] as const;

/** Only the source's own id makes two albums one: what has the same names may be another. */
function identityOf({ source, album, tracks }: AlbumToKeep): string {
  return album.nativeId === undefined
    ? aloneAt({ source, nativeId: tracks[0]?.nativeId ?? '' })
    : `at ${source}:${album.nativeId}`;
}

/** Of an album that was made for one track. */
function aloneAt({ source, nativeId }: TrackRef): string {
  return `alone at ${source}:${nativeId}`;
}

function namesOf(artists: readonly RemoteArtistRef[]): string {
  return artists.map(({ name }) => name).join(', ');
}

function creditsOf(artists: readonly RemoteArtistRef[]): { readonly name: string; readonly role: 'main' }[] {
  return artists.map(({ name }) => ({ name, role: 'main' }));
}
