import { Injectable, Logger } from '@nestjs/common';
import { closeness, sortKey } from '../common/index.js';
import type { Found, SearchWish } from '../library/index.js';
import type { SearchAnswer } from './search-answer.js';
import type { FoundKind, SearchGap, SearchResponse, TopResult } from './search.dto.js';
import { SearchRegistry, type Searchable } from './search-registry.js';

/** One slow answer must not hold up the others: it is left out and named instead. */
const LIMIT_MS = 4_000;

/** Searches everything that can be searched, at once. */
@Injectable()
export class CatalogueSearch {
  private readonly logger = new Logger('search');

  constructor(private readonly registry: SearchRegistry) {}

  async search(wish: SearchWish): Promise<SearchResponse> {
    const missing: SearchGap[] = [];
    const answers = await Promise.all(
      this.registry.all.map(async (searchable) => {
        try {
          return await within(searchable, wish);
        } catch (error) {
          this.logger.warn(
            `${searchable.id} did not answer: ${error instanceof Error ? error.message : String(error)}`,
          );
          missing.push({ sourceId: searchable.id, reason: 'It did not answer in time, or failed. Try again.' });
          return {};
        }
      }),
    );
    const asked = sortKey(wish.query);
    const all = <View>(part: (answer: Partial<SearchAnswer>) => readonly Found<View>[] | undefined) =>
      merge(
        answers.map((answer) => part(answer) ?? []),
        asked,
        wish.limit,
      );
    const albums = all((answer) => answer.albums);
    const artists = all((answer) => answer.artists);
    const tracks = all((answer) => answer.tracks);
    const shows = all((answer) => answer.shows);
    const episodes = all((answer) => answer.episodes);
    const stations = all((answer) => answer.stations);
    const top = topOf(asked, [
      // Where names are equally close, albums are what people look for most, then artists; what somebody follows or saved
      // is little, and goes before what there is much of.
      { kind: 'album', found: albums[0] },
      { kind: 'artist', found: artists[0] },
      { kind: 'show', found: shows[0] },
      { kind: 'station', found: stations[0] },
      { kind: 'track', found: tracks[0] },
      { kind: 'episode', found: episodes[0] },
    ]);
    return {
      ...(top && { top }),
      albums: viewsOf(albums),
      artists: viewsOf(artists),
      tracks: viewsOf(tracks),
      shows: viewsOf(shows),
      episodes: viewsOf(episodes),
      stations: viewsOf(stations),
      missing,
    };
  }
}

/** @throws Error it did not answer in time, or failed */
async function within(searchable: Searchable, wish: SearchWish): Promise<Partial<SearchAnswer>> {
  const ending = new AbortController();
  // Not `AbortSignal.timeout`, which stays for the whole time when the answer has long been there.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      ending.abort();
      reject(new Error('It takes too long.'));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([searchable.find(wish, ending.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Each answer is in its own order, best first; one answer keeps it, several are ordered by how close names are. */
function merge<View>(
  answers: readonly (readonly Found<View>[])[],
  asked: string,
  limit: number,
): readonly Found<View>[] {
  const given = answers.filter((answer) => answer.length > 0);
  const [only] = given;
  if (given.length < 2) return only ?? [];
  return given
    .flat()
    .sort((a, b) => closeness(b.name, asked) - closeness(a.name, asked))
    .slice(0, limit);
}

function viewsOf<View>(found: readonly Found<View>[]): View[] {
  return found.map(({ view }) => view);
}

interface Candidate {
  readonly kind: FoundKind;
  readonly found?: { readonly view: { readonly id: string }; readonly name: string };
}

function topOf(asked: string, candidates: readonly Candidate[]): TopResult | undefined {
  let best: TopResult | undefined;
  let bestCloseness = -1;
  for (const { kind, found } of candidates) {
    if (!found) continue;
    const close = closeness(found.name, asked);
    if (close <= bestCloseness) continue;
    best = { kind, id: found.view.id };
    bestCloseness = close;
  }
  return best;
}
