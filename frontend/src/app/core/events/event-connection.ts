import { eventsUrl } from '../api/urls';
import { EVENT_TOPICS } from './event-topics';

/** Waits between attempts: quick at first, for a restart; then sparing. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Several tabs that come at once, and all parts of a tab that starts, are one change. */
const CHANGE_AFTER_MS = 50;
/** The server says every 15 s that the connection stands. */
const SILENT_MS = 40_000;
const LOOK_EVERY_MS = 10_000;

export interface ConnectionListener {
  /** @param isAfresh whether the server may be another one than before: the first event of a topic after a break */
  told(topic: string, data: string, isAfresh: boolean): void;
  /** The server shows that it is there. */
  beat(): void;
  /** The connection broke. */
  broke(): void;
}

/**
 * The connection to the server's events: it is asked for again with growing waits. Always anew: every event of ours tells
 * the whole state, so those missed are not worth asking for. Another address is opened before the former is closed, so
 * that nothing is missed and no device is gone meanwhile.
 */
export class EventConnection {
  private address?: string;
  private current?: EventSource;
  private isCurrentHeard = false;
  private former?: EventSource;
  private timer?: ReturnType<typeof setTimeout>;
  private lookTimer?: ReturnType<typeof setInterval>;
  private heardAtMs = 0;
  private attempt = 0;
  private isBroken = true;

  constructor(
    private readonly window: Window & Partial<Pick<typeof globalThis, 'EventSource'>>,
    private readonly listener: ConnectionListener,
  ) {}

  /** Names what is to be told, and which devices are there. */
  want(topics: readonly string[], outputIds: readonly string[]): void {
    const address = eventsUrl(topics, outputIds);
    if (address === this.address) return;
    this.address = address;
    // One that waits to try again takes the new address.
    if (!this.timer || !this.isBroken) this.openAfter(CHANGE_AFTER_MS);
  }

  /** Connects anew at once, where there is something to be told. */
  renew(): void {
    if (this.address) this.open();
  }

  close(): void {
    clearTimeout(this.timer);
    clearInterval(this.lookTimer);
    this.timer = this.lookTimer = undefined;
    this.closeBoth();
    this.address = undefined;
    this.isBroken = true;
    this.attempt = 0;
  }

  private openAfter(waitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), waitMs);
  }

  private open(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.address || !this.window.EventSource) return;
    if (this.isCurrentHeard) {
      this.former?.close();
      this.former = this.current;
    } else this.current?.close();
    this.isCurrentHeard = false;
    const events = new this.window.EventSource(this.address);
    this.current = events;
    this.heardAtMs = performance.now();
    this.lookTimer ??= setInterval(() => this.lookForSilence(), LOOK_EVERY_MS);
    const afresh = new Set(this.isBroken ? EVENT_TOPICS : []);
    for (const topic of EVENT_TOPICS) {
      events.addEventListener(topic, (event: MessageEvent<string>) => {
        // The former one is still listened to until the new one has been told something.
        if (events === this.current) this.heard();
        else if (events !== this.former) return;
        this.listener.told(topic, event.data, afresh.delete(topic));
      });
    }
    events.addEventListener('heartbeat', () => events === this.current && this.heard());
    events.addEventListener('error', () => this.onError(events));
  }

  private heard(): void {
    this.attempt = 0;
    this.isBroken = false;
    this.isCurrentHeard = true;
    this.heardAtMs = performance.now();
    this.former?.close();
    this.former = undefined;
    this.listener.beat();
  }

  private onError(events: EventSource): void {
    events.close();
    if (events === this.former) this.former = undefined;
    if (events === this.current) this.retry();
  }

  private retry(): void {
    this.closeBoth();
    this.isBroken = true;
    this.listener.broke();
    this.openAfter(RETRY_MS[Math.min(this.attempt++, RETRY_MS.length - 1)] ?? 0);
  }

  /** A connection whose other end is gone without a word looks as if nothing happened. */
  private lookForSilence(): void {
    if (this.current && performance.now() - this.heardAtMs > SILENT_MS) this.retry();
  }

  private closeBoth(): void {
    this.current?.close();
    this.former?.close();
    this.current = this.former = undefined;
    this.isCurrentHeard = false;
  }
}
