import type { TrackView } from '../../core/api/types';
import { isAlbum, isArtist, isShow, isStation, isTrack, type Subject } from './subject';

/** What can have a heart. */
export interface Heartable {
  readonly kind: 'track' | 'album' | 'artist' | 'show' | 'station';
  /** Of a station the id of what is played. */
  readonly id: string;
  readonly title: string;
  readonly artist?: string;
  readonly artworkId?: string;
}

/** What a subject is for that; absent where it is nothing that one loves, as an episode is. */
export function heartableOf(subject: Subject): Heartable | undefined {
  const { id, title } = subject;
  if (isTrack(subject)) return heartableTrack(subject.track);
  if (isStation(subject)) return { kind: 'station', id: subject.station.trackId, title };
  if (isAlbum(subject)) return { kind: 'album', id, title, artist: subject.album.artist, ...pictured(subject.album) };
  if (isArtist(subject)) return { kind: 'artist', id, title, ...pictured(subject) };
  return isShow(subject) ? { kind: 'show', id, title, ...pictured(subject) } : undefined;
}

export function heartableTrack({ id, kind, title, artist, isMissing }: TrackView): Heartable | undefined {
  if (kind === 'station') return { kind, id, title };
  return kind === undefined && !isMissing ? { kind: 'track', id, title, artist } : undefined;
}

function pictured({ artworkId }: { readonly artworkId?: string }): { artworkId?: string } {
  return artworkId === undefined ? {} : { artworkId };
}
