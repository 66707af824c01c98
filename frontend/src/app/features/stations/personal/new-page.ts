import { Component, inject, input, linkedSignal } from '@angular/core';
import { Router } from '@angular/router';
import { query } from '../../../core/api/query';
import type { StationIdeaView } from '../../../core/api/types';
import { EmptyState } from '../../../ui/empty-state';
import { PersonalStations } from './personal-stations';
import { SeedSearch } from './seed-search';
import { SourceChoice } from './source-choice';

/** Makes a station of a song, an artist or a genre. */
@Component({
  selector: 'px-new-station-page',
  imports: [EmptyState, SeedSearch, SourceChoice],
  template: `
    <h1 i18n class="page-title" tabindex="-1">New station</h1>
    @if (sourceId(); as id) {
      <px-source-choice [(sourceId)]="sourceId" />
      <px-seed-search [sourceId]="id" [words]="q()" i18n-label label="A song or an artist" (chosen)="create($event)" />
      <section aria-labelledby="px-genres">
        <h2 i18n id="px-genres" class="section-title">Or a genre</h2>
        @for (genre of genres.latest()?.items; track genre.category) {
          <details>
            <summary>{{ genre.category }}</summary>
            <ul>
              @for (idea of genre.items; track idea.id) {
                <li>
                  <button type="button" class="button" (click)="create(idea)">{{ idea.name }}</button>
                </li>
              }
            </ul>
          </details>
        }
        @if (genres.failure(); as failure) {
          <p role="status">{{ failure.message }}</p>
        }
      </section>
    } @else if (stations.isNowhere()) {
      <px-empty-state i18n-heading heading="No source of stations">
        <p i18n>A service that chooses music for you has to be switched on first. See the sources in the settings.</p>
      </px-empty-state>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    section {
      margin-top: var(--s8);
    }
    summary {
      min-height: 2.75rem;
      line-height: 2.75rem;
      font-weight: 600;
      cursor: pointer;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
      margin-block: var(--s2) var(--s4);
    }
  `,
  host: { class: 'page' },
})
export class NewStationPage {
  /** What to look up, from the address. */
  readonly q = input('', { transform: (value: string | undefined) => value?.trim() ?? '' });
  protected readonly stations = inject(PersonalStations);
  private readonly router = inject(Router);
  protected readonly sourceId = linkedSignal(() => this.stations.sources()[0]?.sourceId ?? '');
  protected readonly genres = query('/api/v1/station-sources/{sourceId}/genres', () => {
    const sourceId = this.sourceId();
    return sourceId === '' ? undefined : { path: { sourceId } };
  });

  constructor() {
    void this.stations.load();
  }

  protected async create({ id: ideaId }: StationIdeaView): Promise<void> {
    const station = await this.stations.create(this.sourceId(), { ideaId });
    if (station) await this.router.navigate(['/personal-station', station.id]);
  }
}
