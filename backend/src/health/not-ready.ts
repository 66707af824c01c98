import { DomainError } from '../common/index.js';

/** The server is alive but cannot serve right now. */
export class NotReady extends DomainError {
  override readonly kind = 'unavailable';
  override readonly code = 'not-ready';
  override readonly title = 'Not ready';
}
