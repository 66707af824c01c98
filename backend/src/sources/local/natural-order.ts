const RUNS = /\d+|\D+/g;

/**
 * Order of file names as people expect it: numbers by their value, the rest by code point, whatever the case.
 * `Intl.Collator` would do, but takes longer to load than a hundred files take to read.
 */
export function byNaturalOrder(a: string, b: string): number {
  const left = a.toLowerCase().match(RUNS) ?? [];
  const right = b.toLowerCase().match(RUNS) ?? [];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [one = '', other = ''] = [left[i], right[i]];
    const difference = Number(one) - Number(other);
    if (!Number.isNaN(difference) && difference !== 0) return difference;
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length || (a < b ? -1 : Number(a !== b));
}
