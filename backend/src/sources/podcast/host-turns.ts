export type Priority = 'foreground' | 'background';

interface Waiting {
  readonly host: string;
  readonly priority: Priority;
  readonly begin: () => void;
}

/** Lets calls begin: one at a time for each host, so many in all, those first for which a person waits. */
export class HostTurns {
  private readonly busy = new Set<string>();
  private readonly waiting: Waiting[] = [];

  constructor(private readonly atOnce: number) {}

  /** @throws what `work` throws; the reason of the signal, where it aborts before the turn comes */
  async run<T>(host: string, priority: Priority, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(host, priority, signal);
    try {
      return await work();
    } finally {
      this.busy.delete(host);
      this.admit();
    }
  }

  private turn(host: string, priority: Priority, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((begin, fail) => {
      const waiting: Waiting = {
        host,
        priority,
        begin: () => {
          signal.removeEventListener('abort', onAbort);
          begin();
        },
      };
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        fail(signal.reason instanceof Error ? signal.reason : new Error('Nobody waits for it any more.'));
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(waiting);
      this.admit();
    });
  }

  private admit(): void {
    while (this.busy.size < this.atOnce) {
      const next = this.nextOf('foreground') ?? this.nextOf('background');
      if (!next) return;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.busy.add(next.host);
      next.begin();
    }
  }

  private nextOf(wanted: Priority): Waiting | undefined {
    return this.waiting.find(({ host, priority }) => priority === wanted && !this.busy.has(host));
  }
}
