import { Component, computed, input } from '@angular/core';
import type { PlaylistView } from '../../core/api/playlist-types';
import { Cover } from '../../ui/cover';

/** What a playlist looks like: four pictures of what is in it, one where there are fewer, drawn where there is none. */
@Component({
  selector: 'px-playlist-art',
  imports: [Cover],
  template: `
    @if (covers().length === 4) {
      @for (cover of covers(); track $index) {
        <px-cover
          [artworkId]="cover.artworkId"
          [placeholder]="cover.placeholder"
          [title]="playlist().name"
          [hasWords]="false"
          [isFirst]="isFirst()"
          [sizes]="halfSize()"
        />
      }
    } @else {
      <px-cover
        class="whole"
        [artworkId]="covers()[0]?.artworkId"
        [placeholder]="covers()[0]?.placeholder"
        [title]="playlist().name"
        [isFirst]="isFirst()"
        [sizes]="sizes()"
      />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 1fr 1fr;
      flex: none;
      aspect-ratio: 1;
      overflow: hidden;
      border-radius: var(--radius-m);
    }
    px-cover {
      width: 100%;
      border-radius: 0;
    }
    .whole {
      grid-column: 1 / -1;
    }
  `,
})
export class PlaylistArt {
  readonly playlist = input.required<Pick<PlaylistView, 'name' | 'covers'>>();
  /** How wide it is shown, as the `sizes` of an image. */
  readonly sizes = input('200px');
  /** The same of one of four. */
  readonly halfSize = input('100px');
  /** Whether it is what the page is about, and so fetched before others. */
  readonly isFirst = input(false);
  protected readonly covers = computed(() => this.playlist().covers);
}
