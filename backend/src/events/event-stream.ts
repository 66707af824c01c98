import type { Response } from 'express';

/** Who has not taken so much is too slow: it connects again and starts from how things are then. */
const MOST_BUFFERED_BYTES = 256 * 1024;
/** How long a browser waits before it connects again. */
const RETRY_MS = 1_000;

/** What a client asks for with its connection. */
export interface StreamRequest {
  readonly ownerId: string;
  readonly topics: readonly string[];
  /** The devices that are there as long as the connection stands: the tabs of one browser. */
  readonly outputIds: readonly string[];
  /** The last event that the client had, in an earlier connection. */
  readonly lastEventId: string | undefined;
}

/** One client's connection (WHATWG HTML, 9.2). What its topics tell before all of them have begun is held back. */
export class EventStream {
  readonly ownerId: string;
  readonly outputIds: readonly string[];
  /** The number of the last event that the client had; absent when it had none of this run, person and topics. */
  readonly lastSeen?: number;
  private held: string[] | undefined = [];
  private heldLength = 0;
  private hasEnded = false;
  /** What is to be done when the client is gone. One listener does all of it, however many topics there are. */
  private readonly leaving: (() => void)[] = [];

  /** @param key before the number in the ids of its events: of this run, person and topics */
  constructor(
    private readonly response: Response,
    private readonly key: string,
    { ownerId, outputIds, lastEventId }: StreamRequest,
  ) {
    this.ownerId = ownerId;
    this.outputIds = outputIds;
    const [givenKey, count] = lastEventId?.split('-') ?? [];
    if (givenKey === key) this.lastSeen = Number(count);
    response.once('close', () => {
      for (const then of this.leaving.splice(0)) then();
    });
  }

  get isClosed(): boolean {
    return this.hasEnded || this.response.destroyed;
  }

  /** Calls `then` when the client is gone: at once when it is already. */
  whenClosed(then: () => void): void {
    if (this.isClosed) then();
    else this.leaving.push(then);
  }

  /** Answers with what the topics began with. @param count of the last event that is in it */
  begin(count: number): void {
    if (this.isClosed || !this.held) return;
    this.response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // For nginx: pass on at once.
      'X-Accel-Buffering': 'no',
    });
    this.response.flushHeaders();
    // The id comes after all of it: whoever is cut off before has nothing, rather than some topics.
    this.response.write(`retry: ${RETRY_MS}\n\n${this.held.join('')}id: ${this.key}-${count}\n\n`);
    this.held = undefined;
  }

  /** @param text of an event, as `eventText` gives it */
  send(text: string, count: number): void {
    if (this.isClosed) return;
    if (this.held) this.hold(text);
    else this.write(`id: ${this.key}-${count}\n${text}`);
  }

  /** Shows that the connection stands, and to the server that it does not. */
  beat(): void {
    if (!this.held) this.write(eventText('heartbeat', {}));
  }

  end(): void {
    this.hasEnded = true;
    if (this.held) this.response.destroy();
    else this.response.end();
  }

  private hold(text: string): void {
    this.heldLength += text.length;
    if (this.heldLength > MOST_BUFFERED_BYTES) this.response.destroy();
    else this.held?.push(text);
  }

  private write(text: string): void {
    if (this.response.writableLength > MOST_BUFFERED_BYTES) this.response.destroy();
    else this.response.write(text);
  }
}

/** An event as it is written, without its id. */
export function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
