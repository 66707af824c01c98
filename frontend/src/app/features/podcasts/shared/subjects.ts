import type { TrackView } from '../../../core/api/types';
import type { EpisodeSummary, ShowSummary } from '../../../core/api/podcast-types';
import type { Playable } from '../../../player/playable';
import type { Subject } from '../../../media/subjects/subject';

export interface EpisodeSubject extends Subject {
  readonly kind: 'episode';
  readonly episode: EpisodeSummary;
  readonly track: TrackView;
  /** Plays it where it stands, with what stands around it; absent: by itself. */
  readonly play?: () => void;
}

export function episodeSubject(episode: EpisodeSummary, play?: () => void): EpisodeSubject {
  const { id, title } = episode;
  return { kind: 'episode', id, title, trackId: id, track: trackOf(episode), episode, ...(play && { play }) };
}

export function isEpisode(subject: Subject): subject is EpisodeSubject {
  return subject.kind === 'episode' && 'episode' in subject;
}

/** What of a show is still to be heard, in its order. */
export function playableShow({ id, title }: Pick<ShowSummary, 'id' | 'title'>): Playable {
  return { kind: 'show', id, title, query: { list: 'unheard' } };
}

/** An episode as the player shows it before the server has said more. */
export function trackOf(episode: EpisodeSummary): TrackView {
  const { id, title, showTitle, artworkId, placeholder, durationMs, isPlayable, publishedAtMs } = episode;
  return {
    id,
    kind: 'episode',
    title,
    artist: showTitle,
    artists: [],
    album: { id: '', title: showTitle },
    ...(artworkId !== undefined && { artworkId }),
    ...(placeholder !== undefined && { placeholder }),
    ...(durationMs !== undefined && { durationMs }),
    hasLyrics: false,
    isMissing: !isPlayable,
    addedAtMs: publishedAtMs ?? 0,
  };
}
