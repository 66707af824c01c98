import { Injectable } from '@nestjs/common';
import type { TrackKind } from '../catalogue/index.js';
import type { QueueItem } from './player-state.js';

/** How somebody hears things of one kind, such as the episodes of a show. Absent: as usual. */
export interface Habits {
  /** 1 is as it was spoken. */
  readonly speed?: number;
  /** Left out at the beginning, and at the end. */
  readonly skipFirstMs?: number;
  readonly skipLastMs?: number;
  /** How much louder than it is. */
  readonly gainDb?: number;
}

type Find = (ownerId: string, trackId: string) => Promise<Habits>;

/** Where modules say how their kind of items is heard; asked when one begins. */
@Injectable()
export class HearingHabits {
  private readonly finders = new Map<TrackKind, Find>();

  register(kind: TrackKind, find: Find): void {
    this.finders.set(kind, find);
  }

  async of(ownerId: string, { kind, trackId }: QueueItem): Promise<Habits> {
    const find = kind && this.finders.get(kind);
    return find ? find(ownerId, trackId) : {};
  }
}
