/** By which column a list is in order, and which way round. */
export interface Sorted<Id extends string = string> {
  readonly id: Id;
  readonly isDescending: boolean;
}

/** @param order `asc` or `desc` as the address has it; else what suits the column */
export function sortedBy<Id extends string>(id: Id, order: string, isDescendingFirst: boolean): Sorted<Id> {
  return { id, isDescending: order === '' ? isDescendingFirst : order === 'desc' };
}

/**
 * What the head of a column asks for when it is pressed: the direction that suits it, and the other one where the list is in its order
 * already.
 * @returns for the address; null for what suits the column
 */
export function orderAfterPress(
  { id, isDescending }: Sorted,
  pressed: string,
  isDescendingFirst: boolean,
): 'asc' | 'desc' | null {
  if (pressed !== id || isDescending !== isDescendingFirst) return null;
  return isDescending ? 'asc' : 'desc';
}
