/** What two names are to each other: `unclear` stays together, and is told. */
export type Relation = 'same' | 'apart' | 'unclear';

export interface Clusters<Item> {
  /** The first holds the first item; each other one is to become something of its own. */
  readonly clusters: readonly (readonly Item[])[];
  /** Items that stayed only because nothing tells them apart. */
  readonly unclear: readonly Item[];
}

/**
 * Parts items into those that are the same. An item goes to a cluster with which it has something that is the same and
 * nothing that is apart.
 * @param items the one first that the whole is called after
 */
export function cluster<Item>(items: readonly Item[], relate: (a: Item, b: Item) => Relation): Clusters<Item> {
  const clusters: Item[][] = [];
  const unclear: Item[] = [];
  for (const item of items) {
    const relations = clusters.map((cluster) => cluster.map((member) => relate(member, item)));
    const home = relations.findIndex((all) => all.includes('same') && !all.includes('apart'));
    const refuge = relations.findIndex((all) => !all.includes('apart'));
    if (home >= 0) clusters[home]?.push(item);
    else if (refuge >= 0) {
      clusters[refuge]?.push(item);
      unclear.push(item);
    } else clusters.push([item]);
  }
  return { clusters, unclear };
}
