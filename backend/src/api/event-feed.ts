import type { Response } from 'express';
import { newId } from '../common/index.js';

const HEARTBEAT_MS = 15_000;
/** Who has not taken so much is too slow: it connects again and starts from a snapshot. */
const MOST_BUFFERED_BYTES = 256 * 1024;
/** How long a browser waits before it connects again. */
const RETRY_MS = 1_000;

/** One event: its name and its data. */
export interface FeedEvent {
  readonly event: string;
  readonly data: object;
}

/**
 * Server-sent events (WHATWG HTML, 9.2): to each subscriber first how things are, then each change. An event is written
 * once, however many listen. Ids are those of this run of the server, so that an older one is not mistaken.
 */
export class EventFeed {
  private readonly run = newId();
  private readonly subscribers = new Set<Response>();
  /** The last events, each with its text; the id of the last one is `count`. */
  private readonly recent: string[] = [];
  private count = 0;
  private heartbeat?: NodeJS.Timeout;

  /** @param keptEvents how many of the last events those get who lost the connection for a moment */
  constructor(private readonly keptEvents: number) {}

  get size(): number {
    return this.subscribers.size;
  }

  /**
   * Answers with the stream of events, which lasts until the client goes.
   * @param snapshot how things are now: the first event
   * @param lastEventId what the client had last; when that is still known it gets what it missed instead
   */
  subscribe(response: Response, snapshot: FeedEvent, lastEventId?: string): void {
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // For nginx: pass on at once.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const missed = this.since(lastEventId);
    response.write(`retry: ${RETRY_MS}\n\n${missed ?? this.text(snapshot)}`);
    this.subscribers.add(response);
    response.once('close', () => this.drop(response));
    this.heartbeat ??= setInterval(() => this.send(': still here\n\n'), HEARTBEAT_MS).unref();
  }

  /** Tells every subscriber. */
  publish(event: FeedEvent): void {
    this.count++;
    const text = this.text(event);
    this.recent.push(text);
    if (this.recent.length > this.keptEvents) this.recent.shift();
    this.send(text);
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.heartbeat);
    for (const response of this.subscribers) response.end();
  }

  private send(text: string): void {
    for (const response of this.subscribers) {
      if (response.writableLength > MOST_BUFFERED_BYTES) response.destroy();
      else response.write(text);
    }
  }

  private drop(response: Response): void {
    this.subscribers.delete(response);
    if (this.subscribers.size > 0) return;
    clearInterval(this.heartbeat);
    this.heartbeat = undefined;
  }

  /** @returns what came after that event; nothing when it is of another run, or too long ago */
  private since(lastEventId: string | undefined): string | undefined {
    const [run, count] = lastEventId?.split('-') ?? [];
    const missed = this.count - Number(count);
    const isKnown = run === this.run && missed >= 0 && missed <= this.recent.length;
    if (!isKnown) return undefined;
    return missed === 0 ? '' : this.recent.slice(-missed).join('');
  }

  private text({ event, data }: FeedEvent): string {
    return `event: ${event}\nid: ${this.run}-${this.count}\ndata: ${JSON.stringify(data)}\n\n`;
  }
}
