import { ApiPropertyOptional } from '@nestjs/swagger';
import { AlbumSummary, PLACEMENTS, type Placement } from '../../library/index.js';

/** An album with what was heard of it. */
export class AlbumShelfItem {
  album: AlbumSummary;
  /** How many of its tracks were ever heard. */
  heardTracks: number;
  /** To any of its tracks, ever. */
  listens: number;
  /** Of those, in the window that makes albums hot; only on that shelf. */
  recentListens?: number;
  /** Absent: never. */
  lastHeardAtMs?: number;
  /** As its album's. */
  @ApiPropertyOptional({ enum: PLACEMENTS }) placement?: Placement;
}

/** An album that was begun and not finished. */
export class ContinueView extends AlbumShelfItem {
  nextTrackId: string;
  /** How far it was heard since it was begun, such as “heard 7 of 11”. */
  positionLabel: string;
}

export class HomeView {
  continue: ContinueView[];
  hot: AlbumShelfItem[];
  neglected: AlbumShelfItem[];
  discovery: AlbumShelfItem[];
  recentlyAdded: AlbumShelfItem[];
}
