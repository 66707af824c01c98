import { Injectable } from '@nestjs/common';
import type { FoundAlbum, FoundArtist } from '../browse/index.js';
import { splitSourceId, TrackDirectory, vanishedView, type TrackView } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { AlbumRepository, ArtistRepository } from '../library/index.js';
import { HeartStore, type KeptHeart } from './heart-store.js';
import type { HeartKind, HeartPage, HeartsQuery, HeartView } from './hearts.dto.js';

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
