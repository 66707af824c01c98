import { Injectable } from '@nestjs/common';
import { sortKey } from '../common/index.js';
import type { SearchQuery, SearchResponse, TopResult } from './search.dto.js';
import { closeness, SearchRepository } from './search-repository.js';

/** Searches everything that can be searched. */
@Injectable()
export class CatalogueSearch {
  constructor(private readonly library: SearchRepository) {}

  async search({ q, limit }: SearchQuery): Promise<SearchResponse> {
    const [albums, artists, tracks] = await Promise.all([
      this.library.albums(q, limit),
      this.library.artists(q, limit),
      this.library.tracks(q, limit),
    ]);
    const top = topOf(sortKey(q), [
      // Where names are equally close, albums are what people look for most, then artists.
      { kind: 'album', found: albums[0] },
      { kind: 'artist', found: artists[0] },
      { kind: 'track', found: tracks[0] },
    ]);
    return {
      ...(top && { top }),
      albums: albums.map(({ view }) => view),
      artists: artists.map(({ view }) => view),
      tracks: tracks.map(({ view }) => view),
      missing: [],
    };
  }
}

interface Candidate {
  readonly kind: TopResult['kind'];
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
