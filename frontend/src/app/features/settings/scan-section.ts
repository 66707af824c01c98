import { Component, computed, inject, signal } from '@angular/core';
import { explain } from '../../core/api/api-error';
import type { ScanState, ScanView } from '../../core/api/types';
import { momentInWords, numberInWords } from '../../core/locale/formats';
import { said } from '../../core/locale/server/server-words';
import { ScanProgress } from '../../core/scan-progress';
import { Toasts } from '../../core/toasts';
import { counted } from '../../ui/format';
import { changesOf, coverWords, roughly } from './words';
import { Api } from '../../core/api/api';
import { query } from '../../core/api/query';
import { type CoverProgress, isSomething } from '../../core/events/event-topics';
import { Events } from '../../core/events/events';

const ENDED_WORDS: Record<ScanState, () => string> = {
  running: () => $localize`Running`,
  finished: () => $localize`Finished`,
  cancelled: () => $localize`Stopped by hand`,
  failed: () => $localize`Failed`,
  interrupted: () => $localize`Interrupted by a restart`,
};

/** Looks for new and changed files: start, watch, stop; and how the last times went. */
@Component({
  selector: 'px-scan-section',
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
  /** Rate and time left; until they are known, what it does. */
  protected readonly pace = computed(() => {
    const scan = this.progress.scan();
    const parts = [
      scan?.itemsPerSecond !== undefined &&
        $localize`${numberInWords(Math.round(scan.itemsPerSecond))}:number: files a second`,
      scan?.remainingMs !== undefined && $localize`about ${roughly(scan.remainingMs)}:time: left`,
    ];
    return parts.filter(Boolean).join(' · ') || $localize`Looking through the folders`;
  });
  protected readonly found = computed(() => {
    const { itemsSeen = 0, itemsDone = 0, itemsTotal } = this.progress.scan() ?? {};
    return itemsTotal === undefined
      ? $localize`${numberInWords(itemsSeen)}:number: files found so far`
      : $localize`${numberInWords(itemsDone)}:done: of ${numberInWords(itemsTotal)}:total: files`;
  });
  protected readonly changes = changesOf;
  protected readonly moment = momentInWords;
  protected readonly said = said;
  protected readonly words = (state: ScanState): string => ENDED_WORDS[state]();

  constructor() {
    inject(Events).listen('covers', (covers) => this.covers.set(isSomething(covers) ? covers : undefined));
  }

  protected start(rereadAll: boolean): Promise<void> {
    return this.ask(() => this.api.command('post', '/api/v1/scans', { body: rereadAll ? { rereadAll } : {} }));
  }

  protected cancel(): Promise<void> {
    return this.ask(() => this.api.command('delete', '/api/v1/scans/current'));
  }

  protected took({ startedAtMs, finishedAtMs = startedAtMs }: ScanView): string {
    return $localize`in ${roughly(finishedAtMs - startedAtMs)}:time:`;
  }

  protected result(scan: ScanView): string {
    return `${counted(scan.itemsDone, 'file')}, ${changesOf(scan)}`;
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
