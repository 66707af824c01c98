/** What a windowed list needs to know of the page, in CSS pixels. */
export interface WindowInput {
  /** From the top of the list to the top of the view; negative while the list begins below it. */
  scrolledPx: number;
  viewPx: number;
  rowPx: number;
  columns: number;
  /** Of all, loaded and awaited. */
  count: number;
  /** Rows drawn beyond the view on each side. */
  overscan: number;
}

/** The part of a list that is drawn: items `start` to before `end`, and from which row on. */
export interface WindowRange {
  firstRow: number;
  start: number;
  end: number;
  rows: number;
}

/** Whole rows only; never outside the list, and never empty while it has items. */
export function windowRange({ scrolledPx, viewPx, rowPx, columns, count, overscan }: WindowInput): WindowRange {
  const rows = Math.ceil(count / columns);
  const lastPossible = Math.max(0, rows - 1);
  const firstRow = Math.min(Math.max(0, Math.floor(scrolledPx / rowPx) - overscan), lastPossible);
  const lastRow = Math.min(Math.max(firstRow, Math.ceil((scrolledPx + viewPx) / rowPx) + overscan), rows);
  return { firstRow, start: firstRow * columns, end: Math.min(count, Math.max(lastRow, firstRow + 1) * columns), rows };
}

/** How many columns of at least `minColumnPx` fit beside each other; at least two where they are cards. */
export function columnsIn(widthPx: number, minColumnPx: number, gapPx: number): number {
  return Math.max(1, Math.floor((widthPx + gapPx) / (minColumnPx + gapPx)));
}
