import type { LyricsLine } from '../library.dto.js';
import { MAX_LINES } from './bounds.js';
import { sungText } from './sung-words.js';

/** `00:00:01,500 --> 00:00:04,000` of SubRip; WebVTT has a point, may leave the hours out, and adds settings. */
const TIMES = /^(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3}) +--> +(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})(?: |$)/;
/** Marks of form: `<i>`, `<c.loud>`, `<v Ann>`, `<font color="…">`, `{\an8}`. Times in `<…>` are kept. */
const MARKUP = /<\/?[a-z][^<>]{0,100}>|\{\\[^{}]{0,20}\}/gi;

/**
 * Reads SubRip and WebVTT.
 * @returns their cues in order of time; undefined where there is none
 */
export function readSubtitles(rawLines: readonly string[]): LyricsLine[] | undefined {
  const cues: { startMs: number; endMs: number; text: string }[] = [];
  let cue: (typeof cues)[number] | undefined;
  for (const raw of rawLines) {
    const line = raw.trim();
    const times = TIMES.exec(line);
    if (times) {
      const [, h1, m1, s1, f1, h2, m2, s2, f2] = times.map((part) => Number(part));
      cue = { startMs: msOf(h1, m1, s1, f1), endMs: msOf(h2, m2, s2, f2), text: '' };
      if (cues.length < MAX_LINES) cues.push(cue);
    } else if (line === '') cue = undefined;
    else if (cue) cue.text = `${cue.text} ${line}`;
  }
  if (cues.length === 0) return undefined;
  return cues
    .map(({ startMs, endMs, text }) => ({
      startMs,
      ...sungText(text.replace(MARKUP, ''), startMs),
      endMs: Math.max(startMs, endMs),
    }))
    .sort((a, b) => a.startMs - b.startMs);
}

/** Hours that are left out count as none. */
const msOf = (hours = 0, minutes = 0, seconds = 0, ms = 0): number =>
  ((hours || 0) * 3600 + minutes * 60 + seconds) * 1000 + ms;
