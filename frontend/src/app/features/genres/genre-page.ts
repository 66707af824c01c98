import { Component, computed, effect, inject, input } from '@angular/core';
import { query } from '../../core/api/query';
import { PageTitle } from '../../core/page-title';
import { counted } from '../../ui/format';
import { PageFailure } from '../../ui/page-failure';
import { WayContent, type WayPart } from './way-content';

/** One genre: its albums, songs and artists. */
@Component({
  selector: 'px-genre-page',
  imports: [PageFailure, WayContent],
  template: `
    @if (genre(); as genre) {
      <px-way-content [name]="genre.name" [facts]="facts()" [filter]="filter()" [part]="part() ?? 'albums'" />
    } @else if (loaded.failure(); as failure) {
      <px-page-failure
        what="genre"
        wayOut="/genres"
        i18n-wayOutName
        wayOutName="All genres"
        [failure]="failure"
        (retried)="loaded.reload()"
      />
    } @else {
      <h1 class="page-title skeleton" tabindex="-1"><span i18n class="sr-only">Genre</span></h1>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .skeleton {
      width: 40%;
      height: 1.2em;
    }
  `,
  host: { class: 'page' },
})
export class GenrePage {
  readonly id = input.required<string>();
  readonly part = input<WayPart | undefined>();

  private readonly title = inject(PageTitle);
  protected readonly loaded = query('/api/v1/genres/{id}', () => ({ path: { id: this.id() } }), $localize`the genre`);
  protected readonly genre = this.loaded.value;
  protected readonly filter = computed(() => ({ genreId: this.id() }));
  protected readonly facts = computed(() => {
    const genre = this.genre();
    return genre ? `${counted(genre.albumCount, 'album')} · ${counted(genre.trackCount, 'song')}` : '';
  });

  constructor() {
    effect(() => {
      const genre = this.genre();
      if (genre) this.title.set(genre.name);
    });
  }
}
