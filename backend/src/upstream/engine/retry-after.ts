const SECOND_MS = 1_000;
/** Whoever asks for more is asked again after this. */
const LONGEST_MS = 3_600_000;

/**
 * When a service that has had enough wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or
 * seconds in a header of its own.
 * @param headers of the answer, names in lower case
 * @param ownHeader in lower case; what it says comes first
 * @returns epoch milliseconds, from now to an hour ahead; undefined where it does not say
 */
export function retryAtMs(
  headers: Readonly<Record<string, string>>,
  ownHeader: string | undefined,
  nowMs: number,
): number | undefined {
  const own = ownHeader === undefined ? undefined : secondsIn(headers[ownHeader]);
  const standard = headers['retry-after'];
  const seconds = own ?? secondsIn(standard);
  if (seconds !== undefined) return nowMs + Math.min(Math.max(1, Math.ceil(seconds)) * SECOND_MS, LONGEST_MS);
  const date = standard === undefined ? Number.NaN : Date.parse(standard);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date, nowMs + SECOND_MS), nowMs + LONGEST_MS);
}

function secondsIn(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,12}(?:\.\d{1,12})?$/.test(trimmed) ? Number(trimmed) : undefined;
}
