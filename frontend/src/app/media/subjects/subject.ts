import type { PlaylistItemView } from '../../core/api/playlist-types';
import type { ShowSummary } from '../../core/api/podcast-types';
import type {
  AlbumSummary,
  AlbumView,
  ArtistSummary,
  FoundAlbum,
  FoundPlaylist,
  QueueItemView,
  StationView,
  TrackView,
} from '../../core/api/types';

/** Something that can be played, opened, put somewhere: what a menu is about. Providers of actions know its kind. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  /** Of what is one track and no {@link TrackSubject}, as an episode or something that was heard: the id of that track. */
  readonly trackId?: string;
  /** That track, where it is known. */
  readonly track?: TrackView;
}

/** A subject that is only looked up when somebody wants to do something with it. */
export interface AwaitedSubject {
  readonly title: string;
  /** @returns nothing where it cannot be had, which was said */
  readonly load: () => Promise<Subject | undefined>;
}

export interface AlbumSubject extends Subject {
  readonly kind: 'album';
  /** Of the library or of a source. Only the page of an album knows whether its files hold several songs. */
  readonly album: FoundAlbum & Pick<AlbumView, 'parts'>;
}

export interface ArtistSubject extends Subject {
  readonly kind: 'artist';
  readonly artworkId?: string;
}

/** A track by itself, or where it stands in the queue or in a playlist. */
export interface TrackSubject extends Subject {
  readonly kind: 'track' | 'queue-item' | 'playlist-item';
  readonly track: TrackView;
  /** Plays it where it stands, with what stands around it; absent: by itself. */
  readonly play?: () => void;
  /** Opens the editor of its title, where that is shown. */
  readonly rename?: () => void;
}

export interface QueueItemSubject extends TrackSubject {
  readonly kind: 'queue-item';
  readonly item: QueueItemView;
}

/** A track where it stands in a playlist of one's own. */
export interface PlaylistItemSubject extends TrackSubject {
  readonly kind: 'playlist-item';
  /** Absent where the playlist cannot be changed, or where it stands at that end. */
  readonly changes: {
    readonly remove?: () => void;
    readonly moveUp?: () => void;
    readonly moveDown?: () => void;
    /** The same for several, by the ids of their places. */
    readonly removeAll?: (itemIds: readonly string[]) => void;
    readonly moveAll?: (itemIds: readonly string[], to: 'top' | 'end') => void;
  };
}

/** A station that was saved. */
export interface StationSubject extends Subject {
  readonly kind: 'station';
  readonly station: StationView;
}

/** A playlist of a source, or of one's own. */
export interface PlaylistSubject extends Subject {
  readonly kind: 'playlist';
}

/** A podcast. */
export interface ShowSubject extends Subject {
  readonly kind: 'show';
  readonly artworkId?: string;
}

/** An album, for a menu of nothing but the places to which it can go. */
export interface PlacementSubject extends Subject {
  readonly kind: 'placement';
  readonly album: AlbumSummary;
}

/** What a person selected. */
export interface SeveralSubject extends Subject {
  readonly kind: 'several';
  readonly items: readonly Subject[];
}

/** The whole library. */
export const EVERYTHING: Subject = {
  kind: 'everything',
  id: 'everything',
  get title(): string {
    return $localize`Everything`;
  },
};

export function albumSubject(album: AlbumSubject['album']): AlbumSubject {
  return { kind: 'album', id: album.id, title: album.title, album };
}

export function artistSubject({
  id,
  name,
  artworkId,
}: Pick<ArtistSummary, 'id' | 'name' | 'artworkId'>): ArtistSubject {
  return { kind: 'artist', id, title: name, ...(artworkId !== undefined && { artworkId }) };
}

export function trackSubject(track: TrackView, play?: () => void): TrackSubject {
  return { kind: 'track', id: track.id, title: track.title, track, ...(play && { play }) };
}

export function queueItemSubject(item: QueueItemView, play: () => void): QueueItemSubject {
  return { kind: 'queue-item', id: item.itemId, title: item.track.title, track: item.track, item, play };
}

export function playlistItemSubject(
  { itemId, track }: PlaylistItemView,
  play: () => void,
  changes: PlaylistItemSubject['changes'],
): PlaylistItemSubject {
  return { kind: 'playlist-item', id: itemId, title: track.title, track, play, changes };
}

/** @param title `12 songs` */
export function severalSubject(items: readonly Subject[], title: string): SeveralSubject {
  return { kind: 'several', id: 'selection', title, items };
}

export function isSeveral(subject: Subject): subject is SeveralSubject {
  return subject.kind === 'several';
}

export function placementSubject(album: AlbumSummary): PlacementSubject {
  return { kind: 'placement', id: album.id, title: album.title, album };
}

export function stationSubject(station: StationView): StationSubject {
  return { kind: 'station', id: station.id, title: station.name, station };
}

export function showSubject({ id, title, artworkId }: Pick<ShowSummary, 'id' | 'title' | 'artworkId'>): ShowSubject {
  return { kind: 'show', id, title, ...(artworkId !== undefined && { artworkId }) };
}

export function playlistSubject({ id, title }: Pick<FoundPlaylist, 'id' | 'title'>): PlaylistSubject {
  return { kind: 'playlist', id, title };
}

export function isPlaylist(subject: Subject): subject is PlaylistSubject {
  return subject.kind === 'playlist';
}

/** Whether an id is one of a source: those of the library hold no colon. */
export function isOfSource(id: string): boolean {
  return id.includes(':');
}

export function isAlbum(subject: Subject): subject is AlbumSubject {
  return subject.kind === 'album';
}

export function isArtist(subject: Subject): subject is ArtistSubject {
  return subject.kind === 'artist';
}

export function isTrack(subject: Subject): subject is TrackSubject {
  return ['track', 'queue-item', 'playlist-item'].includes(subject.kind);
}

export function isQueueItem(subject: Subject): subject is QueueItemSubject {
  return subject.kind === 'queue-item';
}

export function isPlaylistItem(subject: Subject): subject is PlaylistItemSubject {
  return subject.kind === 'playlist-item';
}

export function isStation(subject: Subject): subject is StationSubject {
  return subject.kind === 'station';
}

export function isShow(subject: Subject): subject is ShowSubject {
  return subject.kind === 'show';
}

export function hasPlacement(subject: Subject): subject is AlbumSubject | PlacementSubject {
  return (subject.kind === 'album' || subject.kind === 'placement') && !isOfSource(subject.id);
}
