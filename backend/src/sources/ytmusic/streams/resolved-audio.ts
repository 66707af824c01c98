import type { StreamRefused } from './refusal.js';

/** A stretch of a long song that has a title of its own. */
export interface Chapter {
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** An address at which the sound of a song lies for some hours. Kept to the server: it lets in whoever has it. */
export interface ResolvedAudio {
  readonly url: string;
  /** To be sent with every request for it: it is bound to who asked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mimeType: string;
  /** Which of the forms of the song it is: parts of one are never put to another's. */
  readonly formatId: string;
  readonly durationMs?: number;
  /** In their order, one behind the other; absent: nobody told whether it has any. */
  readonly chapters?: readonly Chapter[];
  /** How much louder it has to be played to be as loud as other songs, in dB; absent: nobody told. */
  readonly gainDb?: number;
  /** Epoch milliseconds; absent: the address does not say. */
  readonly expiresAtMs?: number;
  /** It may not be fetched before. */
  readonly availableAtMs?: number;
  /** What keeps the usual way from being used, where somebody has to mend it and another way has led here. */
  readonly detour?: StreamRefused;
}

/** When an address of googlevideo stops to work: it stands in its query, or among the parts of its path. */
export function expiryOf(url: string): number | undefined {
  if (!URL.canParse(url)) return undefined;
  const { searchParams, pathname } = new URL(url);
  const told = searchParams.get('expire') ?? /\/expire\/(\d+)\//.exec(pathname)?.[1] ?? '';
  return /^\d{9,11}$/.test(told) ? Number(told) * 1_000 : undefined;
}
