import { DestroyRef, inject, Service, signal } from '@angular/core';
import { explain } from '../../../core/api/api-error';
import type { ImportService, ImportView } from '../../../core/api/history-types';
import { Api } from '../../../core/api/api';

const ASK_EVERY_MS = 500;

/** One file on its way into the history: first tried, then applied. Belongs to a page and ends with it. */
@Service({ autoProvided: false })
export class ImportRun {
  private readonly api = inject(Api);
  private readonly latest = signal<ImportView | undefined>(undefined);
  private readonly sending = signal(false);
  private readonly failed = signal('');
  private timer?: ReturnType<typeof setTimeout>;

  /** As the server last told of it. */
  readonly view = this.latest.asReadonly();
  /** Whether the file is on its way to the server. */
  readonly isSending = this.sending.asReadonly();
  /** What went wrong, in words; empty while nothing did. */
  readonly failure = this.failed.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Reads the file without writing anything, to show what would come of it. */
  async try(service: ImportService, file: File): Promise<void> {
    this.forget();
    this.sending.set(true);
    await this.take(
      this.api.command('post', '/api/v1/history/imports', { query: { service, dryRun: true }, body: file }),
    );
    this.sending.set(false);
  }

  /** Does for real what was tried. */
  async apply(): Promise<void> {
    const tried = this.latest();
    if (tried)
      await this.take(this.api.command('post', '/api/v1/history/imports/{id}/apply', { path: { id: tried.id } }));
  }

  /** Stops what runs; what it has added stays. */
  async cancel(): Promise<void> {
    const running = this.latest();
    if (!running) return;
    try {
      await this.api.command('delete', '/api/v1/history/imports/{id}', { path: { id: running.id } });
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  forget(): void {
    clearTimeout(this.timer);
    this.latest.set(undefined);
    this.failed.set('');
  }

  private async take(answer: Promise<ImportView>): Promise<void> {
    clearTimeout(this.timer);
    try {
      const view = await answer;
      this.latest.set(view);
      this.failed.set('');
      if (view.state === 'running') this.askLater(view.id);
    } catch (error) {
      const { message, canRetry } = explain(error);
      this.failed.set(message);
      // A server that is away for a moment goes on with it.
      const running = this.latest();
      if (canRetry && running?.state === 'running') this.askLater(running.id);
    }
  }

  private askLater(id: string): void {
    this.timer = setTimeout(() => {
      void this.take(this.api.read('/api/v1/history/imports/{id}', { path: { id } }));
    }, ASK_EVERY_MS);
  }
}
