import { Injectable } from '@nestjs/common';
import { readPart } from '../../api/index.js';
import { splitSourceId } from '../../catalogue/index.js';
import { HeartList } from '../../hearts/index.js';
import { AlbumListQuery, ShuffledTracks, TrackFilter, TrackListQuery, TrackLists } from '../../library/index.js';
import { CatalogueSearch, SearchQuery } from '../../search/index.js';
import { listed } from './listed.js';
import { idOf, type EndlessKind, type ListKind, type PlayableSubjects } from './playable-subjects.js';
import { RemoteSubjects } from './remote-subjects.js';

const QUERY = 'subject.query';

/** What of the library can be played, and what its pages list. */
@Injectable()
export class LibrarySubjects {
  constructor(
    private readonly lists: TrackLists,
    private readonly shuffled: ShuffledTracks,
    private readonly search: CatalogueSearch,
    private readonly remote: RemoteSubjects,
    private readonly hearts: HeartList,
  ) {}

  register(subjects: PlayableSubjects): void {
    for (const kind of [
      this.album(),
      this.artist(),
      this.tracks(),
      this.albums(),
      this.searchResult(),
      this.favourites(),
    ]) {
      subjects.registerList(kind);
    }
    subjects.registerEndless(this.everything());
  }

  private album(): ListKind {
    return {
      kind: 'album',
      tracks: async (subject, wish) => {
        const id = idOf(subject);
        if (splitSourceId(id)) return this.remote.album(id, wish);
        const { title, ...list } = await this.lists.ofAlbum(id, wish);
        return { ...list, context: { kind: 'album', id, title } };
      },
    };
  }

  private artist(): ListKind {
    return {
      kind: 'artist',
      tracks: async (subject, wish) => {
        const id = idOf(subject);
        if (splitSourceId(id)) return this.remote.artist(id, wish);
        const query = await readPart(TrackListQuery, subject.query ?? {}, QUERY);
        const { name, ...list } = await this.lists.ofArtist(id, query, wish);
        return { ...list, context: { kind: 'artist', id, title: name } };
      },
    };
  }

  private tracks(): ListKind {
    return {
      kind: 'tracks',
      tracks: async ({ query = {} }, wish) => {
        const list = await this.lists.ofTracks(await readPart(TrackListQuery, query, QUERY), wish);
        return { ...list, context: { kind: 'library', title: 'Tracks' } };
      },
    };
  }

  private albums(): ListKind {
    return {
      kind: 'albums',
      tracks: async ({ query = {} }, wish) => {
        const list = await this.lists.ofAlbums(await readPart(AlbumListQuery, query, QUERY), wish);
        return { ...list, context: { kind: 'library', title: 'Albums' } };
      },
    };
  }

  /** The tracks that a search found, in the order in which its page shows them. */
  private searchResult(): ListKind {
    return {
      kind: 'search',
      tracks: async ({ query = {} }, { ownerId, startId }) => {
        const { q, limit, kinds, sources } = await readPart(SearchQuery, query, QUERY);
        const wish = { query: q, limit, ownerId, kinds, sources };
        const found = await this.search.tracks(wish, new AbortController().signal);
        return {
          ...listed(found, startId),
          context: { kind: 'search', title: `Search for “${q}”` },
        };
      },
    };
  }

  /** The tracks with a heart, those that got it last first. */
  private favourites(): ListKind {
    return {
      kind: 'favourites',
      tracks: async (_, { ownerId, startId, most }) => {
        const tracks = await this.hearts.tracksAround(ownerId, startId, most);
        return { ...listed(tracks, startId), context: { kind: 'library', title: 'Favourites' } };
      },
    };
  }

  /** Everything that lists show, or what a filter leaves of it, shuffled: each track once before any comes again. */
  private everything(): EndlessKind {
    const title = 'Everything, shuffled';
    const titleOf = (query?: object): string => (query && Object.keys(query).length > 0 ? 'Songs, shuffled' : title);
    return {
      kind: 'everything',
      title,
      describe: ({ query }) => Promise.resolve({ title: titleOf(query) }),
      more: async ({ kind, seed, position, query }, { ownerId, count }) => {
        const filter = await readPart(TrackFilter, query ?? {}, QUERY);
        const { tracks, place } = await this.shuffled.after(ownerId, { seed, position }, count, filter);
        const origin = { kind, ...place, ...(query && { query }) };
        return { tracks, context: { kind: 'library', title: titleOf(query) }, origin };
      },
    };
  }
}
