import { Injectable } from '@nestjs/common';
import type { TrackKind } from '../catalogue/index.js';
import { NoChapters } from './playback-error.js';
import type { ItemChapters, QueueItem } from './player-state.js';

/** @returns where the chapters begin, ascending, in milliseconds; empty where there are none */
type Find = (ownerId: string, trackId: string) => Promise<readonly number[]>;

/** A chapter of a minute in something of a day: what comes after is no end to wait for. */
const MOST_CHAPTERS = 1_440;

/** Where modules say which chapters their kind of items has; asked when a player is to sleep at the end of one. */
@Injectable()
export class ChapterFinders {
  private readonly finders = new Map<TrackKind, Find>();

  register(kind: TrackKind, find: Find): void {
    this.finders.set(kind, find);
  }

  /**
   * @param item absent: nothing plays
   * @throws NoChapters
   * @throws UpstreamError they are elsewhere, and cannot be had now
   */
  async of(ownerId: string, item: QueueItem | undefined): Promise<ItemChapters> {
    const find = item?.kind && this.finders.get(item.kind);
    const starts = item && find ? await find(ownerId, item.trackId) : [];
    if (!item || starts.length === 0) throw new NoChapters();
    const endsMs = starts.filter((startMs) => startMs > 0).slice(0, MOST_CHAPTERS);
    return { itemId: item.itemId, endsMs };
  }
}
