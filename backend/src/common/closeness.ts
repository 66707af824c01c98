/** How well a name answers what was asked: 3 is it, 2 begins so, 1 has a word that does, 0 otherwise. */
export type Closeness = 0 | 1 | 2 | 3;

/** @param name as `sortKey` gives it, like `asked` */
export function closeness(name: string, asked: string): Closeness {
  if (name === asked) return 3;
  if (name.startsWith(asked)) return 2;
  return ` ${name}`.includes(` ${asked}`) ? 1 : 0;
}
