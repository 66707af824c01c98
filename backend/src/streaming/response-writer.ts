import type { ServerResponse } from 'node:http';

/** Writes to a response one piece at a time, waiting until the system has taken each: back-pressure from end to end. */
export class ResponseWriter {
  private settle?: (isTaken: boolean) => void;
  private readonly abort = new AbortController();
  private readonly onClose = (): void => {
    this.abort.abort();
    this.settle?.(false);
  };

  constructor(private readonly response: ServerResponse) {
    response.once('close', this.onClose);
    if (response.destroyed || response.closed) this.abort.abort();
  }

  /** Aborts when the client is gone, or everything was sent. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  get isGone(): boolean {
    return this.abort.signal.aborted;
  }

  /** @returns whether the system has taken all of it; if not, the client is gone and the bytes may still be in use */
  write(bytes: Buffer): Promise<boolean> {
    if (this.isGone) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.settle = resolve;
      this.response.write(bytes, (error) => resolve(!error));
    });
  }

  end(): void {
    this.response.end();
  }

  /** Cuts the connection: the only way to say that a body whose headers were sent is not whole. */
  cut(): void {
    this.response.destroy();
  }
}
