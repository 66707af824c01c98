import { Clock } from '../../src/common/index.js';

/** A clock that stands until it is moved. */
export class TestClock extends Clock {
  constructor(public now = Date.UTC(2026, 0, 1, 12)) {
    super();
  }

  override nowMs(): number {
    return this.now;
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }
}
