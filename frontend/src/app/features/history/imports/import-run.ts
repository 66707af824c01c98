import { computed, effect, inject, Injector, Service, signal } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { ImportService, ImportView } from '../../../core/api/history-types';
import { ImportProgress } from '../../../core/import-progress';
import { sumOf, type ImportedFile } from './import-sum';
import { hasNew } from './words';

/**
 * Files on their way into the history: first tried, then added, one after the other. It goes on while its page is not
 * there. Where no file was chosen here, it shows what another tab, or this one before it was loaded anew, had begun.
 */
@Service()
export class ImportRun {
  private readonly api = inject(Api);
  private readonly progress = inject(ImportProgress);
  private readonly injector = inject(Injector);
  private readonly chosen = signal<readonly ImportedFile[]>([]);
  private readonly inRound = signal(false);
  private readonly sent = signal<number | undefined>(undefined);
  private upload = new AbortController();
  private readonly failed = signal('');
  /** Id of the newest import that was begun elsewhere, once something else was chosen here. */
  private readonly forgotten = signal('');
  private readonly stopped = signal(false);

  readonly service = signal<ImportService>('listenbrainz');
  readonly files = computed<readonly ImportedFile[]>(() => {
    const newest = this.progress.newest();
    const isIt = ({ view }: ImportedFile): boolean => view?.id === newest?.id && view?.isDryRun === newest?.isDryRun;
    return this.chosen().map((each) => (newest && isIt(each) ? { file: each.file, view: newest } : each));
  });
  /** What all files together come to, as the server last told of it. */
  readonly view = computed<ImportView | undefined>(() => {
    if (this.chosen().length > 0) return sumOf(this.files(), this.inRound());
    const newest = this.progress.newest();
    return newest?.id === this.forgotten() ? undefined : newest;
  });
  /** How much of a file that is on its way to the server has arrived, from 0 to 1; undefined while none is. */
  readonly sentShare = this.sent.asReadonly();
  readonly isBusy = computed(() => this.inRound() || this.progress.isRunning());
  /** What went wrong, in words; empty while nothing did. */
  readonly failure = this.failed.asReadonly();

  choose(files: readonly File[]): void {
    this.chosen.set(files.map((file) => ({ file })));
    this.failed.set('');
    this.forgotten.set(this.progress.newest()?.id ?? '');
  }

  /** What was found out is for the files as those of another service. */
  chooseService(service: ImportService): void {
    this.service.set(service);
    this.choose(this.chosen().map(({ file }) => file));
  }

  /** Reads the files without writing anything, to show what would come of it. */
  async try(): Promise<void> {
    this.choose(this.chosen().map(({ file }) => file));
    await this.round(this.chosen(), (file) => this.send(file, true));
  }

  /** Does for real what was tried. The server has the last file that was tried still at hand, and no other. */
  async apply(): Promise<void> {
    const tried = this.view();
    if (!tried) return;
    const files = this.chosen();
    if (files.length > 1) {
      const worthwhile = files.filter(({ view }) => view?.state === 'finished' && hasNew(view));
      return this.round(worthwhile, (file) => this.send(file, false));
    }
    const apply = (): Promise<ImportView> =>
      this.api.command('post', '/api/v1/history/imports/{id}/apply', { path: { id: tried.id } });
    if (files.length === 1) return this.round(files, apply);
    try {
      await apply();
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  /** Stops what runs, and what was to come; what was added stays. */
  async cancel(): Promise<void> {
    this.stopped.set(true);
    this.upload.abort();
    const running = this.progress.newest();
    if (running?.state !== 'running') return;
    try {
      await this.api.command('delete', '/api/v1/history/imports/{id}', { path: { id: running.id } });
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  private async round(files: readonly ImportedFile[], begin: (file: File) => Promise<ImportView>): Promise<void> {
    this.inRound.set(true);
    this.failed.set('');
    this.stopped.set(false);
    for (const { file } of files) {
      if (this.stopped()) break;
      this.upload = new AbortController();
      try {
        const view = await begin(file);
        this.sent.set(undefined);
        this.put({ file, view });
        this.put({ file, view: await this.ended(view) });
      } catch (error) {
        if (error !== this.upload.signal.reason) this.put({ file, failure: explain(error).message });
      } finally {
        this.sent.set(undefined);
      }
    }
    this.inRound.set(false);
  }

  private put(changed: ImportedFile): void {
    this.chosen.update((files) => files.map((each) => (each.file === changed.file ? changed : each)));
  }

  private send(file: File, dryRun: boolean): Promise<ImportView> {
    const query = { service: this.service(), dryRun, fileName: file.name.slice(-255) };
    this.sent.set(0);
    const told = (share: number): void => this.sent.set(share);
    return this.api.upload('/api/v1/history/imports', { query, body: file }, told, this.upload.signal);
  }

  /** How it ended. A small file may be done before the answer to its being sent is here. */
  private ended(begun: ImportView): Promise<ImportView> {
    return new Promise((resolve, reject) => {
      const end = (view: ImportView): void => {
        if (view.state === 'running') return;
        watch.destroy();
        resolve(view);
      };
      const watch = effect(
        () => {
          const newest = this.progress.newest();
          if (newest?.id === begun.id) {
            if (newest.isDryRun === begun.isDryRun) end(newest);
            return;
          }
          // It was not told of yet, or the server was started anew meanwhile and knows what became of it.
          this.api.read('/api/v1/history/imports/{id}', { path: { id: begun.id } }).then(end, (error: unknown) => {
            watch.destroy();
            reject(error instanceof Error ? error : new Error(String(error)));
          });
        },
        { injector: this.injector },
      );
    });
  }
}
