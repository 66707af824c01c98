import type { LyricsLine } from '../../core/api/types';

/** A line that is sung at a known time. */
export type TimedLine = LyricsLine & { startMs: number };

/** Shorter pauses are breath: shown, they would only make the lines jump. */
const LEAST_PAUSE_MS = 5_000;

/** The lines to be shown of synced lyrics: pauses (empty lines) only where they are long. */
export function linesToShow(lines: readonly LyricsLine[]): TimedLine[] {
  const timed = lines.filter((line): line is TimedLine => line.startMs !== undefined);
  return timed.filter((line, index) => {
    if (line.text !== '') return true;
    const next = timed[index + 1];
    return next !== undefined && next.startMs - line.startMs >= LEAST_PAUSE_MS;
  });
}

/** Every moment at which something changes: lines and words begin. In order, each once. */
export function momentsOf(lines: readonly TimedLine[]): { startMs: number }[] {
  const moments = new Set(lines.flatMap((line) => [line.startMs, ...(line.words ?? []).map((word) => word.startMs)]));
  return [...moments].sort((a, b) => a - b).map((startMs) => ({ startMs }));
}
