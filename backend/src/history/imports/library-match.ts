import { sortKey } from '../../common/index.js';
import type { Sql } from '../../sql/index.js';
import { withoutFeatured } from '../canon.js';
import type { ImportedListen } from './imported-listen.js';
import { performerKey, titleKey } from './same-listen.js';

/** Tracks of one title that are looked at. */
const CANDIDATES = 50;
/** Lengths that services tell of the same recording differ by less. */
const SAME_DURATION_MS = 5_000;
const REMEMBERED = 5_000;

interface Candidate {
  readonly track_id: string;
  readonly artist: string;
  readonly performer: string | null;
  readonly artist_id: string | null;
  readonly album_id: string;
  readonly album: string;
  readonly album_artist: string;
  readonly duration_ms: number;
}

/** What of the library was heard. */
export interface LibraryMatch {
  readonly trackId: string;
  readonly durationMs?: number;
  readonly artistId?: string;
  readonly performer?: string;
  /** These three are absent where it was heard on another album. */
  readonly albumId?: string;
  readonly album?: string;
  readonly albumArtist?: string;
}

const BY_TITLE = `SELECT t.id AS track_id, t.artist, r.name AS performer, r.id AS artist_id, a.id AS album_id,
    a.title AS album, a.artist AS album_artist, t.duration_ms
  FROM track t JOIN album a ON a.key = t.album_key
  LEFT JOIN track_artist c ON c.track_key = t.key AND c.position = 0 LEFT JOIN artist r ON r.key = c.artist_key
  WHERE t.is_missing = ? AND t.sort_title = ? ORDER BY t.key LIMIT ${CANDIDATES}`;

/** Finds what services name by texts in the library, so that listens count for the albums there. */
export class LibraryMatcher {
  private readonly found = new Map<string, LibraryMatch | undefined>();

  constructor(private readonly sql: Sql) {}

  /** @returns undefined also where the listen names a track that is there */
  async find(listen: ImportedListen): Promise<LibraryMatch | undefined> {
    const { trackId, title, artist, performer, album, durationMs } = listen;
    const question = JSON.stringify([trackId, title, artist, performer, album, durationMs]);
    if (this.found.has(question)) return this.found.get(question);
    const match = await this.look(listen);
    if (this.found.size >= REMEMBERED) this.found.clear();
    this.found.set(question, match);
    return match;
  }

  private async look(listen: ImportedListen): Promise<LibraryMatch | undefined> {
    if (listen.trackId !== undefined && (await this.has(listen.trackId))) return undefined;
    const names = new Set([sortKey(listen.title), sortKey(withoutFeatured(listen.title))]);
    for (const name of names) {
      const candidates = await this.sql.all<Candidate>(BY_TITLE, [false, name]);
      const match = best(listen, candidates);
      if (match) return match;
    }
    return undefined;
  }

  private async has(trackId: string): Promise<boolean> {
    return (await this.sql.get('SELECT 1 AS one FROM track WHERE id = ?', [trackId])) !== undefined;
  }
}

function best(listen: ImportedListen, candidates: readonly Candidate[]): LibraryMatch | undefined {
  const performer = performerKey(listen.performer ?? listen.artist);
  const { album, durationMs } = listen;
  const fitting = candidates.filter(
    (track) =>
      [track.performer ?? track.artist, track.artist].some((name) => performerKey(name) === performer) &&
      (durationMs === undefined || Math.abs(track.duration_ms - durationMs) <= SAME_DURATION_MS),
  );
  const isOnAlbum = (track: Candidate): boolean => album === undefined || titleKey(track.album) === titleKey(album);
  const track = fitting.find(isOnAlbum) ?? fitting[0];
  if (!track) return undefined;
  return {
    trackId: track.track_id,
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
