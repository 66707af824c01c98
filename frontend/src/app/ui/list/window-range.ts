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

/** Elements that are higher are cut off by one browser or another. */
const HIGHEST_PX = 8_000_000;

/** How a list lies in the page that is higher than an element can be: it is scrolled through as many times faster. */
export interface ScaledList {
  /** Of the element. */
  readonly heightPx: number;
  /** Where in the whole list the top of the view is. */
  readonly scrolledPx: number;
  /** From a place in the whole list to that in the element. */
  readonly placeOf: (px: number) => number;
  /** How much of the element has to be above the view for a place in the whole list to be at its top. */
  readonly scrollOf: (px: number) => number;
}

/**
 * @param wholePx the height of all rows
 * @param scrolledPx how much of the element is above the view
 */
export function scaledList(wholePx: number, scrolledPx: number, viewPx: number, highestPx = HIGHEST_PX): ScaledList {
  const asItIs = (px: number): number => px;
  if (wholePx <= highestPx) {
    return { heightPx: Math.max(0, wholePx), scrolledPx, placeOf: asItIs, scrollOf: asItIs };
  }
  const within = Math.min(Math.max(0, scrolledPx), highestPx - viewPx);
  const wholeScrolledPx = (within / (highestPx - viewPx)) * (wholePx - viewPx);
  return {
    heightPx: highestPx,
    scrolledPx: scrolledPx < 0 ? scrolledPx : wholeScrolledPx,
    placeOf: (px) => within + (px - wholeScrolledPx),
    scrollOf: (px) => Math.min(1, px / (wholePx - viewPx)) * (highestPx - viewPx),
  };
}

/** How many columns of at least `minColumnPx` fit beside each other; at least two where they are cards. */
export function columnsIn(widthPx: number, minColumnPx: number, gapPx: number): number {
  return Math.max(1, Math.floor((widthPx + gapPx) / (minColumnPx + gapPx)));
}
