import { DomainError } from '../../common/index.js';

/** What was given cannot be a cover. */
export class CoverRefused extends DomainError {
  override readonly kind = 'invalid';
  override readonly code = 'cover-refused';
  override readonly title = 'No cover';
}

/** The disk does not take it. */
export class CoverNotKept extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'cover-not-kept';
  override readonly title = 'Cover not kept';
}
