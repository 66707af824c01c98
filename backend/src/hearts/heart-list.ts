import { Injectable } from '@nestjs/common';
import type { FoundAlbum, FoundArtist } from '../browse/index.js';
import { splitSourceId, TrackDirectory, vanishedView, type TrackView } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { AlbumRepository, ArtistRepository } from '../library/index.js';
import { HeartStore, type KeptHeart } from './heart-store.js';
import type { HeartKind, HeartPage, HeartsQuery, HeartView } from './hearts.dto.js';

const VIEWS_AT_ONCE = 500;
/** Of a list that does not fit, this part of what does may stand before its start. */
const EARLIER_PART = 0.1;

/** What has a heart, as it is called now; what nobody knows any more, as it was called when it got it. */
@Injectable()
export class HeartList {
  constructor(
    private readonly store: HeartStore,
    private readonly tracks: TrackDirectory,
    private readonly albums: AlbumRepository,
    private readonly artists: ArtistRepository,
  ) {}

  /** Newest first. @throws InvalidRequest the cursor is none of these */
  async page(ownerId: string, query: HeartsQuery): Promise<HeartPage> {
    const { items: hearts, nextCursor } = await this.store.page(ownerId, query);
    const idsOf = (wanted: HeartKind): string[] => hearts.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
    const [tracks, albums, artists] = await Promise.all([
      this.tracks.views(idsOf('track')),
      this.albums.byIds(ownerId, idsOf('album')),
      this.artists.byIds(idsOf('artist')),
    ]);
    const items = hearts.map((heart): HeartView => {
      const { kind, id, heartedAtMs } = heart;
      const view = { kind, id, heartedAtMs };
      switch (kind) {
        case 'track':
          return { ...view, track: tracks.get(id) ?? goneTrack(heart) };
        case 'album':
          return { ...view, album: albums.get(id) ?? albumOf(heart) };
        case 'artist':
          return { ...view, artist: artists.get(id) ?? artistOf(heart) };
        case 'show': {
          const { title, artist: author, artworkId, placeholder } = heart;
          return { ...view, show: present({ id, title, author, artworkId, placeholder }) };
        }
      }
    });
    return present({ items, nextCursor });
  }

  /** The tracks with a heart, newest first; of more than `most` those around `startId`. Those that nobody knows any more are left out. */
  async tracksAround(ownerId: string, startId: string | undefined, most: number): Promise<TrackView[]> {
    const ids = cutAround(await this.store.ids(ownerId, 'track'), startId, most);
    const views: TrackView[] = [];
    for (let from = 0; from < ids.length; from += VIEWS_AT_ONCE) {
      const some = ids.slice(from, from + VIEWS_AT_ONCE);
      const known = await this.tracks.views(some);
      views.push(...some.flatMap((id) => known.get(id) ?? []));
    }
    return views;
  }
}

function cutAround(ids: readonly string[], startId: string | undefined, most: number): readonly string[] {
  const start = startId === undefined ? 0 : Math.max(0, ids.indexOf(startId));
  const from = Math.max(0, Math.min(start - Math.floor(most * EARLIER_PART), ids.length - most));
  return ids.slice(from, from + most);
}

function goneTrack({ id, title, artist = '' }: KeptHeart): TrackView {
  return Object.assign(vanishedView(id, undefined), { title, artist });
}

/** Of a source, or of a library that has lost it. */
function albumOf({ id, title, artist = '', artworkId, placeholder }: KeptHeart): FoundAlbum {
  const sourceId = splitSourceId(id)?.source;
  return present({
    id,
    title,
    artist,
    artists: [],
    artworkId,
    placeholder,
    isMissing: sourceId === undefined,
    sourceId,
  });
}

function artistOf({ id, title: name, artworkId, placeholder }: KeptHeart): FoundArtist {
  return present({ id, name, artworkId, placeholder, sourceId: splitSourceId(id)?.source });
}
