import type { HoldingView, SourceAnswerView, SourceState, SourceView } from '../../core/api/types';
import { said, saidBriefly } from '../../core/locale/server/server-words';

const STATE_WORDS: Readonly<Record<SourceState, () => string>> = {
  ok: () => $localize`Working.`,
  degraded: () => $localize`Having trouble.`,
  unavailable: () => $localize`Out of reach.`,
};
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a source is doing, in words: what, why, and what to do. */
export function healthInWords(source: SourceView): string {
  const { state, code, reason, nextStep, parts } = source;
  // Of folders each says by itself what is the matter.
  const ofParts = code === undefined ? parts.map(partInWords) : [];
  const own = [reason, nextStep].filter((part) => part !== undefined).join(' ');
  const why = ofParts.filter((words) => words !== '').join(' ') || said(source, own);
  return [STATE_WORDS[state](), why].filter((part) => part !== '').join(' ');
}

/** Why one of its folders, feeds or accounts cannot be had; empty where it can. */
export function partInWords(part: SourceView['parts'][number]): string {
  return said(part, part.reason) ?? '';
}

/** A part with its name: `/music: Reading it is not permitted.` */
export function namedPart(part: SourceView['parts'][number]): string {
  const words = partInWords(part);
  return words === '' ? part.name : `${part.name}: ${words}`;
}

/** What becomes of something that Pyxis has of a source when that is taken away. */
export function holdingInWords({ kind, detail }: HoldingView): string {
  return said({ code: `holding-${kind}` }, detail);
}

/** What a secret of a source is, and what for. */
export function credentialInWords({ name, description }: SourceView['credentials'][number]): string {
  return said({ code: `credential-${name}` }, description);
}

/** How a call to outside went. */
export function answerInWords({ service, outcome, detail }: SourceAnswerView): string {
  return saidBriefly({ code: outcome, service }, detail) ?? $localize`answered.`;
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
