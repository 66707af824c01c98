/** The drawing's own units; it is stretched to the width of its place. */
export interface Plot {
  widthPx: number;
  heightPx: number;
}

/** Points of two layers on top of each other, and the lines to read them by. */
export interface StackedAreas {
  /** Path of the lower layer, closed at the base. */
  lower: string;
  /** Path of the upper layer, closed at the lower one. */
  upper: string;
  /** The upper edge of each. */
  lowerLine: string;
  upperLine: string;
  /** Where each pair stands from left to right. */
  xs: number[];
  ticks: { value: number; y: number }[];
}

/** Lays two series on top of each other over the full width. Needs at least two pairs to have a width at all. */
export function stackAreas(pairs: readonly { lower: number; upper: number }[], plot: Plot): StackedAreas {
  const top = niceTop(Math.max(1, ...pairs.map(({ lower, upper }) => lower + upper)));
  const y = (value: number): number => round(plot.heightPx * (1 - value / top.max));
  const xs = pairs.map((_, at) => round((plot.widthPx * at) / Math.max(1, pairs.length - 1)));
  const line = (values: readonly number[]): string[] => values.map((value, at) => `${xs[at] ?? 0},${y(value)}`);
  const lowerEdge = line(pairs.map(({ lower }) => lower));
  const upperEdge = line(pairs.map(({ lower, upper }) => lower + upper));
  const base = [`${plot.widthPx},${plot.heightPx}`, `0,${plot.heightPx}`];
  const ticks = Array.from({ length: top.steps + 1 }, (_, at) => {
    const value = (top.max / top.steps) * at;
    return { value, y: y(value) };
  });
  return {
    lower: `M${[...lowerEdge, ...base].join('L')}Z`,
    upper: `M${[...upperEdge, ...[...lowerEdge].reverse()].join('L')}Z`,
    lowerLine: `M${lowerEdge.join('L')}`,
    upperLine: `M${upperEdge.join('L')}`,
    xs,
    ticks,
  };
}

/** The next round number above, and into how many round steps it falls: 730 becomes 800 in 4 steps. */
export function niceTop(value: number): { max: number; steps: number } {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  for (const [factor, steps] of [
    [1, 2],
    [2, 4],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 3],
    [8, 4],
    [10, 5],
  ] as const) {
    // Listens are whole: 1 has no half.
    if (value <= factor * power) return { max: factor * power, steps: factor * power < steps ? 1 : steps };
  }
  return { max: 10 * power, steps: 5 };
}

/** Which labels of many to write so that they do not touch: every nth, the last among them. */
export function labelled(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % step === 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
