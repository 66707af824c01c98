const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Songs that may be asked for before they are needed. */
const AHEAD = 2;

/** What the service counts of one station. It is told of no skip: it sees that songs are asked for sooner than others can have been heard. */
export class SkipRule {
  private last?: { readonly atMs: number; readonly seconds: readonly number[] };
  private skips: number[] = [];

  /** @param seconds of each of the songs that are given now */
  gave(seconds: readonly number[], nowMs: number): void {
    const { last } = this;
    if (last) {
      let leftS = (nowMs - last.atMs) / 1_000;
      const heard = last.seconds.findIndex((length) => (leftS -= length) < 0);
      const unheard = heard === -1 ? 0 : last.seconds.length - heard;
      for (let skipped = unheard - AHEAD; skipped > 0; skipped--) this.skips.push(nowMs);
    }
    this.last = { atMs: nowMs, seconds };
  }

  /** A thumb down skips, too. */
  skipped(nowMs: number): void {
    this.skips.push(nowMs);
  }

  isOver(nowMs: number): boolean {
    const within = (spanMs: number): number => this.skips.filter((atMs) => nowMs - atMs < spanMs).length;
    return within(HOUR_MS) > 6 || within(DAY_MS) > 12;
  }
}
