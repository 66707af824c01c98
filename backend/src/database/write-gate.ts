/**
 * Lets one piece of work write at a time, first come first served. TypeORM's transactions on SQLite share one
 * connection and are not isolated: without the gate, two at once undo each other (docs/decisions/one-write-gate.md).
 */
export class WriteGate {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everything queued before it has ended. Never call it from inside `work`: it would wait for itself. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
