import { DOCUMENT, inject, Service } from '@angular/core';
import { EMPTY_QUEUE, type Queue, type Repeat } from './queue';

/** What the player was doing when this browser was last here. */
export interface Remembered {
  queue: Queue;
  positionSeconds: number;
  volume: number;
  isMuted: boolean;
  repeat: Repeat;
}

const KEY = 'pyxis.player.v1';
/** Browsers keep about 5 MB; of a longer queue the part around the current item is remembered. */
const MOST_ITEMS = 1_000;

/** Keeps the player's state in the browser over reloads. */
@Service()
export class PlayerMemory {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;

  save(state: Remembered): void {
    const text = JSON.stringify({ ...state, queue: shortened(state.queue) });
    try {
      this.storage?.setItem(KEY, text);
    } catch (error) {
      // The browser's room is full or closed to us: music plays all the same, it is only not remembered.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /** What was saved; absent on the first visit and when it cannot be read any more. */
  load(): Partial<Remembered> {
    try {
      const saved: unknown = JSON.parse(this.storage?.getItem(KEY) ?? '{}');
      if (typeof saved !== 'object' || saved === null) return {};
      const state = saved as Partial<Remembered>;
      return { ...state, queue: isQueue(state.queue) ? state.queue : EMPTY_QUEUE };
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof DOMException) return {};
      throw error;
    }
  }
}

function shortened(queue: Queue): Queue {
  if (queue.items.length <= MOST_ITEMS) return queue;
  const from = Math.max(0, Math.min(queue.index - 100, queue.items.length - MOST_ITEMS));
  const { unshuffled, ...rest } = queue;
  const items = queue.items.slice(from, from + MOST_ITEMS);
  const kept = new Set(items.map((item) => item.itemId));
  const order = unshuffled?.filter((itemId) => kept.has(itemId));
  return { ...rest, items, index: queue.index - from, ...(order && { unshuffled: order }) };
}

function isQueue(value: unknown): value is Queue {
  if (typeof value !== 'object' || value === null) return false;
  const { items, index } = value as Partial<Queue>;
  return Array.isArray(items) && typeof index === 'number' && index >= -1 && index < items.length;
}
