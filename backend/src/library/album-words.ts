import { searchWords } from '../common/index.js';
import { type Engine, reindexWords, type Sql } from '../sql/index.js';

interface Worded {
  readonly key: number;
  readonly title: string;
  readonly artist: string;
}

/** Makes an album and its tracks, which are also found by the album's title, findable under what they are called now. */
export async function reindexAlbum(sql: Sql, engine: Engine, albumKey: number): Promise<void> {
  const album = await sql.get<Worded>('SELECT key, title, artist FROM album WHERE key = ?', [albumKey]);
  if (!album) return;
  const albumTitle = searchWords(album.title);
  await reindexWords(sql, engine, 'album', albumKey, [albumTitle, searchWords(album.artist)]);
  const tracks = await sql.all<Worded>('SELECT key, title, artist FROM track WHERE album_key = ?', [albumKey]);
  for (const { key, title, artist } of tracks) {
    await reindexWords(sql, engine, 'track', key, [searchWords(title), searchWords(artist), albumTitle]);
  }
}
