import { inject, Service, signal } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain } from '../../../core/api/api-error';
import type { ImportService, ImportView } from '../../../core/api/history-types';
import { type EventStates, isSomething } from '../../../core/events/event-topics';
import { Events } from '../../../core/events/events';

/** One file on its way into the history: first tried, then applied. Belongs to a page and ends with it. */
@Service({ autoProvided: false })
export class ImportRun {
  private readonly api = inject(Api);
  /** The newest import of this person, in whatever tab. */
  private heard?: ImportView;
  private readonly latest = signal<ImportView | undefined>(undefined);
  private readonly sending = signal(false);
  private readonly failed = signal('');

  /** As the server last told of it. */
  readonly view = this.latest.asReadonly();
  /** Whether the file is on its way to the server. */
  readonly isSending = this.sending.asReadonly();
  /** What went wrong, in words; empty while nothing did. */
  readonly failure = this.failed.asReadonly();

  constructor() {
    inject(Events).listen('imports', (view) => this.follow(view));
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
    this.latest.set(undefined);
    this.failed.set('');
  }

  private async take(answer: Promise<ImportView>): Promise<void> {
    try {
      const view = await answer;
      const { heard } = this;
      // A small file may be done before the answer to its being sent is here.
      const isOver = heard?.id === view.id && heard.isDryRun === view.isDryRun && heard.state !== 'running';
      this.latest.set(isOver ? heard : view);
      this.failed.set('');
    } catch (error) {
      this.failed.set(explain(error).message);
    }
  }

  private follow(newest: EventStates['imports']): void {
    this.heard = isSomething(newest) ? newest : undefined;
    const known = this.latest();
    if (!known) return;
    if (this.heard?.id === known.id) this.latest.set(this.heard);
    // The server was started anew meanwhile, and knows what became of it, or that nothing did.
    else if (known.state === 'running') {
      void this.take(this.api.read('/api/v1/history/imports/{id}', { path: { id: known.id } }));
    }
  }
}
