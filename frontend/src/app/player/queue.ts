import type { TrackView } from '../api/types';

/** Why something plays; shown above the title and kept with the queue. */
export interface PlayContext {
  kind: 'album' | 'artist' | 'search' | 'library' | 'queue';
  /** Of the album or artist. */
  id?: string;
  /** Name of it, for people. */
  title: string;
}

/** One place in the queue: the same track may stand in it twice. */
export interface QueueItem {
  itemId: string;
  track: TrackView;
}

export type Repeat = 'off' | 'all' | 'one';

/** What plays, what has played and what comes, as one list. Never changed in place. */
export interface Queue {
  items: readonly QueueItem[];
  /** Of the current item; -1 when the queue is empty. */
  index: number;
  /** Item ids in the order before shuffling; absent while not shuffled. */
  unshuffled?: readonly string[];
  context?: PlayContext;
}

export const EMPTY_QUEUE: Queue = { items: [], index: -1 };

/** A queue of these tracks with the one at `startIndex` current. */
export function queueOf(tracks: readonly TrackView[], startIndex: number, context?: PlayContext): Queue {
  if (tracks.length === 0) return EMPTY_QUEUE;
  const index = Math.min(Math.max(startIndex, 0), tracks.length - 1);
  return { items: tracks.map(toItem), index, ...(context && { context }) };
}

/** The current item; absent when the queue is empty. */
export function currentItem(queue: Queue): QueueItem | undefined {
  return queue.items[queue.index];
}

/**
 * Shuffles what is not current and puts the current item first, so that everything else is still to come.
 * @param random gives numbers in [0, 1)
 */
export function shuffled(queue: Queue, random: () => number): Queue {
  const current = currentItem(queue);
  if (!current) return queue;
  const rest = queue.items.filter((item) => item !== current);
  // Fisher-Yates: every order is equally likely.
  for (let last = rest.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [rest[last], rest[other]];
    if (a && b) [rest[last], rest[other]] = [b, a];
  }
  const unshuffled = queue.unshuffled ?? queue.items.map((item) => item.itemId);
  return { ...queue, items: [current, ...rest], index: 0, unshuffled };
}

/** Back to the order before shuffling; the current item stays current. What was added since comes last. */
export function restoredOrder(queue: Queue): Queue {
  const { unshuffled, ...rest } = queue;
  if (!unshuffled) return queue;
  const places = new Map(unshuffled.map((itemId, place) => [itemId, place]));
  const placeOf = (item: QueueItem): number => places.get(item.itemId) ?? places.size;
  const items = [...queue.items].sort((a, b) => placeOf(a) - placeOf(b));
  const current = currentItem(queue);
  return { ...rest, items, index: items.findIndex((item) => item === current) };
}

/** With these tracks right behind the current one. */
export function withNext(queue: Queue, tracks: readonly TrackView[]): Queue {
  if (queue.items.length === 0) return queueOf(tracks, 0);
  const items = [...queue.items];
  items.splice(queue.index + 1, 0, ...tracks.map(toItem));
  return { ...queue, items };
}

/** With these tracks at the end. */
export function withLast(queue: Queue, tracks: readonly TrackView[]): Queue {
  if (queue.items.length === 0) return queueOf(tracks, 0);
  return { ...queue, items: [...queue.items, ...tracks.map(toItem)] };
}

/** Without that item. When it was the current one, the item behind it (or the new last one) becomes current. */
export function without(queue: Queue, itemId: string): Queue {
  const place = queue.items.findIndex((item) => item.itemId === itemId);
  if (place < 0) return queue;
  const items = queue.items.filter((item) => item.itemId !== itemId);
  if (items.length === 0) return EMPTY_QUEUE;
  const index = place < queue.index ? queue.index - 1 : Math.min(queue.index, items.length - 1);
  return { ...queue, items, index };
}

/**
 * Which item comes after the current one.
 * @param isAsked a person pressed next, so `repeat: one` does not hold them
 * @returns -1 when the queue ends here
 */
export function followingIndex(queue: Queue, repeat: Repeat, isAsked: boolean): number {
  if (queue.items.length === 0) return -1;
  if (repeat === 'one' && !isAsked) return queue.index;
  const following = queue.index + 1;
  if (following < queue.items.length) return following;
  return repeat === 'off' ? -1 : 0;
}

/** Which item came before the current one; the last one from the first when repeating, else the current one again. */
export function precedingIndex(queue: Queue, repeat: Repeat): number {
  if (queue.index > 0) return queue.index - 1;
  return repeat === 'off' ? queue.index : queue.items.length - 1;
}

/** A copy of each current detail of a track (title edited meanwhile …) in every item that holds it. */
export function withTrack(queue: Queue, track: TrackView): Queue {
  if (!queue.items.some((item) => item.track.id === track.id)) return queue;
  return { ...queue, items: queue.items.map((item) => (item.track.id === track.id ? { ...item, track } : item)) };
}

let nextItem = 0;

function toItem(track: TrackView): QueueItem {
  // Unique in this browser session and apart from ids restored from an earlier one.
  return { itemId: `${Date.now().toString(36)}-${(nextItem++).toString(36)}`, track };
}
