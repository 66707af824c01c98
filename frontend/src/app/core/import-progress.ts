import { computed, inject, Service, signal } from '@angular/core';
import type { ImportView } from './api/history-types';
import { isSomething } from './events/event-topics';
import { Events } from './events/events';

/** The newest import of listens, in whatever tab it was begun, as the server tells of it. */
@Service()
export class ImportProgress {
  private readonly latest = signal<ImportView | undefined>(undefined);
  private readonly told = signal(false);

  /** Absent until the server has told, and when there was none since it started. */
  readonly newest = this.latest.asReadonly();
  /** The server has told of it, or that there is none. */
  readonly isTold = this.told.asReadonly();
  readonly isRunning = computed(() => this.latest()?.state === 'running');
  /** Of the file; 0 to 100. */
  readonly percent = computed(() => {
    const { readBytes = 0, totalBytes = 0 } = this.latest() ?? {};
    return totalBytes === 0 ? 0 : Math.min(100, Math.floor((100 * readBytes) / totalBytes));
  });

  constructor() {
    inject(Events).listen('imports', (view) => {
      this.latest.set(isSomething(view) ? view : undefined);
      this.told.set(true);
    });
  }
}
