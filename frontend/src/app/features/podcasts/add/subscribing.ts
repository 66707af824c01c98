import { inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../../core/api/api';
import { explain, problemCode, problemMember } from '../../../core/api/api-error';
import { Toasts } from '../../../core/toasts';
import { type FeedChoice, feedChoices } from './address';

/** Follows shows by their addresses. Belongs to a page and ends with it. */
@Service({ autoProvided: false })
export class Subscribing {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly running = signal<string | undefined>(undefined);
  private readonly failed = signal('');
  private readonly several = signal<readonly FeedChoice[]>([]);
  private readonly done = signal<ReadonlyMap<string, string>>(new Map());

  /** The address that is being looked at; absent while none is. */
  readonly address = this.running.asReadonly();
  /** What went wrong, in words; empty while nothing did. */
  readonly failure = this.failed.asReadonly();
  /** What there is to choose from, where a page leads to several feeds. */
  readonly choices = this.several.asReadonly();
  /** Shows that were subscribed to here, by the address. */
  readonly subscribed = this.done.asReadonly();

  /** @param opens whether the page of the show is gone to */
  async subscribe(address: string, isPrivate: boolean, opens: boolean): Promise<void> {
    if (this.running() !== undefined) return;
    this.forget();
    this.running.set(address);
    try {
      const show = await this.api.command('post', '/api/v1/podcasts/shows', { body: { address, isPrivate } });
      this.done.update((done) => new Map(done).set(address, show.id));
      if (opens) void this.router.navigate(['/podcast', show.id]);
      else this.toasts.show($localize`You follow “${show.title}:title:” now.`);
    } catch (error) {
      const feeds = problemCode(error) === 'several-feeds' ? feedChoices(problemMember(error, 'feeds')) : [];
      this.several.set(feeds);
      if (feeds.length === 0) this.failed.set(explain(error).message);
    } finally {
      this.running.set(undefined);
    }
  }

  forget(): void {
    this.failed.set('');
    this.several.set([]);
  }
}
