import { Component, computed, input } from '@angular/core';
import type { TrackView } from '../../core/api/types';
import { query } from '../../core/api/query';
import { AlbumCard } from '../../media/album-card';
import { Roving } from '../../ui/list/roving';

const MOST = 8;

/** Other albums of who plays, and those they appear on: what stands beside a cover that has no lyrics. Nothing where there are none. */
@Component({
  selector: 'px-more-by',
  imports: [AlbumCard, Roving],
  template: `
    @if (albums().length > 0) {
      <h2 i18n>
        More by <bdi>{{ artist()?.name }}</bdi>
      </h2>
      <div class="cards" pxRoving="cards">
        @for (album of albums(); track album.id) {
          <px-album-card place="more-by" line="year" [album]="album" />
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      margin-bottom: var(--s4);
      font-size: var(--step-2);
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(clamp(8.75rem, 9vw, 14rem), 1fr));
      gap: var(--s5);
    }
  `,
})
export class MoreBy {
  readonly track = input.required<TrackView>();
  /** Of the library only: a source knows its artists by other ids. */
  protected readonly artist = computed(() => this.track().artists.find(({ id }) => id !== '' && !id.includes(':')));
  private readonly page = query('/api/v1/albums', () => {
    const artist = this.artist();
    return artist && { query: { artistId: artist.id, sort: 'year', limit: MOST + 1 } };
  });
  protected readonly albums = computed(() =>
    (this.page.value()?.items ?? []).filter(({ id }) => id !== this.track().album.id).slice(0, MOST),
  );
  /** There is nothing else by them. */
  readonly isNone = computed(
    () => this.albums().length === 0 && (this.artist() === undefined || this.page.value() !== undefined),
  );
}
