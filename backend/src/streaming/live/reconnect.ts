/** How long to wait before each next try while nothing is heard, in milliseconds … */
const FIRST_WAITS_MS = [250, 500, 1_000, 2_000, 3_000];
/** … then, while a server may just be starting again, and at last. */
const PATIENT_WAIT_MS = 4_000;
const PATIENT_TRIES = 60;
const RARE_WAIT_MS = 30_000;
/** A message that is sent instead of the station is asked for less and less often. */
const FIRST_MESSAGE_WAIT_MS = 10_000;
const LONGEST_MESSAGE_WAIT_MS = 10 * 60_000;
/** A connection that gave this much that is new was worth its while: a station that is cut off all the time sends most twice. */
const USEFUL_MS = 1_000;

/** When a lost station is tried again: at once at first, so that hardly anybody notices, then ever more rarely. */
export class Reconnect {
  private failures = 0;
  private messages = 0;

  /**
   * A connection is over.
   * @param soundMs what it gave, and nobody had heard before
   * @returns how long to wait
   */
  afterConnection(soundMs: number): number {
    this.failures = soundMs >= USEFUL_MS ? 0 : this.failures + 1;
    this.messages = 0;
    return this.wait();
  }

  /** It gave the same as the one before, and ended: a message, such as that it is not for this country. */
  afterMessage(): number {
    return Math.min(FIRST_MESSAGE_WAIT_MS * 2 ** this.messages++, LONGEST_MESSAGE_WAIT_MS);
  }

  private wait(): number {
    const first = FIRST_WAITS_MS[Math.max(0, this.failures - 1)];
    if (first !== undefined) return first;
    return this.failures < PATIENT_TRIES ? PATIENT_WAIT_MS : RARE_WAIT_MS;
  }
}
