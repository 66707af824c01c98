import { BoundedCache, present } from '../../common/index.js';
import type { Sql } from '../../sql/index.js';
import { mainCredit } from '../../catalogue/index.js';
import type { ImportedListen } from './imported-listen.js';
import { titleKey } from './same-listen.js';
import { tracksNamed } from './tracks-named.js';

const REMEMBERED = 5_000;

interface TrackRow {
  readonly id: string;
  readonly duration_ms: number;
  readonly artist_id: string | null;
  readonly performer: string | null;
  readonly album_id: string;
  readonly album: string;
  readonly album_artist: string;
}

/** What of the library was heard. */
export interface TrackMatch {
  readonly trackId: string;
  readonly durationMs?: number;
  readonly artistId?: string;
  readonly performer?: string;
  /** These three are absent where it was heard on another album. */
  readonly albumId?: string;
  readonly album?: string;
  readonly albumArtist?: string;
}

/**
 * Finds the tracks of the library that services name by texts: they tell what services leave out, such as how long a
 * track is and, where they do not say, on which album it was heard.
 */
export class TrackMatcher {
  private readonly found = new BoundedCache<string, TrackMatch | null>(REMEMBERED);

  constructor(private readonly sql: Sql) {}

  /** @returns undefined also where the listen names a track that is there */
  async find(listen: ImportedListen): Promise<TrackMatch | undefined> {
    const { trackId, title, artist, performer, album, durationMs } = listen;
    const question = JSON.stringify([trackId, title, artist, performer, album, durationMs]);
    const known = this.found.get(question);
    if (known !== undefined) return known ?? undefined;
    const match = await this.look(listen);
    this.found.set(question, match ?? null);
    return match;
  }

  private async look(listen: ImportedListen): Promise<TrackMatch | undefined> {
    if (listen.trackId !== undefined && (await this.tracks([listen.trackId])).length > 0) return undefined;
    const { artist, performer = mainCredit(artist), durationMs, album } = listen;
    const facts = { artist, ...present({ durationMs, album }) };
    for (const title of new Set([listen.title, mainCredit(listen.title)])) {
      const ids = await tracksNamed(this.sql, { ...facts, title }, performer);
      const match = best(listen, await this.tracks(ids));
      if (match) return match;
    }
    return undefined;
  }

  /** Those that can be heard first. */
  private async tracks(ids: readonly string[]): Promise<TrackRow[]> {
    if (ids.length === 0) return [];
    return this.sql.all<TrackRow>(
      `SELECT t.id, t.duration_ms, r.id AS artist_id, r.name AS performer, a.id AS album_id, a.title AS album,
         a.artist AS album_artist
       FROM track t JOIN album a ON a.key = t.album_key
       LEFT JOIN track_artist c ON c.track_key = t.key AND c.position = 0 LEFT JOIN artist r ON r.key = c.artist_key
       WHERE t.id IN (${ids.map(() => '?').join(', ')}) ORDER BY t.is_missing, t.key`,
      ids,
    );
  }
}

function best({ album }: ImportedListen, tracks: readonly TrackRow[]): TrackMatch | undefined {
  const isOnAlbum = (track: TrackRow): boolean => album === undefined || titleKey(track.album) === titleKey(album);
  const track = tracks.find(isOnAlbum) ?? tracks[0];
  if (!track) return undefined;
  return {
    trackId: track.id,
    ...(track.duration_ms > 0 && { durationMs: track.duration_ms }),
    ...(track.artist_id !== null && { artistId: track.artist_id }),
    ...(track.performer !== null && { performer: track.performer }),
    ...(track.album !== '' &&
      isOnAlbum(track) && {
        albumId: track.album_id,
        album: track.album,
        ...(track.album_artist !== '' && { albumArtist: track.album_artist }),
      }),
  };
}
