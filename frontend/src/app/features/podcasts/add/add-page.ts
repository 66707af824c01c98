import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Download, Plus } from 'lucide';
import { address } from '../../../core/api/api';
import type { DirectoryShowView } from '../../../core/api/podcast-types';
import { query } from '../../../core/api/query';
import { Cover } from '../../../ui/cover';
import { EmptyState } from '../../../ui/empty-state';
import { FailureNote } from '../../../ui/failure';
import { counted } from '../../../ui/format';
import { isAddress } from './address';
import { ImportSection } from './import-section';
import { Subscribing } from './subscribing';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = { download: Download, plus: Plus };

const MOST_FOUND = 30;
const text = (value: string | undefined): string => value ?? '';

/** One field for an address or for words, what the directory has for them, and lists that come in and go out. */
@Component({
  selector: 'px-add-page',
  imports: [Label, Cover, EmptyState, FailureNote, ImportSection, RouterLink, Icon],
  providers: [Subscribing],
  templateUrl: './add-page.html',
  styleUrl: './add-page.css',
  host: { class: 'page' },
})
export class AddPage {
  protected readonly icons = ICONS;
  /** Words that the directory is searched for. */
  readonly q = input('', { transform: text });

  private readonly router = inject(Router);
  protected readonly subscribing = inject(Subscribing);
  protected readonly typed = linkedSignal(() => this.q());
  protected readonly isAddress = computed(() => isAddress(this.typed()));
  protected readonly isPrivate = signal(false);
  protected readonly found = query(
    '/api/v1/podcasts/directory',
    () => (this.q() === '' ? undefined : { query: { q: this.q(), limit: MOST_FOUND } }),
    $localize`the directory`,
  );
  protected readonly skeletons = Array.from({ length: 6 }, (_, at) => at);
  protected readonly exportUrl = address('/api/v1/podcasts/export', {});
  protected readonly wholeExportUrl = address('/api/v1/podcasts/export', { query: { withPrivate: true } });

  protected submit(event: Event): void {
    event.preventDefault();
    const typed = this.typed().trim();
    this.subscribing.forget();
    if (this.isAddress()) void this.subscribing.subscribe(typed, this.isPrivate(), true);
    else void this.router.navigate([], { queryParams: { q: typed || null } });
  }

  protected showIdOf({ showId, feedAddress }: DirectoryShowView): string | undefined {
    return showId ?? this.subscribing.subscribed().get(feedAddress);
  }

  protected factsOf({ author, genre, episodeCount }: DirectoryShowView): string {
    const facts = [author, genre, episodeCount === undefined ? undefined : counted(episodeCount, 'episode')];
    return facts.filter((fact) => fact !== undefined && fact !== '').join(' · ');
  }
}
