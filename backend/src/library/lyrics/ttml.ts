import type { LyricsLine, LyricsWord } from '../library.dto.js';
import { truncate, MAX_LINES } from './bounds.js';
import { joinWords } from './sung-words.js';

const CLOCK = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5}(?:\.\d{1,9})?)$/;
const OFFSET = /^(\d{1,9}(?:\.\d{1,9})?)(h|m|s|ms)$/;
const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** A tag, or the text up to the next one. */
const PIECE = /<([^<>]*)>|[^<>]+/g;

/**
 * Reads the Timed Text that subtitles and some stores write, as far as lyrics use it: `<p begin end>` is a line,
 * `<span begin>` in it a word, `ttm:role="x-translation"` its translation.
 * @see https://www.w3.org/TR/ttml2/
 * @returns its lines in order of time; undefined where there is none with a time
 */
export function readTtml(text: string): LyricsLine[] | undefined {
  const lines: (LyricsLine & { startMs: number })[] = [];
  // Cut first and searched from the end of each piece, so that a file of openings alone takes no longer.
  for (const paragraph of text.replace(/\s+/g, ' ').split('</p>', MAX_LINES)) {
    const from = paragraph.lastIndexOf('<p ');
    const open = from < 0 ? -1 : paragraph.indexOf('>', from);
    const line = open < 0 ? undefined : lineOf(paragraph.slice(from, open), paragraph.slice(open + 1));
    if (line) lines.push(line);
  }
  return lines.length === 0 ? undefined : lines.sort((a, b) => a.startMs - b.startMs);
}

function lineOf(tag: string, content: string): (LyricsLine & { startMs: number }) | undefined {
  const startMs = timeIn(tag, 'begin');
  if (startMs === undefined) return undefined;
  const { words, translation } = contentOf(content, startMs);
  const endMs = timeIn(tag, 'end');
  const sung = joinWords(words);
  const areTimed = words.some((word) => word.startMs !== startMs);
  return {
    startMs,
    ...(endMs !== undefined && { endMs: Math.max(startMs, endMs) }),
    text: sung.text,
    ...(areTimed && sung.words && { words: sung.words }),
    ...(translation !== '' && { translation }),
  };
}

function contentOf(content: string, startMs: number): { words: LyricsWord[]; translation: string } {
  const words: LyricsWord[] = [];
  /** What the spans around a piece of text are; romanisations and the like are left out. */
  const around: ('words' | 'translation' | 'other')[] = ['words'];
  let translation = '';
  let lastMs = startMs;
  for (const [piece, tag] of content.matchAll(PIECE)) {
    if (tag === undefined) {
      if (around.at(-1) === 'words') words.push({ startMs: lastMs, text: decodeEntities(piece) });
      else if (around.at(-1) === 'translation') translation += decodeEntities(piece);
    } else if (tag.startsWith('br')) words.push({ startMs: lastMs, text: ' ' });
    else if (tag.startsWith('/span') && around.length > 1) around.pop();
    else if (tag.startsWith('span') && !tag.endsWith('/')) {
      around.push(roleOf(tag, around.at(-1) ?? 'words'));
      lastMs = Math.max(lastMs, timeIn(tag, 'begin') ?? lastMs);
    }
  }
  return { words, translation: truncate(translation.replace(/\s+/g, ' ').trim()) };
}

function roleOf(tag: string, outer: 'words' | 'translation' | 'other'): 'words' | 'translation' | 'other' {
  const role = /ttm:role\s*=\s*["']([^"']*)/.exec(tag)?.[1];
  if (role === undefined || role === 'x-bg') return outer;
  return role === 'x-translation' ? 'translation' : 'other';
}

function timeIn(tag: string, name: 'begin' | 'end'): number | undefined {
  const value = new RegExp(String.raw`\s${name}\s*=\s*["']([^"']{1,40})["']`).exec(tag)?.[1] ?? '';
  const [, amount, unit] = OFFSET.exec(value) ?? [];
  if (amount !== undefined) return Math.round(Number(amount) * (UNITS_MS[unit ?? ''] ?? 0));
  const [, hours = '0', minutes = '0', seconds] = CLOCK.exec(value) ?? [];
  if (seconds === undefined) return undefined;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
    (whole: string, ...groups: (string | undefined)[]) => {
      const [decimal, hexadecimal, name] = groups;
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
      const isCharacter = code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : ' ';
    },
  );
}
