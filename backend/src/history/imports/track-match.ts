import { BoundedCache, present } from '../../common/index.js';
import { marks, type Sql } from '../../sql/index.js';
import { mainCredit } from '../../catalogue/index.js';
import type { ImportedListen } from './imported-listen.js';
import { titleKey } from './same-listen.js';
import { MISSING_REASONS, type MissingReason, tracksNamed } from './tracks-named.js';

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

/** Neither, where the listen names a track that is there. */
interface Outcome {
  readonly match?: TrackMatch;
  readonly missing?: MissingReason;
}

/**
 * Finds the tracks of the library that services name by texts: they tell what services leave out, such as how long a
 * track is and, where they do not say, on which album it was heard.
 */
export class TrackMatcher {
  private readonly found = new BoundedCache<string, Outcome>(REMEMBERED);

  constructor(private readonly sql: Sql) {}

  /** @returns undefined also where the listen names a track that is there */
  async find(listen: ImportedListen): Promise<TrackMatch | undefined> {
    return (await this.outcome(listen)).match;
  }

  /** Why there is no track for it; absent where there is one. */
  async missing(listen: ImportedListen): Promise<MissingReason | undefined> {
    return (await this.outcome(listen)).missing;
  }

  private async outcome(listen: ImportedListen): Promise<Outcome> {
    const { trackId, title, artist, performer, album, durationMs } = listen;
    const question = JSON.stringify([trackId, title, artist, performer, album, durationMs]);
    let outcome = this.found.get(question);
    if (!outcome) this.found.set(question, (outcome = await this.look(listen)));
    return outcome;
  }

  private async look(listen: ImportedListen): Promise<Outcome> {
    if (listen.trackId !== undefined && (await this.tracks([listen.trackId])).length > 0) return {};
    const { artist, performer = mainCredit(artist), durationMs, album } = listen;
    const facts = { artist, ...present({ durationMs, album }) };
    let nearest: MissingReason = 'artist';
    for (const title of new Set([listen.title, mainCredit(listen.title)])) {
      const named = await tracksNamed(this.sql, { ...facts, title }, performer);
      const match = best(listen, await this.tracks(named.ids));
      if (match) return { match };
      const reason: MissingReason = named.missing ?? nearest;
      if (MISSING_REASONS.indexOf(reason) > MISSING_REASONS.indexOf(nearest)) nearest = reason;
    }
    return { missing: nearest };
  }

  /** Those that can be heard first. */
  private async tracks(ids: readonly string[]): Promise<TrackRow[]> {
    if (ids.length === 0) return [];
    return this.sql.all<TrackRow>(
      `SELECT t.id, t.duration_ms, r.id AS artist_id, r.name AS performer, a.id AS album_id, a.title AS album,
         a.artist AS album_artist
       FROM track t JOIN album a ON a.key = t.album_key
       LEFT JOIN track_artist c ON c.track_key = t.key AND c.position = 0 LEFT JOIN artist r ON r.key = c.artist_key
       WHERE t.id IN (${marks(ids)}) ORDER BY t.is_missing, t.key`,
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
