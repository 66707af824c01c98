import { DomainError } from '../../common/index.js';

/** Why, by codes that are never reworded. */
export type CoverRefusedBecause =
  | 'empty'
  | 'interrupted'
  | 'narrow'
  | 'no-answer'
  | 'no-picture'
  | 'not-on-the-internet'
  | 'nothing-there'
  | 'too-large'
  | 'too-small';

/** What was given cannot be a cover. */
export class CoverRefused extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'cover-refused';
  override readonly title = 'No cover';
  declare readonly more?: { readonly because: CoverRefusedBecause };

  /** @param because absent: only the message tells */
  constructor(message: string, because?: CoverRefusedBecause) {
    super(message);
    if (because !== undefined) this.more = { because };
  }
}

/** The disk does not take it. */
export class CoverNotKept extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'cover-not-kept';
  override readonly title = 'Cover not kept';
  override readonly more: { readonly because: 'disk-full' | 'not-writable' };

  constructor(because: 'disk-full' | 'not-writable', message: string) {
    super(message);
    this.more = { because };
  }
}
