/**
 * How well a name answers what was asked: 3 is it, 2 begins so, 1 has a word that does, 0 otherwise.
 * @param name as `sortKey` gives it, like `asked`
 */
export function closeness(name: string, asked: string): number {
  if (name === asked) return 3;
  if (name.startsWith(asked)) return 2;
  return ` ${name}`.includes(` ${asked}`) ? 1 : 0;
}
