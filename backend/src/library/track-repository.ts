import { Injectable } from '@nestjs/common';
import { type Conditions, continueAfter, cutPage, type Keyset, restrictToPresent, orderBy } from '../api/index.js';
import type { TrackView } from '../catalogue/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { tracksOf } from './artist-tracks.js';
import { restrictToHearted } from './hearted.js';
import { isShown } from './placements.js';
import { SourcesOff } from './sources-off.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';
import type { TrackListQuery, TrackPage, TracksQuery, TrackSort } from './tracks.dto.js';

/** By what tracks are put in order. */
export type TrackOrderRow = Pick<TrackRow, 'key' | 'sort_title'>;

const KEYSETS: Record<TrackSort, Omit<Keyset<TrackOrderRow>, 'isDescending'>> = {
  title: {
    columns: ['t.sort_title', 't.key'],
    kinds: ['string', 'number'],
    valuesOf: (row) => [row.sort_title, row.key],
  },
  added: {
    // Keys count up, so this is the order in which tracks were added.
    columns: ['t.key'],
    kinds: ['number'],
    valuesOf: (row) => [row.key],
  },
};

/** Reads tracks. */
@Injectable()
export class TrackRepository {
  constructor(
    private readonly database: Database,
    private readonly sourcesOff: SourcesOff,
  ) {}

  /** Tracks that are there, but for those of albums that lists do not show. */
  async page(ownerId: string, query: TracksQuery): Promise<TrackPage> {
    const { limit, cursor } = query;
    const keyset = trackKeyset(query);
    const conditions = trackFilters(ownerId, query);
    continueAfter(keyset, cursor, conditions);
    const rows = await this.database.read.all<TrackRow>(
      `${TRACK_SELECT} ${conditions.where} ${orderBy(keyset)} LIMIT ?`,
      [...conditions.parameters, limit + 1],
    );
    const page = cutPage<TrackRow>(keyset, rows, limit);
    const items = await trackViews(this.database.read, page.rows, this.sourcesOff);
    return { items, ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }) };
  }

  /** @throws NotFound */
  async find(id: string): Promise<TrackView> {
    const row = await this.database.read.get<TrackRow>(`${TRACK_SELECT} WHERE t.id = ?`, [id]);
    const [view] = row ? await trackViews(this.database.read, [row], this.sourcesOff) : [];
    if (!view) throw new NotFound('track', id);
    return view;
  }
}

/** The order of a list of tracks. */
export function trackKeyset({ sort, order }: TrackListQuery): Keyset<TrackOrderRow> {
  return { ...KEYSETS[sort], isDescending: order === undefined ? sort === 'added' : order === 'desc' };
}

/** What a list of tracks shows, of `track t` joined with `album a`. */
export function trackFilters(ownerId: string, { sort, genreId, artistId, isHearted }: TrackListQuery): Conditions {
  const conditions = restrictToPresent('t', sort !== 'added').add(isShown('t.album_key', 'a.is_held'), ownerId);
  if (genreId !== undefined) {
    conditions.add('t.key IN (SELECT tg.track_key FROM track_genre tg JOIN genre g ON g.key = tg.genre_key WHERE g.id = ?)', genreId); // prettier-ignore
  }
  if (artistId !== undefined) {
    conditions.add(`t.key IN (${tracksOf('(SELECT key FROM artist WHERE id = ?)')})`, artistId, artistId);
  }
  if (isHearted !== undefined) restrictToHearted(conditions, 'track', 't.key', ownerId, isHearted);
  return conditions;
}
