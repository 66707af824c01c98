import type { ScanCounts } from './scan-writer.js';

/** Over how long the rate is taken: short enough to follow a slow disk, long enough not to jump about. */
const RATE_WINDOW_MS = 10_000;

/** How far a scan is. Kept by the scanner, read by whoever shows it. */
export class ScanProgress implements ScanCounts {
  itemsSeen = 0;
  isWalkDone = false;
  itemsDone = 0;
  added = 0;
  updated = 0;
  moved = 0;
  missing = 0;
  broken = 0;
  private readonly samples: { atMs: number; items: number }[] = [];

  /** Every item was looked at once, so this is how many there are. */
  get itemsTotal(): number | undefined {
    return this.isWalkDone ? this.itemsSeen : undefined;
  }

  count(items: number, counts: ScanCounts, nowMs: number): void {
    this.itemsDone += items;
    this.added += counts.added;
    this.updated += counts.updated;
    this.moved += counts.moved;
    this.missing += counts.missing;
    this.broken += counts.broken;
    this.samples.push({ atMs: nowMs, items });
    while ((this.samples[0]?.atMs ?? nowMs) < nowMs - RATE_WINDOW_MS) this.samples.shift();
  }

  /** Items read per second, lately; undefined until there is something to tell. */
  itemsPerSecond(nowMs: number): number | undefined {
    const [first] = this.samples;
    if (!first || nowMs - first.atMs < 250) return undefined;
    const items = this.samples.reduce((sum, sample) => sum + sample.items, 0) - first.items;
    return items > 0 ? (items * 1000) / (nowMs - first.atMs) : undefined;
  }

  remainingMs(nowMs: number): number | undefined {
    const rate = this.itemsPerSecond(nowMs);
    if (rate === undefined || this.itemsTotal === undefined) return undefined;
    return Math.max(0, ((this.itemsTotal - this.itemsDone) * 1000) / rate);
  }
}
