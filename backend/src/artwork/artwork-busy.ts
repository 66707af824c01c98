import { DomainError } from '../common/index.js';

/** Too many covers are being made. */
export class ArtworkBusy extends DomainError {
  override readonly kind = 'busy';
  override readonly code = 'artwork-busy';
  override readonly title = 'Too many covers at once';
  override readonly retryAfterSeconds = 2;

  constructor() {
    super('So many covers are being made that this one would take too long.');
  }
}
