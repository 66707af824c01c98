import type { StationView, TrackView } from '../core/api/types';

/** What is known of a station as something to play. */
type PlayableStation = Pick<StationView, 'trackId' | 'name'> & Partial<Pick<StationView, 'artworkId' | 'placeholder'>>;

/** A station as the player shows it until the server has said more. */
export function stationTrack({ trackId, name, artworkId, placeholder }: PlayableStation): TrackView {
  return {
    id: trackId,
    kind: 'station',
    title: name,
    artist: '',
    artists: [],
    album: { id: '', title: '' },
    ...(artworkId !== undefined && { artworkId }),
    ...(placeholder !== undefined && { placeholder }),
    hasLyrics: false,
    isMissing: false,
    addedAtMs: 0,
  };
}

const MOST_TAGS = 3;

/** What stands below its name: what it plays, or else what it is like. */
export function stationDetail({ playing, tags }: Pick<StationView, 'playing' | 'tags'>): string {
  return playing ?? tags.slice(0, MOST_TAGS).join(' · ');
}
