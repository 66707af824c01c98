import { computed, effect, inject, signal, type Signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain, type Failure } from '../core/api/api-error';
import { isAsking, listenToSearch } from '../core/api/search-connection';
import type { FoundKind, SearchedSource, SearchResponse, TrackView } from '../core/api/types';
import type { Playable } from '../player/playable';
import type { Player } from '../player/player';
import { heldStill } from '../ui/held-still';
import { settled } from '../ui/settled';

/** An answer of the search, or what there is of it so far. */
export interface Found {
  readonly response: SearchResponse;
  /** Its pieces of music, in their order. */
  readonly playable: Playable;
  /** Which search it is of: another number is another question. */
  readonly number: number;
}

/** What is looked for only, and where; empty is everything. */
export interface SearchFilter {
  readonly kinds: readonly FoundKind[];
  readonly sources: readonly string[];
}

/** The search as somebody types. */
export interface EverythingSearch {
  /**
   * What was found last stays until something of the next answer is there, so that nothing flickers; absent while nothing is
   * typed. Stands still while a finger is down.
   */
  readonly found: Signal<Found | undefined>;
  /** Why nothing could be found, in a sentence. */
  readonly failure: Signal<Failure | undefined>;
  /** Somebody is still asked, or about to be. */
  readonly isAsking: Signal<boolean>;
  /** Who is asked, and how far each is. */
  readonly sources: Signal<readonly SearchedSource[]>;
  reload(): void;
  /** Keeps it among what was searched for lately. */
  remember(): void;
}

interface Now {
  readonly isAsking: boolean;
  readonly sources: readonly SearchedSource[];
  readonly failure?: Failure;
}

const EVERYTHING: SearchFilter = { kinds: [], sources: [] };

/**
 * Looks for what is typed, in the library and everywhere else. To be called where something is constructed.
 * @param limit of each kind, of each source
 */
export function searchEverything(
  q: Signal<string>,
  limit: number,
  filter: Signal<SearchFilter> = signal(EVERYTHING),
): EverythingSearch {
  const api = inject(Api);
  const asked = settled(q);
  const again = signal(0);
  const now = signal<Now>({ isAsking: false, sources: [] });
  const found = heldStill<Found | undefined>(undefined);
  const question = computed(() => questionOf(asked(), limit, filter()), { equal: isEqual });
  let number = 0;
  effect((onCleanup) => {
    const query = question();
    again();
    if (query.q === '') {
      now.set({ isAsking: false, sources: [] });
      found.set(undefined);
      return;
    }
    const own = ++number;
    const playable: Playable = { kind: 'search', query, title: $localize`Search for “${query.q}:words:”` };
    // Sources are known from one question to the next, so that the line of them does not come and go.
    now.update(({ sources }) => ({ isAsking: true, sources }));
    const show = (response: SearchResponse): void => {
      now.set({ isAsking: isAsking(response), sources: response.sources });
      if (response.sources.some(({ state }) => state !== 'asking')) found.set({ response, playable, number: own });
    };
    const fail = (error: unknown): void => now.set({ isAsking: false, sources: [], failure: explain(error) });
    let isOver = false;
    const end = listenToSearch(query, {
      found: show,
      broke: () => {
        api.read('/api/v1/search', { query }).then(
          (response) => {
            if (!isOver) show(response);
          },
          (error: unknown) => {
            if (!isOver) fail(error);
          },
        );
      },
    });
    onCleanup(() => {
      isOver = true;
      end();
    });
  });
  return {
    found: found.value,
    failure: computed(() => now().failure),
    isAsking: computed(() => now().isAsking || q() !== asked()),
    sources: computed(() => now().sources),
    reload: () => again.update((times) => times + 1),
    remember: () => {
      const { q } = question();
      // Nobody waits for it, and where it fails there is only one line less to choose from.
      if (q !== '') api.command('post', '/api/v1/search/recent', { body: { q } }).catch(() => undefined);
    },
  };
}

type Question = {
  readonly q: string;
  readonly limit: number;
  readonly kinds?: string;
  readonly sources?: string;
};

function questionOf(q: string, limit: number, { kinds, sources }: SearchFilter): Question {
  return {
    q,
    limit,
    ...(kinds.length > 0 && { kinds: kinds.join(',') }),
    ...(sources.length > 0 && { sources: sources.join(',') }),
  };
}

function isEqual(a: Question, b: Question): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Plays a track among those that were found with it; a station or an episode by itself, as each is of its own kind. */
export function playFound(player: Player, { playable }: Found, track: TrackView): void {
  if (track.kind) player.playTrack(track);
  else player.playFrom(playable, track);
}
