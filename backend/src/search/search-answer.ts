import type { FoundAlbum, FoundArtist, FoundPlaylist } from '../browse/index.js';
import type { TrackView } from '../catalogue/index.js';
import type { Found } from '../library/index.js';
import type { FoundKind } from './found-kinds.js';
import type { FoundShow } from './search.dto.js';

/** What each kind is shown as. */
export interface FoundViews {
  readonly albums: FoundAlbum;
  readonly artists: FoundArtist;
  readonly shows: FoundShow;
  readonly stations: TrackView;
  /** Pieces of music. */
  readonly tracks: TrackView;
  readonly playlists: FoundPlaylist;
  readonly episodes: TrackView;
}

/** The same kinds, as parts of an answer. */
export type Section = `${FoundKind}s`;

/** What matches, by kinds, best first within each. A part of the application gives the kinds that it has. */
export type SearchAnswer = { readonly [S in Section]: readonly Found<FoundViews[S]>[] };
