/** One figure: what was measured, against what, in the same run. */
export interface Row {
  readonly what: string;
  /** With its unit, for people. */
  readonly measured: string;
  readonly reference: string;
  /** Measured divided by reference. */
  readonly ratio: number;
  /** What the ratio should not pass, or should reach. */
  readonly target?: { readonly atMost?: number; readonly atLeast?: number };
}

/** Prints rows as a Markdown table, ready for docs/performance.md. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n`);
  console.log('| what | measured | reference | ratio | target |\n| --- | --- | --- | --- | --- |');
  for (const row of rows) {
    const { atMost, atLeast } = row.target ?? {};
    const target = atMost !== undefined ? `≤ ${atMost}` : atLeast !== undefined ? `≥ ${atLeast}` : '';
    const isMissed = (atMost !== undefined && row.ratio > atMost) || (atLeast !== undefined && row.ratio < atLeast);
    const ratio = `${row.ratio.toFixed(2)}${isMissed ? ' **missed**' : ''}`;
    console.log(`| ${row.what} | ${row.measured} | ${row.reference} | ${ratio} | ${target} |`);
  }
}

/** A time against the most that it may be. */
export function latencyRow(what: string, ms: number, mostMs: number): Row {
  return {
    what,
    measured: `${ms.toFixed(1)} ms`,
    reference: `${mostMs} ms`,
    ratio: ms / mostMs,
    target: { atMost: 1 },
  };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
