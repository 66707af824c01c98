import { linkedSignal, type Signal } from '@angular/core';
import { type Loaded, query } from '../core/api/query';
import type { SearchResponse, TrackView } from '../core/api/types';
import type { Playable } from '../player/playable';
import type { Player } from '../player/player';
import { settled } from '../ui/settled';

/** An answer of the search. */
export interface Found {
  readonly response: SearchResponse;
  /** Its pieces of music, in their order. */
  readonly playable: Playable;
}

/** The search as somebody types. */
export interface LibrarySearch {
  /** The answer to what was asked last. */
  readonly results: Loaded<SearchResponse>;
  /** What was found last stays until the next answer is there, so that nothing flickers; absent while nothing is typed. */
  readonly found: Signal<Found | undefined>;
}

/**
 * Looks for what is typed. To be called where something is constructed.
 * @param limit of each kind
 */
export function searchLibrary(q: Signal<string>, limit: number): LibrarySearch {
  const asked = settled(q);
  const results = query('/api/v1/search', () => (asked() ? { query: { q: asked(), limit } } : undefined), 'the search');
  const found = linkedSignal<{ isIdle: boolean; now: Found | undefined }, Found | undefined>({
    source: () => {
      const response = results.value();
      return { isIdle: q() === '', now: response && { response, playable: playableSearch(asked(), limit) } };
    },
    computation: ({ isIdle, now }, previous) => (isIdle ? undefined : (now ?? previous?.value)),
  });
  return { results, found: found.asReadonly() };
}

function playableSearch(q: string, limit: number): Playable {
  return { kind: 'search', query: { q, limit }, title: `Search for “${q}”` };
}

/** Plays a track among those that were found with it; a station or an episode by itself, as each is of its own kind. */
export function playFound(player: Player, { playable }: Found, track: TrackView): void {
  if (track.kind) player.playTrack(track);
  else player.playFrom(playable, track);
}
