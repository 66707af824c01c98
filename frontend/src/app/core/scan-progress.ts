import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Connection } from './api/connection';
import { EventLink } from './api/event-link';
import type { ScanView } from './api/types';
import { scanEventsUrl } from './api/urls';

/** The running scan, or the last one, as the server tells of it. */
@Service()
export class ScanProgress {
  private readonly connection = inject(Connection);
  private readonly latest = signal<ScanView | undefined>(undefined);
  private readonly finished = signal(0);

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
    const link = new EventLink({
      url: scanEventsUrl,
      hear: { scan: (data) => this.hear(data) },
      mayRest: () => true,
    });
    link.open();
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => link.open());
    });
  }

  private hear(data: string): void {
    const told = JSON.parse(data) as Partial<ScanView>;
    const wasRunning = this.isRunning();
    this.latest.set(told.id === undefined ? undefined : (told as ScanView));
    if (wasRunning && !this.isRunning()) this.finished.update((count) => count + 1);
  }
}
