import { RefusedRecord } from './imported-listen.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** What is larger counts milliseconds: as seconds it would be in the year 5138. */
const MAX_SECONDS = 1e11;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `31 Dec 2023, 23:59` as Last.fm prints it, or `2023-12-31 23:59[:59[.999]]` with or without T and zone. */
const SPELLED = /^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?$/i;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** A point in time as a file tells it: that, or up to `precisionMs` later. */
export interface TellingTime {
  readonly atMs: number;
  readonly precisionMs: number;
}

/**
 * Reads a time: Unix seconds or milliseconds as a number or digits, or a date in words, which is UTC where it names no
 * zone.
 * @throws RefusedRecord it is none
 */
export function timeOf(value: unknown): TellingTime {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const time = readNumber(text) ?? readSpelledOut(text) ?? iso(text);
  if (!time || !Number.isFinite(time.atMs))
    throw new RefusedRecord('There is no time that can be read.', { code: 'record-no-time' });
  return time;
}

function readNumber(text: string): TellingTime | undefined {
  if (!/^\d{1,14}(?:\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return { atMs: Math.round(number > MAX_SECONDS ? number : number * SECOND_MS), precisionMs: SECOND_MS };
}

function readSpelledOut(text: string): TellingTime | undefined {
  const [, day, month = '', year, hour, minute, second] = SPELLED.exec(text) ?? [];
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  if (monthIndex < 0) return undefined;
  return {
    atMs: Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0)),
    precisionMs: second === undefined ? MINUTE_MS : SECOND_MS,
  };
}

function iso(text: string): TellingTime | undefined {
  const [, day, minutes, seconds, zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined || minutes === undefined) return undefined;
  const inZone = zone.toUpperCase() === 'UTC' ? 'Z' : zone.toUpperCase();
  return {
    atMs: Date.parse(`${day}T${minutes}${seconds ?? ':00'}${inZone}`),
    precisionMs: seconds === undefined ? MINUTE_MS : SECOND_MS,
  };
}
