import type { LyricsLine } from '../../core/api/types';
import { highlighted } from '../../ui/highlight';

/** A line that is sung at a known time. */
export type TimedLine = LyricsLine & { startMs: number };

/** Shorter pauses are breath: shown, they would only make the lines jump. */
const LEAST_PAUSE_MS = 5_000;

/** Lines that are sung later than they tell, or sooner. */
export function shifted(lines: readonly LyricsLine[], byMs: number): readonly LyricsLine[] {
  if (byMs === 0) return lines;
  const later = (ms: number): number => Math.max(0, ms + byMs);
  return lines.map((line) => ({
    ...line,
    ...(line.startMs !== undefined && { startMs: later(line.startMs) }),
    ...(line.endMs !== undefined && { endMs: later(line.endMs) }),
    ...(line.words && { words: line.words.map(({ startMs, text }) => ({ startMs: later(startMs), text })) }),
  }));
}

/** Which lines hold all the words of a query, each from its beginning; none for an empty one. */
export function linesWith(lines: readonly LyricsLine[], query: string): number[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  return lines.flatMap(({ text, translation = '' }, index) => {
    const holds = (word: string): boolean =>
      highlighted(`${text}\n${translation}`, word).some((segment) => segment.isMatch);
    return words.every(holds) ? [index] : [];
  });
}

/** The text of lines as a person would write it: LRC where their times are known. */
export function asText(lines: readonly LyricsLine[]): string {
  return lines.map(({ startMs, text }) => (startMs === undefined ? text : `[${stampOf(startMs)}]${text}`)).join('\n');
}

/** `03:05.20`: minutes, seconds and hundredths, as all that read LRC know them. */
function stampOf(ms: number): string {
  const hundredths = Math.round(ms / 10);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(hundredths / 6000)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

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
