import type { PlayerState, QueueItem, Removal } from './player-state.js';

/** The items of a player and their order: what every function here gives back changed. */
type Order = Pick<PlayerState, 'items' | 'index' | 'unshuffled'>;

/**
 * Shuffles what is not current and puts the current item first, so that everything else is still to come.
 * @param random gives numbers in [0, 1)
 */
export function shuffleOrder(order: Order, random: () => number): Order {
  const current = order.items[order.index];
  if (!current || order.unshuffled) return order;
  const rest = order.items.filter((item) => item !== current);
  // Fisher-Yates: every order is equally likely.
  for (let last = rest.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [rest[last], rest[other]];
    if (a && b) [rest[last], rest[other]] = [b, a];
  }
  return { items: [current, ...rest], index: 0, unshuffled: order.items.map(({ itemId }) => itemId) };
}

/** Back to the order before shuffling; the current item stays current. */
export function restoreOrder({ items, index, unshuffled }: Order): Order {
  if (!unshuffled) return { items, index };
  const places = new Map(unshuffled.map((itemId, place) => [itemId, place]));
  const placeOf = (item: QueueItem): number => places.get(item.itemId) ?? places.size;
  const sorted = [...items].sort((a, b) => placeOf(a) - placeOf(b));
  const current = items[index];
  return { items: sorted, index: sorted.findIndex((item) => item === current) };
}

/** With these items right behind the current one, also in the order before shuffling. */
export function insertNext(order: Order, added: readonly QueueItem[]): Order {
  return insertAt(order, order.index + 1, added);
}

/** With these items behind what a person put behind the current one, before what the origin of the queue gave. */
export function insertBeforeOrigin(order: Order, added: readonly QueueItem[]): Order {
  const place = order.items.findIndex((item, at) => at > order.index && item.isFromOrigin);
  return place < 0 ? insertLast(order, added) : insertAt(order, place, added);
}

function insertAt({ items, index, unshuffled }: Order, place: number, added: readonly QueueItem[]): Order {
  const before = unshuffled && unshuffled.indexOf(items[place - 1]?.itemId ?? '') + 1;
  return {
    items: [...items.slice(0, place), ...added, ...items.slice(place)],
    index,
    ...(unshuffled && { unshuffled: [...unshuffled.slice(0, before), ...idsOf(added), ...unshuffled.slice(before)] }),
  };
}

/** With these items at the end. */
export function insertLast({ items, index, unshuffled }: Order, added: readonly QueueItem[]): Order {
  return {
    items: [...items, ...added],
    index,
    ...(unshuffled && { unshuffled: [...unshuffled, ...idsOf(added)] }),
  };
}

/** With items, in the order in which they stand, before another one or at the end. Nothing changes when that one is not there, or moves too. */
export function moveItems(order: Order, itemIds: ReadonlySet<string>, beforeItemId: string | undefined): Order {
  const moved = order.items.filter(({ itemId }) => itemIds.has(itemId));
  const rest = order.items.filter(({ itemId }) => !itemIds.has(itemId));
  const place =
    beforeItemId === undefined ? rest.length : rest.findIndex((candidate) => candidate.itemId === beforeItemId);
  if (moved.length === 0 || place < 0) return order;
  const current = order.items[order.index];
  const items = [...rest.slice(0, place), ...moved, ...rest.slice(place)];
  return { ...order, items, index: items.findIndex((candidate) => candidate === current) };
}

/** Without some items. When the current one is among them, the first one behind it that stays becomes current. */
export function removeItems(order: Order, itemIds: ReadonlySet<string>): Order {
  const stays = (item: QueueItem): boolean => !itemIds.has(item.itemId);
  const items = order.items.filter(stays);
  const before = order.items.slice(0, order.index).filter(stays).length;
  const unshuffled = order.unshuffled?.filter((itemId) => !itemIds.has(itemId));
  return {
    items,
    index: Math.min(before, items.length - 1),
    ...(unshuffled && items.length > 0 && { unshuffled }),
  };
}

/** What `without` takes out, with where it stood. */
export function removalOf(order: Order, itemIds: ReadonlySet<string>, removedIn: number): Removal {
  const naturalPlaces = order.unshuffled && new Map(order.unshuffled.map((itemId, place) => [itemId, place]));
  const items = order.items.flatMap((item, place) => {
    if (!itemIds.has(item.itemId)) return [];
    const naturalPlace = naturalPlaces?.get(item.itemId);
    return [{ item, place, ...(naturalPlace !== undefined && { naturalPlace }) }];
  });
  return { removedIn, items };
}

/** With the items of a removal where they were, as far as that place still exists. */
export function putBack(order: Order, removal: Removal): Order {
  const current = order.items[order.index];
  const items = [...order.items];
  for (const { item, place } of removal.items) items.splice(Math.min(place, items.length), 0, item);
  const natural = order.unshuffled && [...order.unshuffled];
  if (natural) {
    const byNatural = removal.items.map(({ item, place, naturalPlace }) => ({ item, at: naturalPlace ?? place }));
    for (const { item, at } of byNatural.sort((a, b) => a.at - b.at)) {
      natural.splice(Math.min(at, natural.length), 0, item.itemId);
    }
  }
  const index = current ? items.indexOf(current) : 0;
  return { items, index, ...(natural && { unshuffled: natural }) };
}

/** The removal, once so many items before all others are gone from the queue. */
export function shiftRemoval({ removedIn, items }: Removal, count: number): Removal {
  const shift = (place: number): number => Math.max(0, place - count);
  return {
    removedIn,
    items: items.map(({ place, naturalPlace, ...rest }) => ({
      ...rest,
      place: shift(place),
      ...(naturalPlace !== undefined && { naturalPlace: shift(naturalPlace) }),
    })),
  };
}

function idsOf(items: readonly QueueItem[]): string[] {
  return items.map(({ itemId }) => itemId);
}
