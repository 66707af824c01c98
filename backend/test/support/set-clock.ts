import { Clock } from '../../src/common/index.js';

/** A clock that stands still until it is set. */
export class SetClock extends Clock {
  now = Date.UTC(2024, 4, 1, 12);

  override nowMs(): number {
    return this.now;
  }
}
