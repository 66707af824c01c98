const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/;
/** Longer than any track, in milliseconds. */
const MAX_DURATION_MS = 24 * 24 * 60 * 60 * 1000;

/** An object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object; undefined where it is none. */
export function recordOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return recordOf(value) ?? {};
}

/** A text without control characters and blanks around it; undefined where nothing is left. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll(/\p{Cc}|\p{Cs}/gu, ' ').trim();
  return text === '' ? undefined : text;
}

/** A MusicBrainz identifier in lower case. */
export function mbidOf(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : undefined;
}

/** An ISRC in capitals, without dashes. */
export function isrcOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replaceAll('-', '').toUpperCase() : '';
  return ISRC.test(text) ? text : undefined;
}

/** A time span; undefined where it is none that can be. @param unitMs milliseconds of one unit of it */
export function spanOf(value: unknown, unitMs = 1): number | undefined {
  const ms = Math.round(numberOf(value) * unitMs);
  return ms > 0 && ms <= MAX_DURATION_MS ? ms : undefined;
}

/** Some services write numbers as texts. */
function numberOf(value: unknown): number {
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return typeof value === 'number' ? value : NaN;
}

/** The same object without what is undefined: absent is a missing key. */
export function present<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
