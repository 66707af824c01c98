const SECOND_MS = 1_000;
/** Longer than anything that is heard at a stretch. */
const MAX_SECONDS = 7 * 24 * 60 * 60;
const PARTS = /^(\d{1,6})(?::(\d{1,2}))?(?::(\d{1,2}))?(?:[.,](\d{1,9}))?$/;
const WORDS = /^(?:pt?)?(?:(\d{1,3})h[a-z]*)?(?:(\d{1,4})m[a-z]*)?(?:(\d{1,5})(?:\.\d+)?s[a-z]*)?$/i;

/**
 * A time as podcasts write it: seconds, `MM:SS` or `HH:MM:SS`, each with or without a fraction; also `1h 5m`, `PT65M`.
 * @returns milliseconds, 0 for the beginning; undefined where it is none
 */
export function positionMsOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (text === '' || text.length > 40) return undefined;
  const seconds = secondsOfParts(text) ?? secondsOfWords(text);
  return seconds !== undefined && seconds <= MAX_SECONDS ? Math.round(seconds * SECOND_MS) : undefined;
}

/** The same for a length, which is never 0: that stands for “unknown”. */
export function lengthMsOf(value: unknown): number | undefined {
  return positionMsOf(value) || undefined;
}

function secondsOfParts(text: string): number | undefined {
  const [found, first, second, third, fraction] = PARTS.exec(text) ?? [];
  if (found === undefined) return undefined;
  const parts = [first, second, third].filter((part) => part !== undefined);
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0) + Number(`0.${fraction ?? '0'}`);
}

function secondsOfWords(text: string): number | undefined {
  const [found, hours, minutes, seconds] = WORDS.exec(text.replaceAll(/[\s,]+/g, '')) ?? [];
  if (found === undefined || (hours ?? minutes ?? seconds) === undefined) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}
