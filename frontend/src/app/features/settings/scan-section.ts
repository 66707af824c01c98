import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { DatePipe } from '@angular/common';
import { firstValueFrom } from 'rxjs';
import { explain } from '../../core/api/api-error';
import type { ScanPage, ScanState } from '../../core/api/types';
import { currentScanUrl, scansUrl } from '../../core/api/urls';
import { ScanProgress } from '../../core/scan-progress';
import { Toasts } from '../../core/toasts';
import { changesOf, roughly } from './words';

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
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly progress = inject(ScanProgress);
  protected readonly past = httpResource<ScanPage>(() => {
    this.progress.ended();
    return { url: scansUrl, params: { limit: 5 } };
  });
  protected readonly isAsking = signal(false);
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

  protected start(rereadAll: boolean): Promise<void> {
    return this.ask(() => firstValueFrom(this.http.post(scansUrl, rereadAll ? { rereadAll } : {})));
  }

  protected cancel(): Promise<void> {
    return this.ask(() => firstValueFrom(this.http.delete(currentScanUrl)));
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
