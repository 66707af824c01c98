/**
 * Which of these, in order of time, was begun last.
 * @returns its index; -1 before the first
 */
export function lastBegun(starts: readonly { startMs?: number }[], positionMs: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle]?.startMs ?? Infinity) <= positionMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
