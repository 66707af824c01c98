import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ImportService } from '../../../core/api/history-types';
import { sizeInWords } from '../../../ui/format';
import { HistoryHead } from '../shared/history-head';
import { ImportRun } from './import-run';
import { percentOf, resultInWords, SERVICES, spanInWords } from './words';

/** More refused lines than that help nobody on a page. */
const MOST_REFUSED = 100;

/** Brings along what another service remembers: choose, try, see what would come, then write it. */
@Component({
  selector: 'px-import-page',
  imports: [HistoryHead, RouterLink],
  providers: [ImportRun],
  templateUrl: './import-page.html',
  styleUrl: './import-page.css',
  host: { class: 'page' },
})
export class ImportPage {
  protected readonly run = inject(ImportRun);
  protected readonly services = SERVICES;
  protected readonly service = signal<ImportService>('listenbrainz');
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly hint = computed(() => SERVICES.find(({ id }) => id === this.service())?.file ?? '');
  protected readonly size = computed(() => sizeInWords(this.file()?.size ?? 0));
  protected readonly isRunning = computed(() => this.run.view()?.state === 'running');
  protected readonly isBusy = computed(() => this.run.isSending() || this.isRunning());
  protected readonly percent = computed(() => {
    const view = this.run.view();
    return view && percentOf(view);
  });
  protected readonly result = computed(() => {
    const view = this.run.view();
    return view && resultInWords(view);
  });
  protected readonly span = computed(() => {
    const view = this.run.view();
    return view && spanInWords(view);
  });
  protected readonly refused = computed(() => this.run.view()?.refused.slice(0, MOST_REFUSED) ?? []);
  protected readonly isTried = computed(() => {
    const view = this.run.view();
    return view?.isDryRun === true && view.state === 'finished';
  });
  protected readonly isDone = computed(() => {
    const view = this.run.view();
    return view?.isDryRun === false && view.state === 'finished';
  });

  protected choose(service: ImportService): void {
    this.service.set(service);
    this.run.forget();
  }

  protected take(files: FileList | null | undefined): void {
    this.file.set(files?.[0]);
    this.run.forget();
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    if (!this.isBusy()) this.take(event.dataTransfer?.files);
  }

  protected try(): void {
    const file = this.file();
    if (file) void this.run.try(this.service(), file);
  }
}
