import type { LyricsLine, LyricsWord } from '../library.dto.js';
import { truncate } from './bounds.js';
import { cutAtStamps, wordTime } from './stamps.js';

/** Words of a line with the times of their beginnings, and when the last one ends. */
export type SungText = Pick<LyricsLine, 'text' | 'words' | 'endMs'>;

/**
 * Reads the text of a line with the stamps in it.
 * @param startMs of the line; what stands before the first stamp begins then
 */
export function sungText(line: string, startMs: number): SungText {
  const words: LyricsWord[] = [];
  let lastMs = startMs;
  let areTimed = false;
  let endMs: number | undefined;
  for (const { stamp, text } of cutAtStamps(line)) {
    if (stamp) lastMs = wordTime(stamp, lastMs);
    areTimed ||= stamp !== undefined && text.trim() !== '';
    endMs = stamp && text.trim() === '' ? lastMs : undefined;
    words.push({ startMs: lastMs, text });
  }
  const { text, words: timed } = joinWords(words);
  return { text, ...(endMs !== undefined && { endMs }), ...(areTimed && timed && { words: timed }) };
}

/** Words as they make up their line: put together they are its text, with one space at most between them. */
export function joinWords(words: readonly LyricsWord[]): { text: string; words?: LyricsWord[] } {
  const kept: LyricsWord[] = [];
  let whole = '';
  for (const word of words) {
    let text = word.text.replace(/\s+/g, ' ');
    if (whole === '' || whole.endsWith(' ')) text = text.trimStart();
    const room = truncate(whole + text).slice(whole.length);
    if (room === '') continue;
    whole += room;
    const last = kept.at(-1);
    // A space alone belongs to the word before it.
    if (room === ' ' && last) last.text += ' ';
    else kept.push({ startMs: word.startMs, text: room });
  }
  const last = kept.at(-1);
  if (!last) return { text: '' };
  last.text = last.text.trimEnd();
  return { text: whole.trimEnd(), words: kept };
}
