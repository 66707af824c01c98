/**
 * Room between two items that follow each other: so often can something be put right behind the same item, halving it each
 * time, before the whole list is numbered anew. A list of the most items stays far below what a double holds.
 */
export const ROOM = 2 ** 20;

/**
 * Places for some items between two neighbours, rising.
 * @param before place of the item that they follow; absent: they are the first
 * @param after place of the item that they precede; absent: they are the last
 * @returns undefined where there is no room for all of them: the list is to be numbered anew first
 */
export function placesBetween(
  before: number | undefined,
  after: number | undefined,
  count: number,
): readonly number[] | undefined {
  const from = before ?? (after ?? 0) - (count + 1) * ROOM;
  const step = after === undefined ? ROOM : Math.floor((after - from) / (count + 1));
  if (step < 1) return undefined;
  return Array.from({ length: count }, (_, at) => from + (at + 1) * Math.min(step, ROOM));
}
