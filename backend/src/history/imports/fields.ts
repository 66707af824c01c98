import { RefusedRecord } from './imported-listen.js';

const MAX_TEXT = 1_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/;
/** Longer than any track, in milliseconds. */
const MAX_DURATION_MS = 24 * 24 * 60 * 60 * 1000;

export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** A text without control characters and blanks around it; undefined where nothing is left. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.length > MAX_TEXT) throw new RefusedRecord(`A text is longer than ${MAX_TEXT} characters.`);
  const text = value.replaceAll(/\p{Cc}|\p{Cs}/gu, ' ').trim();
  return text === '' ? undefined : text;
}

/** @throws RefusedRecord there is none */
export function requiredText(value: unknown, what: string): string {
  const text = textOf(value);
  if (text === undefined) throw new RefusedRecord(`There is no ${what}.`);
  return text;
}

export function mbidOf(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : undefined;
}

export function isrcOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replaceAll('-', '').toUpperCase() : '';
  return ISRC.test(text) ? text : undefined;
}

/** A time span; undefined where it is none that can be. @param unitMs milliseconds of one unit of it */
export function spanOf(value: unknown, unitMs = 1): number | undefined {
  const ms = Math.round(Number(typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? value : NaN) * unitMs); // prettier-ignore
  return ms > 0 && ms <= MAX_DURATION_MS ? ms : undefined;
}

/** The same object without what is undefined: absent is a missing key. */
export function present<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
