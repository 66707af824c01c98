import { computed, inject, Service, signal } from '@angular/core';
import type { ScanView } from './api/types';
import { type EventStates, isSomething } from './events/event-topics';
import { Events } from './events/events';

/** The running scan, or the last one, as the server tells of it. */
@Service()
export class ScanProgress {
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
    inject(Events).listen('scan', (scan) => this.take(scan));
  }

  private take(scan: EventStates['scan']): void {
    const wasRunning = this.isRunning();
    this.latest.set(isSomething(scan) ? scan : undefined);
    if (wasRunning && !this.isRunning()) this.finished.update((count) => count + 1);
  }
}
