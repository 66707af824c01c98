import { Injectable } from '@nestjs/common';
import type { FoundPlaylist } from '../browse/index.js';
import { closeness, searchWords, sortKey } from '../common/index.js';
import type { SearchAnswer, Searchable, SearchWish } from '../search/index.js';
import { PlaylistStore } from './playlist-store.js';
import { PlaylistViews } from './playlist-views.js';

/** Finds a person's own playlists by the words of their names, each of which may be unfinished. */
@Injectable()
export class PlaylistSearch implements Searchable {
  readonly id = 'playlists';
  readonly name = 'Your playlists';
  readonly kinds = ['playlist'] as const;
  readonly isLocal = true;

  constructor(
    private readonly store: PlaylistStore,
    private readonly views: PlaylistViews,
  ) {}

  async find({ query, limit, ownerId }: SearchWish): Promise<Pick<SearchAnswer, 'playlists'>> {
    const words = searchWords(query).split(' ').filter((word) => word !== ''); // prettier-ignore
    if (words.length === 0) return { playlists: [] };
    const name = sortKey(query);
    const rows = (await this.store.named(ownerId, words))
      .sort((a, b) => closeness(b.sort_name, name) - closeness(a.sort_name, name))
      .slice(0, limit);
    const views = await this.views.playlists(rows);
    return {
      playlists: views.map(({ id, name: title, trackCount, covers }) => {
        const artworkId = covers[0]?.artworkId;
        const view: FoundPlaylist = { id, title, trackCount, ...(artworkId !== undefined && { artworkId }) };
        return { view, name: sortKey(title) };
      }),
    };
  }
}
