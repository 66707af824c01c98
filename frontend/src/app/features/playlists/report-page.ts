import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { ReportEntryView } from '../../core/api/playlist-types';
import { query } from '../../core/api/query';
import type { TrackView } from '../../core/api/types';
import { numberInWords } from '../../core/locale/formats';
import { PageTitle } from '../../core/page-title';
import { Toasts } from '../../core/toasts';
import { Cover } from '../../ui/cover';
import { EmptyState } from '../../ui/empty-state';
import { counted } from '../../ui/format';
import { FailureNote } from '../../ui/failure';
import { PagedLists } from '../../ui/list/paged-list';
import { clockTime } from '../../core/locale/time';
import { SourceBadge } from '../../media/source-badge';
import { Label } from '../../ui/label';

/** What of the list that a playlist came from was not found, or not for certain: to be chosen, looked for, or left out. */
@Component({
  selector: 'px-report-page',
  imports: [Label, Cover, EmptyState, FailureNote, RouterLink, SourceBadge],
  templateUrl: './report-page.html',
  styleUrl: './report-page.css',
  host: { class: 'page' },
})
export class ReportPage {
  /** Of the playlist, from the address. */
  readonly id = input.required<string>();

  private readonly api = inject(Api);
  private readonly lists = inject(PagedLists);
  private readonly toasts = inject(Toasts);
  protected readonly loaded = query(
    '/api/v1/playlists/{id}',
    () => ({ path: { id: this.id() } }),
    $localize`the playlist`,
  );
  protected readonly playlist = this.loaded.latest;
  protected readonly list = computed(() => this.lists.at('/api/v1/playlists/{id}/report', {}, { id: this.id() }));
  protected readonly canChange = computed(() => this.playlist()?.isReadOnly !== true);
  protected readonly left = computed(() => this.playlist()?.origin?.unresolved ?? 0);
  protected readonly summary = computed(() => {
    const playlist = this.playlist();
    if (!playlist) return '';
    const all = playlist.trackCount + this.left();
    const songs = counted(playlist.trackCount, 'song');
    return $localize`${songs}:songs: of ${numberInWords(all)}:all: found · ${numberInWords(this.left())}:left: left`;
  });
  protected readonly clock = clockTime;
  /** Number of the entry that something is done with. */
  protected readonly busy = signal<number | undefined>(undefined);
  /** How many are still looked for; undefined while nobody asked for that. */
  protected readonly looking = signal<number | undefined>(undefined);
  private readonly isStopped = signal(false);

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.playlist()?.name;
      if (name !== undefined) title.set($localize`Not found in ${name}:playlist:`);
      const list = this.list();
      if (!list.isComplete() && list.items().length === 0 && !list.isLoading() && !list.failure()) void list.more();
    });
  }

  protected choose({ number }: ReportEntryView, track: TrackView): void {
    void this.attempt(number, async () => {
      const path = { id: this.id(), number };
      const body = { trackId: track.id };
      this.loaded.set(await this.api.command('post', '/api/v1/playlists/{id}/report/{number}/choose', { path, body }));
      this.drop(number);
    });
  }

  protected dismiss({ number }: ReportEntryView): void {
    void this.attempt(number, async () => {
      const path = { id: this.id(), number };
      this.loaded.set(await this.api.command('delete', '/api/v1/playlists/{id}/report/{number}', { path }));
      this.drop(number);
    });
  }

  protected async look({ number }: ReportEntryView): Promise<void> {
    await this.attempt(number, async () => {
      const path = { id: this.id(), number };
      const { isFound, entry } = await this.api.command('post', '/api/v1/playlists/{id}/report/{number}/look', {
        path,
      });
      if (isFound) {
        this.drop(number);
        this.loaded.reload();
      } else if (entry) this.list().edit((items) => items.map((each) => (each.number === number ? entry : each)));
    });
  }

  /** One after the other, so that no source is asked for hundreds at once. */
  protected async lookForAll(): Promise<void> {
    this.isStopped.set(false);
    while (!this.list().isComplete()) {
      await this.list().more();
      if (this.list().failure()) break;
    }
    const entries = this.list().items().filter(({ choices }) => choices.length === 0); // prettier-ignore
    for (const [at, entry] of entries.entries()) {
      if (this.isStopped()) break;
      this.looking.set(entries.length - at);
      await this.look(entry);
    }
    this.looking.set(undefined);
  }

  protected stop(): void {
    this.isStopped.set(true);
  }

  private drop(number: number): void {
    this.list().edit((items) => items.filter((each) => each.number !== number));
  }

  private async attempt(number: number, work: () => Promise<void>): Promise<void> {
    this.busy.set(number);
    try {
      await work();
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.busy.set(undefined);
    }
  }
}
