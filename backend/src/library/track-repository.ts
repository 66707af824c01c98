import { Injectable } from '@nestjs/common';
import { setImmediate as others } from 'node:timers/promises';
import type { TrackView } from '../catalogue/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { SourcesOff } from './sources-off.js';
import { marks } from '../sql/index.js';
import { addHeard } from './heard.js';
import { TrackFinder } from './track-finder.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';
import type { ListOutline } from './library.dto.js';
import type { SongView, TrackListQuery, TrackPage, TracksQuery } from './tracks.dto.js';

/** Tracks between two cursors of an outline: a page. */
const OUTLINE_EVERY = 100;
/** Looked at in one statement, so that others wait no longer than for that. */
const OUTLINE_BATCH = 1_000;

/** Reads tracks. */
@Injectable()
export class TrackRepository {
  constructor(
    private readonly database: Database,
    private readonly sourcesOff: SourcesOff,
    private readonly finder: TrackFinder,
  ) {}

  /**
   * Tracks that are there, but for those of albums that lists do not show.
   * @throws InvalidRequest the cursor is of another list
   */
  async page(ownerId: string, query: TracksQuery): Promise<TrackPage> {
    const { limit, cursor, ...list } = query;
    const found = await this.finder.find(ownerId, list, { limit: limit + 1, ...(cursor !== undefined && { cursor }) });
    const shown = found.slice(0, limit);
    const items = await this.listed(ownerId, shown.map(({ row }) => row.key)); // prettier-ignore
    const last = found.length > limit ? shown.at(-1) : undefined;
    return { items, ...(last && { nextCursor: last.cursor }) };
  }

  /** How long a list is, and ways into it, so that nobody has to go through all of it to see its end. */
  async outline(ownerId: string, query: TrackListQuery): Promise<ListOutline> {
    const outline: ListOutline = { count: 0, every: OUTLINE_EVERY, cursors: [] };
    for (let cursor: string | undefined; ;) {
      const stretch = { limit: OUTLINE_BATCH, ...(cursor !== undefined && { cursor }) };
      const found = await this.finder.find(ownerId, query, stretch);
      for (let at = OUTLINE_EVERY - 1; at < found.length; at += OUTLINE_EVERY) {
        outline.cursors.push(found[at]?.cursor ?? '');
      }
      outline.count += found.length;
      cursor = found.at(-1)?.cursor;
      if (found.length < OUTLINE_BATCH) break;
      await others();
    }
    // Nothing lies behind the last track.
    if (outline.count > 0 && outline.count % OUTLINE_EVERY === 0) outline.cursors.pop();
    return outline;
  }

  /** @throws NotFound */
  async find(id: string): Promise<TrackView> {
    const row = await this.database.read.get<TrackRow>(`${TRACK_SELECT} WHERE t.id = ?`, [id]);
    const [view] = row ? await trackViews(this.database.read, [row], this.sourcesOff) : [];
    if (!view) throw new NotFound('track', id);
    return view;
  }

  /** In the order of the keys. */
  private async listed(ownerId: string, keys: readonly number[]): Promise<SongView[]> {
    if (keys.length === 0) return [];
    const { read } = this.database;
    const rows = await read.all<TrackRow>(`${TRACK_SELECT} WHERE t.key IN (${marks(keys)})`, keys);
    const views = await trackViews(read, rows, this.sourcesOff);
    await addHeard(read, ownerId, rows, views);
    const byKey = new Map(rows.map(({ key }, at) => [key, views[at]]));
    return keys.flatMap((key) => {
      const view = byKey.get(key);
      return view ? [Object.assign(view, { plays: view.plays ?? 0 })] : [];
    });
  }
}
