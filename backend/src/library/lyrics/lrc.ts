import type { LyricsLine } from '../library.dto.js';
import { truncate, MAX_LINES } from './bounds.js';
import { sungText, type SungText } from './sung-words.js';
import { leadingStamps, timesOf, type Stamp } from './stamps.js';

const HEADER = /^\[([a-z#][\w-]*)\s*:(.*)\]$/i;
/** Keys that LRC has. In text without times anything else in brackets is part of it: “[Chorus: all]”. */
const KEYS = new Set(
  'ti ar al au by re tool ve length la lang offset id kana key encoding url artist title album author creator #'.split(
    ' ',
  ),
);
/** Who sings a line of a duet, as Walaoke marks it. */
const VOICE = /^[FMD]:\s*/;
/** “作曲 : …”: who wrote or plays it, mostly several such lines at one time. */
const CREDIT = /^\S{1,16} ?[:：]/;
/** What goes on without a time is kept to this much. */
const MAX_RAW_LENGTH = 16_000;
const MAX_OFFSET_MS = 3_600_000;

interface StampedLine {
  /** Of its first stamp, among those of the whole file. */
  readonly firstStamp: number;
  readonly stampCount: number;
  text: string;
}

/**
 * Reads LRC in all its dialects.
 * @returns its lines in order of time; undefined where fewer than two lines have stamps
 */
export function readLrc(rawLines: readonly string[]): { lines: LyricsLine[]; isInstrumental: boolean } | undefined {
  const stamps: Stamp[] = [];
  const stamped: StampedLine[] = [];
  let offsetMs = 0;
  let isInstrumental = false;
  for (const raw of rawLines) {
    const { stamps: leading, rest } = leadingStamps(raw.trim().slice(0, MAX_RAW_LENGTH));
    const header = headerOf(rest, leading.length > 0);
    if (header?.key === 'offset') offsetMs = offsetOf(header.value);
    if (header?.key === 'au' && /^instrumental$/i.test(header.value)) isInstrumental = true;
    if (header) continue;
    if (leading.length > 0) {
      stamped.push({ firstStamp: stamps.length, stampCount: leading.length, text: rest.replace(VOICE, '') });
      stamps.push(...leading);
    } else if (rest !== '' && !rest.startsWith('#')) goOn(stamped.at(-1), rest);
  }
  if (stamped.length < 2) return undefined;
  const lines = withTranslations(inOrder(stamped, timesOf(stamps)));
  const isEmpty = lines.every(({ text }) => text === '');
  return { lines: lines.map((line) => shiftLine(line, -offsetMs)), isInstrumental: isInstrumental && isEmpty };
}

/** A line that is no words: `[key:value]`. */
export function isHeader(line: string): boolean {
  return headerOf(line.trim(), true) !== undefined;
}

function headerOf(line: string, isKnownOnly: boolean): { key: string; value: string } | undefined {
  const [, name = '', value = ''] = HEADER.exec(line) ?? [];
  const key = name.toLowerCase();
  return key === '' || (isKnownOnly && !KEYS.has(key)) ? undefined : { key, value: value.trim() };
}

function offsetOf(value: string): number {
  const ms = Number.parseInt(value, 10);
  return Math.abs(ms) <= MAX_OFFSET_MS ? ms : 0;
}

/** What has no time goes on with the line before. */
function goOn(line: StampedLine | undefined, text: string): void {
  if (line && line.text.length < MAX_RAW_LENGTH) line.text = `${line.text} ${text}`;
}

function inOrder(stamped: readonly StampedLine[], times: readonly number[]): (LyricsLine & { startMs: number })[] {
  const lines: (LyricsLine & { startMs: number })[] = [];
  for (const { firstStamp, stampCount, text } of stamped) {
    if (lines.length >= MAX_LINES) break;
    const firstMs = times[firstStamp] ?? 0;
    const sung = sungText(text, firstMs);
    for (const startMs of times.slice(firstStamp, firstStamp + stampCount)) {
      // Words are timed for where the line is sung first; its repetitions are sung alike.
      lines.push({ startMs, ...later(sung, startMs - firstMs) });
    }
  }
  return lines.slice(0, MAX_LINES).sort((a, b) => a.startMs - b.startMs);
}

/** Two texts at the same time are one line and its translation. */
function withTranslations(lines: readonly (LyricsLine & { startMs: number })[]): (LyricsLine & { startMs: number })[] {
  const result: (LyricsLine & { startMs: number })[] = [];
  for (const line of lines) {
    const last = result.at(-1);
    if (last?.startMs !== line.startMs || CREDIT.test(last.text) || CREDIT.test(line.text)) result.push(line);
    else if (last.text === '') result[result.length - 1] = line;
    else if (line.text !== '' && line.text !== last.text) {
      last.translation = truncate(last.translation === undefined ? line.text : `${last.translation}\n${line.text}`);
    }
  }
  return result;
}

/** A positive offset of the file makes the words appear sooner, though not before the beginning. */
function shiftLine(line: LyricsLine & { startMs: number }, byMs: number): LyricsLine {
  const { startMs, text, translation, ...times } = line;
  return {
    startMs: Math.max(0, startMs + byMs),
    ...later({ text, ...times }, byMs),
    ...(translation !== undefined && { translation }),
  };
}

function later({ text, words, endMs }: SungText, byMs: number): SungText {
  return {
    text,
    ...(endMs !== undefined && { endMs: Math.max(0, endMs + byMs) }),
    ...(words && { words: words.map((word) => ({ startMs: Math.max(0, word.startMs + byMs), text: word.text })) }),
  };
}
