import { HttpClient } from '@angular/common/http';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { explain } from '../../../core/api/api-error';
import type { ImportService, ImportView } from '../../../core/api/history-types';
import { importApplyUrl, importsUrl, importUrl } from '../../../core/api/urls';

const ASK_EVERY_MS = 500;

/** One file on its way into the history: first tried, then applied. Belongs to a page and ends with it. */
@Service({ autoProvided: false })
export class ImportRun {
  private readonly http = inject(HttpClient);
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
    await this.take(this.http.post<ImportView>(importsUrl, file, { params: { service, dryRun: true } }));
    this.sending.set(false);
  }

  /** Does for real what was tried. */
  async apply(): Promise<void> {
    const tried = this.latest();
    if (tried) await this.take(this.http.post<ImportView>(importApplyUrl(tried.id), {}));
  }

  /** Stops what runs; what it has added stays. */
  async cancel(): Promise<void> {
    const running = this.latest();
    if (!running) return;
    try {
      await firstValueFrom(this.http.delete(importUrl(running.id)));
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  forget(): void {
    clearTimeout(this.timer);
    this.latest.set(undefined);
    this.failed.set('');
  }

  private async take(answer: Observable<ImportView>): Promise<void> {
    clearTimeout(this.timer);
    try {
      const view = await firstValueFrom(answer);
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
    this.timer = setTimeout(() => void this.take(this.http.get<ImportView>(importUrl(id))), ASK_EVERY_MS);
  }
}
