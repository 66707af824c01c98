import type { TrackView } from '../catalogue/index.js';
import type { AlbumSummary, ArtistSummary, Found } from '../library/index.js';
import type { FoundShow } from './search.dto.js';

/** What matches, by kinds, best first within each. A part of the application gives the kinds that it has. */
export interface SearchAnswer {
  readonly albums: readonly Found<AlbumSummary>[];
  readonly artists: readonly Found<ArtistSummary>[];
  /** Pieces of music. */
  readonly tracks: readonly Found<TrackView>[];
  readonly shows: readonly Found<FoundShow>[];
  readonly episodes: readonly Found<TrackView>[];
  readonly stations: readonly Found<TrackView>[];
}
