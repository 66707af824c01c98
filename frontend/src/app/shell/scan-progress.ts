import { computed, DestroyRef, DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { Connection } from '../api/connection';
import type { ScanView } from '../api/types';
import { scanEventsUrl } from '../api/urls';

const RECONNECT_MS = 5_000;

/** The running scan, or the last one, as the server tells of it. */
@Service()
export class ScanProgress {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly connection = inject(Connection);
  private readonly latest = signal<ScanView | undefined>(undefined);
  private readonly finished = signal(0);
  private events?: EventSource;
  private timer?: ReturnType<typeof setTimeout>;

  /** Absent until the server has told, and when none ever ran. */
  readonly scan = this.latest.asReadonly();
  readonly isRunning = computed(() => this.latest()?.state === 'running');
  /** 0 to 100; absent while the number of files is not known. */
  readonly percent = computed(() => {
    const scan = this.latest();
    if (!scan?.itemsTotal) return undefined;
    return Math.min(100, Math.floor((100 * scan.itemsDone) / scan.itemsTotal));
  });
  /** Counts up when a scan ends; read it in a resource to load again what it may have changed. */
  readonly ended = this.finished.asReadonly();

  constructor() {
    this.listen();
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.listen());
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.events?.close();
    });
  }

  private listen(): void {
    clearTimeout(this.timer);
    this.events?.close();
    if (!this.window?.EventSource) return;
    this.events = new this.window.EventSource(scanEventsUrl);
    this.events.addEventListener('scan', (event: MessageEvent<string>) => this.hear(event.data));
    this.events.addEventListener('error', () => {
      void this.connection.verify();
      // The browser tries again by itself unless the answer was an error.
      if (this.events?.readyState === EventSource.CLOSED) {
        this.timer = setTimeout(() => this.listen(), RECONNECT_MS);
      }
    });
  }

  private hear(data: string): void {
    const told = JSON.parse(data) as Partial<ScanView>;
    const wasRunning = this.isRunning();
    this.latest.set(told.id === undefined ? undefined : (told as ScanView));
    if (wasRunning && !this.isRunning()) this.finished.update((count) => count + 1);
  }
}
