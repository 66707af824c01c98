import { Component, computed, inject, signal } from '@angular/core';
import { DatePipe } from '@angular/common';
import { explain } from '../../core/api/api-error';
import type { ScanState } from '../../core/api/types';
import { ScanProgress } from '../../core/scan-progress';
import { Toasts } from '../../core/toasts';
import { changesOf, coverWords, roughly } from './words';
import { Api } from '../../core/api/api';
import { query } from '../../core/api/query';
import { type CoverProgress, isSomething } from '../../core/events/event-topics';
import { Events } from '../../core/events/events';

const ENDED_WORDS: Record<ScanState, string> = {
  running: 'Running',
  finished: 'Finished',
  cancelled: 'Stopped by hand',
  failed: 'Failed',
  interrupted: 'Interrupted by a restart',
};

/** Looks for new and changed files: start, watch, stop; and how the last times went. */
@Component({
  selector: 'px-scan-section',
  imports: [DatePipe],
  templateUrl: './scan-section.html',
  styleUrl: './section.css',
})
export class ScanSection {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly progress = inject(ScanProgress);
  protected readonly past = query('/api/v1/scans', () => {
    this.progress.ended();
    return { query: { limit: 5 } };
  });
  protected readonly isAsking = signal(false);
  private readonly covers = signal<CoverProgress | undefined>(undefined);
  protected readonly coverWords = computed(() => coverWords(this.covers()));
  /** Rate and time left; empty until they are known. */
  protected readonly pace = computed(() => {
    const scan = this.progress.scan();
    const parts = [
      scan?.itemsPerSecond !== undefined && `${Math.round(scan.itemsPerSecond).toLocaleString('en')} files a second`,
      scan?.remainingMs !== undefined && `about ${roughly(scan.remainingMs)} left`,
    ];
    return parts.filter(Boolean).join(' · ');
  });
  protected readonly changes = changesOf;
  protected readonly roughly = roughly;
  protected readonly words = (state: ScanState): string => ENDED_WORDS[state];

  constructor() {
    inject(Events).listen('covers', (covers) => this.covers.set(isSomething(covers) ? covers : undefined));
  }

  protected start(rereadAll: boolean): Promise<void> {
    return this.ask(() => this.api.command('post', '/api/v1/scans', { body: rereadAll ? { rereadAll } : {} }));
  }

  protected cancel(): Promise<void> {
    return this.ask(() => this.api.command('delete', '/api/v1/scans/current'));
  }

  private async ask(what: () => Promise<unknown>): Promise<void> {
    this.isAsking.set(true);
    try {
      await what();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isAsking.set(false);
    }
  }
}
