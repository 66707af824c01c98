import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { query } from '../../../core/api/query';
import { ImportProgress } from '../../../core/import-progress';
import { counted, sizeInWords } from '../../../ui/format';
import { HistoryHead } from '../shared/history-head';
import { ImportRun } from './import-run';
import {
  errorInWords,
  fileInWords,
  hasNew,
  missingInWords,
  newInWords,
  percentOf,
  refusalInWords,
  resultInWords,
  serviceName,
  SERVICES,
  spanInWords,
} from './words';
import { datesWith, numberInWords } from '../../../core/locale/formats';

/** More refused lines than that help nobody on a page. */
const MOST_REFUSED = 100;
const PAST_AT_FIRST = 5;
/** As many as a page of the API has. */
const MOST_PAST = 200;
const MOMENT = datesWith({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** Brings along what another service remembers: choose, try, see what would come, then write it. */
@Component({
  selector: 'px-import-page',
  imports: [HistoryHead, RouterLink],
  templateUrl: './import-page.html',
  styleUrl: './import-page.css',
  host: { class: 'page' },
})
export class ImportPage {
  protected readonly run = inject(ImportRun);
  private readonly progress = inject(ImportProgress);
  protected readonly services = SERVICES;
  protected readonly hint = computed(() => SERVICES.find(({ id }) => id === this.run.service())?.file() ?? '');
  protected readonly fileCount = computed(() => counted(this.run.files().length, 'file'));
  protected readonly size = computed(() =>
    sizeInWords(this.run.files().reduce((total, { file }) => total + file.size, 0)),
  );
  protected readonly isRunning = computed(() => this.run.isBusy());
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
  protected readonly missing = computed(() =>
    (this.run.view()?.notFound ?? []).map((each) => ({ ...each, words: missingInWords(each) })),
  );
  protected readonly missingCount = computed(() => this.missing().reduce((sum, { listens }) => sum + listens, 0));
  protected readonly error = computed(() => {
    const view = this.run.view();
    return view && errorInWords(view);
  });
  protected readonly refused = computed(() =>
    (this.run.view()?.refused ?? [])
      .slice(0, MOST_REFUSED)
      .map((each) => ({ line: each.line, words: refusalInWords(each) })),
  );
  protected readonly isTried = computed(() => {
    const view = this.run.view();
    return !this.isRunning() && view?.isDryRun === true && view.state === 'finished';
  });
  protected readonly isDone = computed(() => {
    const view = this.run.view();
    return !this.isRunning() && view?.isDryRun === false && view.state === 'finished';
  });
  protected readonly toAdd = computed(() => {
    const view = this.run.view();
    return view && newInWords(view);
  });
  protected readonly hasNew = computed(() => {
    const view = this.run.view();
    return view !== undefined && hasNew(view);
  });
  protected readonly isLong = signal(false);
  /** A small file may have ended before this page heard that it had begun. */
  private readonly lastEnded = computed(() => {
    const newest = this.progress.newest();
    return newest && newest.state !== 'running' ? `${newest.id} ${newest.isDryRun}` : '';
  });
  protected readonly past = query('/api/v1/history/imports', () => {
    // What has ended is among them now.
    this.lastEnded();
    return { query: { limit: this.isLong() ? MOST_PAST : PAST_AT_FIRST } };
  });
  /** Below what the newest one found, which it would be pushed down by if it came first. */
  protected readonly ended = computed(() =>
    this.progress.isTold() ? (this.past.latest()?.items.filter(({ state }) => state !== 'running') ?? []) : [],
  );
  protected readonly number = numberInWords;
  protected readonly moment = MOMENT;
  protected readonly fileInWords = fileInWords;
  protected readonly resultOf = resultInWords;
  protected readonly serviceName = serviceName;

  protected take(files: FileList | null | undefined): void {
    this.run.choose([...(files ?? [])]);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    if (!this.isRunning()) this.take(event.dataTransfer?.files);
  }
}
