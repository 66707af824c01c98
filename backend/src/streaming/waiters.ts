/** Those who wait for something to change, and look again when it may have. */
export class Waiters {
  private readonly waiting = new Set<() => void>();

  /** Until the next `wakeAll`, or the signal aborts. */
  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) {
        resolve();
        return;
      }
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  wakeAll(): void {
    if (this.waiting.size > 0) for (const wake of [...this.waiting]) wake();
  }
}
