import { DomainError } from '../common/index.js';

/** The cover is there, but is no picture that can be shown. */
export class ArtworkUnreadable extends DomainError {
  override readonly kind = 'not-found';
  override readonly code = 'artwork-unreadable';
  override readonly title = 'Artwork unreadable';

  constructor() {
    super('The cover is damaged, of an unknown format, or too large to be shown.');
  }
}
