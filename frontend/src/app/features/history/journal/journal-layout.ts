/** How high the parts of the journal are, in CSS pixels. */
export interface JournalSizes {
  /** Of what is awaited above the first day. */
  leadPx: number;
  headPx: number;
  rowPx: number;
  /** Between days. */
  gapPx: number;
}

/** One day: its rows are those from `start` to before `end` of the list. */
export interface DayBlock {
  /** The day, told apart from another block of it where clocks were set back. */
  key: string;
  day: string;
  start: number;
  end: number;
  topPx: number;
  heightPx: number;
}

/** The part of a day that is drawn. */
export interface DrawnBlock extends DayBlock {
  from: number;
  to: number;
  /** Of the rows before `from`, which are not drawn. */
  skippedPx: number;
}

/** Days below each other, from the days of the rows in their order. */
export function layOut(days: readonly string[], sizes: JournalSizes): DayBlock[] {
  const blocks: DayBlock[] = [];
  const seen = new Map<string, number>();
  let topPx = sizes.leadPx;
  for (let start = 0; start < days.length;) {
    const day = days[start] ?? '';
    let end = start + 1;
    while (end < days.length && days[end] === day) end++;
    const times = (seen.get(day) ?? 0) + 1;
    seen.set(day, times);
    const heightPx = sizes.headPx + (end - start) * sizes.rowPx + sizes.gapPx;
    blocks.push({ key: times > 1 ? `${day} ${times}` : day, day, start, end, topPx, heightPx });
    topPx += heightPx;
    start = end;
  }
  return blocks;
}

/** Where a row lies; absent when there is no such row. */
export function topOfRow(blocks: readonly DayBlock[], row: number, sizes: JournalSizes): number | undefined {
  const block = blocks.find(({ start, end }) => row >= start && row < end);
  return block && block.topPx + sizes.headPx + (row - block.start) * sizes.rowPx;
}

/** The first row of which something lies below that line; absent when none does. */
export function rowBelow(blocks: readonly DayBlock[], linePx: number, sizes: JournalSizes): number | undefined {
  const block = blocks.find(({ topPx, heightPx }) => topPx + heightPx - sizes.gapPx > linePx);
  if (!block) return undefined;
  const above = Math.floor((linePx - block.topPx - sizes.headPx) / sizes.rowPx);
  return block.start + Math.max(0, above);
}

/** What is drawn of the list to fill the band between two lines. */
export function blocksWithin(
  blocks: readonly DayBlock[],
  fromPx: number,
  toPx: number,
  { headPx, rowPx }: JournalSizes,
): DrawnBlock[] {
  return blocks
    .filter(({ topPx, heightPx }) => topPx + heightPx > fromPx && topPx < toPx)
    .map((block) => {
      const rowsPx = block.topPx + headPx;
      const count = block.end - block.start;
      const skipped = Math.min(count, Math.max(0, Math.floor((fromPx - rowsPx) / rowPx)));
      const shown = Math.min(count, Math.max(skipped, Math.ceil((toPx - rowsPx) / rowPx)));
      return { ...block, from: block.start + skipped, to: block.start + shown, skippedPx: skipped * rowPx };
    });
}
