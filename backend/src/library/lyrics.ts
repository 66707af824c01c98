import type { LyricsLine } from './library.dto.js';

const MAX_LINES = 5_000;
const MAX_LINE_LENGTH = 1_000;
/** `[mm:ss.xx]`, `[mm:ss]`, `[mm:ss:xx]` or `[hh:mm:ss.xx]`. */
const STAMP = /^\[(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.:,](\d{1,3}))?\]/;
const HEADER = /^\[([a-z]+)\s*:([^\]]*)\]\s*$/i;
/** Times of single words, as enhanced LRC has them. */
const WORD_STAMP = /<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>/g;
const VOICE = /^[FMD]:\s*/;

/**
 * Reads lyrics: LRC with line times (several stamps a line, `offset`, hours), or plain text. Two stamped lines make it
 * synced; anything else is read as it stands.
 */
export function parseLyrics(text: string): { isSynced: boolean; lines: LyricsLine[] } {
  const raw = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, MAX_LINES);
  const timed: { startMs: number; text: string }[] = [];
  let offsetMs = 0;
  let before: { text: string }[] = [];
  for (const line of raw) {
    const { stamps, rest } = takeStamps(line.trim());
    const words = rest.replace(WORD_STAMP, '').replace(VOICE, '').trim().slice(0, MAX_LINE_LENGTH);
    if (stamps.length > 0) {
      const added = stamps.map((startMs) => ({ startMs, text: words }));
      timed.push(...added);
      before = added;
      continue;
    }
    const header = HEADER.exec(rest);
    if (header?.[1]?.toLowerCase() === 'offset') offsetMs = Number.parseInt(header[2] ?? '', 10) || 0;
    if (header || words === '' || words.startsWith('#')) continue;
    // What has no time goes on with the line before.
    for (const entry of before) entry.text = `${entry.text} ${words}`.trim().slice(0, MAX_LINE_LENGTH);
  }
  if (timed.length < 2) return { isSynced: false, lines: plain(raw) };
  // A positive offset makes the words appear sooner.
  const lines = timed.map((line) => ({ ...line, startMs: Math.max(0, line.startMs - offsetMs) }));
  return { isSynced: true, lines: lines.sort((a, b) => a.startMs - b.startMs) };
}

function takeStamps(line: string): { stamps: number[]; rest: string } {
  const stamps: number[] = [];
  let rest = line;
  for (let match = STAMP.exec(rest); match; match = STAMP.exec(rest)) {
    const [whole, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
    const ms = Math.round(Number(`0.${fraction || '0'}`) * 1000);
    stamps.push((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + ms);
    rest = rest.slice(whole.length).trimStart();
  }
  return { stamps, rest };
}

function plain(raw: readonly string[]): LyricsLine[] {
  const lines = raw.filter((line) => !HEADER.test(line.trim())).map((line) => takeStamps(line.trim()).rest);
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines.map((text) => ({ text: text.slice(0, MAX_LINE_LENGTH) }));
}
