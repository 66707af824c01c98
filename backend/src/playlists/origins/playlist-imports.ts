import { Injectable } from '@nestjs/common';
import { InvalidRequest } from '../../common/index.js';
import { readList } from '../formats/read-list.js';
import { SongMatcher } from '../matching/song-matcher.js';
import { PlaylistViews } from '../playlist-views.js';
import { PlaylistStore } from '../playlist-store.js';
import type { PlaylistView } from '../playlists.dto.js';
import { ListWriter, matchAll } from './list-writer.js';

/** Each may have to be looked for by its words. */
const MOST_SONGS = 20_000;

/** Lists of other programs that somebody hands over. */
@Injectable()
export class PlaylistImports {
  constructor(
    private readonly matcher: SongMatcher,
    private readonly writer: ListWriter,
    private readonly store: PlaylistStore,
    private readonly views: PlaylistViews,
  ) {}

  /**
   * Makes a playlist of what is found of a list; the rest is its report.
   * @param fileName what the list is called where it does not say
   * @throws InvalidRequest there is no song in it
   */
  async take(ownerId: string, bytes: Buffer, fileName: string): Promise<PlaylistView> {
    const list = readList(bytes, fileName);
    if (list.songs.length === 0) {
      const detail = 'names no song. Pyxis reads M3U, CSV, JSPF and lines of “Artist - Title”.';
      throw new InvalidRequest([{ field: 'file', detail, because: 'no-songs' }]);
    }
    if (list.songs.length > MOST_SONGS) {
      const detail = `has more than ${MOST_SONGS.toLocaleString('en')} songs. Import it in parts.`;
      throw new InvalidRequest([{ field: 'file', detail, because: 'too-many-songs', most: MOST_SONGS }]);
    }
    const songs = await matchAll(this.matcher, ownerId, list.songs, await this.matcher.begin());
    const name = list.name ?? nameOf(fileName);
    const { description } = list;
    const origin = { kind: 'import' as const, ref: fileName };
    const id = await this.writer.create(ownerId, {
      name,
      songs,
      origin,
      ...(description !== undefined && { description }),
    });
    return this.views.playlist(await this.store.find(ownerId, id));
  }
}

/** What a file is called, without its extension. */
export function nameOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '').trim();
  return stem === '' ? 'Imported playlist' : stem;
}
