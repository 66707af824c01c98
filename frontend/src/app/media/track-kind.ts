import type { TrackView } from '../core/api/types';

const KINDS: Readonly<Record<NonNullable<TrackView['kind']>, () => string>> = {
  episode: () => $localize`Episode`,
  station: () => $localize`Station`,
};

/** `Station` or `Episode`; absent for a piece of music. */
export function kindInWords({ kind }: Pick<TrackView, 'kind'>): string | undefined {
  return kind && KINDS[kind]();
}

/** What stands below the title: who it is by, and before that what it is, where it is no piece of music. */
export function bylineOf(track: Pick<TrackView, 'kind' | 'artist'>): string {
  return [kindInWords(track), track.artist].filter(Boolean).join(' · ');
}
