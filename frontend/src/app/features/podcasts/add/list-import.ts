import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { SubscriptionImportView } from '../../../core/api/podcast-types';

/** The last import is found again by who comes back, also after the server was started anew. */
const ID_KEY = 'pyxis.podcast-import';
const ASK_EVERY_MS = 1_500;

/** One list of subscriptions on its way in. Belongs to a page and ends with it; the import itself goes on. */
@Service({ autoProvided: false })
export class ListImport {
  private readonly api = inject(Api);
  private readonly latest = signal<SubscriptionImportView | undefined>(undefined);
  private readonly sending = signal(false);
  private readonly failed = signal('');
  private timer?: ReturnType<typeof setTimeout>;
  private isOver = false;

  /** As the server last told of it. */
  readonly view = this.latest.asReadonly();
  readonly isSending = this.sending.asReadonly();
  /** What went wrong, in words; empty while nothing did. */
  readonly failure = this.failed.asReadonly();
  readonly isRunning = computed(() => this.view()?.state === 'running');

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.isOver = true;
      clearTimeout(this.timer);
    });
    const id = localStorage.getItem(ID_KEY);
    if (id !== null) void this.ask(id);
  }

  async start(file: File): Promise<void> {
    this.sending.set(true);
    this.failed.set('');
    this.latest.set(undefined);
    try {
      const view = await this.api.command('post', '/api/v1/podcasts/imports', { body: file });
      localStorage.setItem(ID_KEY, view.id);
      this.follow(view);
    } catch (error) {
      this.failed.set(explain(error).message);
    } finally {
      this.sending.set(false);
    }
  }

  /** Ends it; what is followed by then stays. */
  async cancel(): Promise<void> {
    const id = this.view()?.id;
    if (id === undefined) return;
    try {
      await this.api.command('delete', '/api/v1/podcasts/imports/{id}', { path: { id } });
      await this.ask(id);
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  private async ask(id: string): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.follow(await this.api.read('/api/v1/podcasts/imports/{id}', { path: { id } }));
    } catch (error) {
      // Forgotten by the server: there is nothing to show.
      if (explain(error).isNotFound) localStorage.removeItem(ID_KEY);
      else this.askAgain(id);
    }
  }

  private follow(view: SubscriptionImportView): void {
    this.latest.set(view);
    if (view.state === 'running') this.askAgain(view.id);
  }

  private askAgain(id: string): void {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = setTimeout(() => void this.ask(id), ASK_EVERY_MS);
  }
}
