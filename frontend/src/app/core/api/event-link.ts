import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import { Connection } from './connection';

/** Waits between attempts: quick at first, for a restart; then sparing. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** A browser allows six connections to a host over HTTP/1.1, of all its tabs together. */
const REST_AFTER_HIDDEN_MS = 60_000;

export interface EventLinkOptions {
  url: string;
  /** What to do with the data of each kind of event. */
  hear: Readonly<Record<string, (data: string) => void>>;
  /** Whether nobody misses the events while the tab is hidden. */
  mayRest: () => boolean;
}

/**
 * A stream of server-sent events that stays open: it is asked for again with growing waits. Always anew: every event of
 * ours tells the whole state, so those missed are not worth asking for. A tab that nobody looks at lets go of it after a
 * minute and takes it up again when it is looked at. Made in an injection context, and closed with it.
 */
export class EventLink {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly connection = inject(Connection);
  private events?: EventSource;
  private retryTimer?: ReturnType<typeof setTimeout>;
  private restTimer?: ReturnType<typeof setTimeout>;
  private attempt = 0;

  constructor(private readonly options: EventLinkOptions) {
    const document = this.window?.document;
    const look = (): void => this.onVisibility();
    document?.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      document?.removeEventListener('visibilitychange', look);
      clearTimeout(this.restTimer);
      this.close();
    });
  }

  /** Opens it, anew when it is open. */
  open(): void {
    this.close();
    if (!this.window?.EventSource) return;
    const events = new this.window.EventSource(this.options.url);
    this.events = events;
    for (const [kind, hear] of Object.entries(this.options.hear)) {
      events.addEventListener(kind, (event: MessageEvent<string>) => {
        this.attempt = 0;
        hear(event.data);
      });
    }
    events.addEventListener('error', () => this.onError());
  }

  private close(): void {
    clearTimeout(this.retryTimer);
    this.events?.close();
    this.events = undefined;
  }

  private onError(): void {
    this.close();
    void this.connection.verify();
    const wait = RETRY_MS[Math.min(this.attempt++, RETRY_MS.length - 1)];
    this.retryTimer = setTimeout(() => this.open(), wait);
  }

  private onVisibility(): void {
    clearTimeout(this.restTimer);
    if (this.window?.document.visibilityState === 'hidden') this.restLater();
    else if (!this.events) this.open();
  }

  private restLater(): void {
    this.restTimer = setTimeout(() => {
      if (this.options.mayRest()) this.close();
      else this.restLater();
    }, REST_AFTER_HIDDEN_MS);
  }
}
