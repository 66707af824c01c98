import type { SourceState, SourceView } from '../../core/api/types';

const STATE_WORDS: Readonly<Record<SourceState, () => string>> = {
  ok: () => $localize`Working.`,
  degraded: () => $localize`Having trouble.`,
  unavailable: () => $localize`Out of reach.`,
};
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a source is doing, in words: what, why, and what to do. */
export function healthInWords({ state, reason, nextStep }: SourceView): string {
  return [STATE_WORDS[state](), reason, nextStep].filter((part) => part !== undefined).join(' ');
}

/** Since when it is so, when it last answered, when it is asked again: `Since 14:05. Last answer 2 min ago.` */
export function timesInWords(source: SourceView, nowMs: number): string {
  const { state, sinceMs, lastSuccessAtMs, retryAtMs } = source;
  return [
    ...(state === 'ok' ? [] : [$localize`For ${spanInWords(nowMs - sinceMs)}:time:.`]),
    ...(lastSuccessAtMs === undefined
      ? []
      : [$localize`Last good answer ${spanInWords(nowMs - lastSuccessAtMs)}:time: ago.`]),
    ...(retryAtMs === undefined ? [] : [$localize`Asked again in ${spanInWords(retryAtMs - nowMs)}:time:.`]),
  ].join(' ');
}

/** How long, roughly: `less than a minute`, `3 min`, `5 h`, `2 days`. */
export function spanInWords(ms: number): string {
  if (ms < MINUTE_MS) return $localize`less than a minute`;
  if (ms < HOUR_MS) return $localize`${Math.floor(ms / MINUTE_MS)}:minutes: min`;
  if (ms < 2 * DAY_MS) return $localize`${Math.floor(ms / HOUR_MS)}:hours: h`;
  return $localize`${Math.floor(ms / DAY_MS)}:number: days`;
}
