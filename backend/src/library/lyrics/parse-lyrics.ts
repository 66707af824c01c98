import type { LyricsLine, LyricsView } from '../library.dto.js';
import { truncate, MAX_LINES, MAX_TEXT_LENGTH } from './bounds.js';
import { isHeader, readLrc } from './lrc.js';
import { cutAtStamps, leadingStamps } from './stamps.js';
import { readSubtitles } from './subtitles.js';
import { readTtml } from './ttml.js';

/** Looked for near the beginning only: what an XML file is shows there. */
const TTML = /<tt[\s>]/;
const HEAD_LENGTH = 2_000;

/**
 * Reads lyrics by what is in them, whatever their file was called: LRC, SubRip, WebVTT, Timed Text, or plain text.
 * Never fails; lines with times come in order of time.
 */
export function parseLyrics(text: string): Omit<LyricsView, 'origin' | 'text' | 'offsetMs'> {
  const whole = text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(/^\ufeff/, '')
    .toWellFormed();
  const raw = whole.split(/\r\n|\r|\n/, MAX_LINES);
  const timed = TTML.test(whole.slice(0, HEAD_LENGTH)) ? readTtml(whole) : readSubtitles(raw);
  if (timed) return { isSynced: true, lines: timed };
  const lrc = readLrc(raw);
  if (!lrc) return { isSynced: false, lines: plainLines(raw) };
  return { isSynced: true, ...(lrc.isInstrumental && { isInstrumental: true }), lines: lrc.lines };
}

function plainLines(raw: readonly string[]): LyricsLine[] {
  const lines = raw
    .filter((line) => !isHeader(line))
    .map((line) =>
      cutAtStamps(leadingStamps(line.trim()).rest)
        .map(({ text }) => text)
        .join(''),
    ) // prettier-ignore
    .map((line) => truncate(line.trim()));
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines.map((line) => ({ text: line }));
}
