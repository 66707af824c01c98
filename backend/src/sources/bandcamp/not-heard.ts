import type { NotPlayable } from '../remote-catalogue.js';
import { SourceRefusal } from '../source-error.js';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Why a track of Bandcamp is not to be heard, though Bandcamp does what it should. Never reworded. */
export type NotHeardCode = 'not-streamable' | 'not-out-yet' | 'plays-used-up';

export interface WhyNot {
  readonly code: NotHeardCode;
  /** Of what is not out yet: when it is. Epoch milliseconds; absent: nobody says. */
  readonly outAtMs?: number;
}

/** What lists tell of such a track. */
export function notPlayable(why: WhyNot): NotPlayable {
  const notPlayableCause = { ...why, code: `bandcamp-${why.code}` };
  return { isPlayable: false, whyNotPlayable: sentenceOf(why), notPlayableCause };
}

/** As it stands in lists: without its dot. */
function sentenceOf({ code, outAtMs }: WhyNot): string {
  switch (code) {
    case 'not-streamable':
      return 'Not streamable; buy it on Bandcamp';
    case 'plays-used-up':
      return 'Free plays used up; buy it on Bandcamp';
    case 'not-out-yet':
      return outAtMs === undefined ? 'Not out yet' : `Out on ${DATE.format(outAtMs)}`;
  }
}

/** Bandcamp has the track, and does not let it be heard for free, or not yet. */
export class NotHeard extends SourceRefusal {
  override readonly kind = 'not-found';
  override readonly title = 'Not to be heard';
  override readonly code: `bandcamp-${NotHeardCode}`;
  declare readonly more?: { readonly outAtMs: number };
  declare readonly retryAtMs?: number;

  /** @param webAddress where it can be bought */
  constructor(why: WhyNot, webAddress: string | undefined) {
    super(`${sentenceOf(why)}${webAddress === undefined ? '.' : `: ${webAddress}`}`);
    this.code = `bandcamp-${why.code}`;
    if (why.outAtMs === undefined) return;
    this.more = { outAtMs: why.outAtMs };
    this.retryAtMs = why.outAtMs;
  }
}
