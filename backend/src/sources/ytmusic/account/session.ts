import { createHash } from 'node:crypto';
import { Subject } from 'rxjs';
import { fieldsOf, type Clock } from '../../../common/index.js';
import type { Dependency } from '../../service-health.js';
import { at, listOf } from '../answers/walk.js';
import type { Cookies } from './cookies.js';

/** Which account of the browser that the cookies come from. */
export interface SessionChoice {
  /** Its place among those that are signed in there, from 0 on. */
  readonly index: number;
  /** Id of a channel of it that is no person's own (a brand account). */
  readonly channel?: string;
}

export const NOT_SIGNED_IN = {
  reason: 'ytmusic-not-signed-in',
  detail: 'YouTube Music answers as it answers a guest, though it was given cookies.',
  nextStep:
    'Take them anew from a private window of a browser, and close that. Where several accounts are signed in there, set ' +
    'sources.ytmusic.account; look at the clock of this machine, too.',
} as const;

/** Signs calls for somebody who has signed in, and sees from the answers whether the service takes us for them. */
export class Session implements Dependency {
  readonly name = 'The account at YouTube Music';
  readonly changes = new Subject<void>();
  readonly lastCalls: Dependency['lastCalls'] = [];
  private known?: NonNullable<Dependency['state']>;

  constructor(
    private readonly cookies: Cookies,
    readonly choice: SessionChoice,
    private readonly clock: Clock,
  ) {}

  get state(): Dependency['state'] {
    return this.known;
  }

  /** @param choice of another account, for once */
  headers(origin: string, { index, channel }: SessionChoice = this.choice): Record<string, string> {
    const seconds = Math.floor(this.clock.nowMs() / 1_000);
    const signature = createHash('sha1').update(`${seconds} ${this.cookies.signingKey} ${origin}`).digest('hex');
    const all = new Map([['SOCS', 'CAI'], ...this.cookies.values]);
    return {
      Cookie: [...all].map(([name, value]) => `${name}=${value}`).join('; '),
      Authorization: `SAPISIDHASH ${seconds}_${signature}`,
      'X-Goog-AuthUser': String(index),
      ...(channel !== undefined && { 'X-Goog-PageId': channel }),
    };
  }

  /** Sees whom an answer was made for. Those that do not say it change nothing. */
  note(answer: unknown): void {
    const isKnown = isToSomebody(answer);
    const state = isKnown ? 'ok' : 'degraded';
    if (isKnown === undefined || state === this.known?.state) return;
    const isNews = (this.known?.state ?? 'ok') !== state;
    this.known = { state, sinceMs: this.clock.nowMs(), ...(state !== 'ok' && { trouble: NOT_SIGNED_IN }) };
    if (isNews) this.changes.next();
  }
}

/** Whether an answer was made for somebody who has signed in; undefined: it does not say. */
export function isToSomebody(answer: unknown): boolean | undefined {
  for (const service of listOf(at(answer, 'responseContext', 'serviceTrackingParams'))) {
    for (const parameter of listOf(at(service, 'params'))) {
      const { key, value } = fieldsOf(parameter);
      if (key === 'logged_in') return value === '1';
    }
  }
  return undefined;
}
