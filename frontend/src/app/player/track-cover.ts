import { Component, computed, input } from '@angular/core';
import type { TrackView } from '../core/api/types';
import { Cover } from '../ui/cover';

/** The cover of what plays, which cross-fades into the next. */
@Component({
  selector: 'px-track-cover',
  imports: [Cover],
  template: `
    @for (art of [picture()]; track art.key) {
      <px-cover
        animate.enter="appear"
        animate.leave="vanish"
        [artworkId]="art.id"
        [placeholder]="track().placeholder"
        [title]="track().album.title || track().title"
        [isLettered]="track().kind === 'station'"
        [artist]="track().artist"
        [hasWords]="false"
        [sizes]="sizePx() + 'px'"
      />
    }
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      flex: none;
      aspect-ratio: 1;
      overflow: hidden;
      border-radius: var(--radius-s);
    }
    px-cover {
      position: absolute;
      inset: 0;
      border-radius: inherit;
    }
    .appear {
      animation: px-appear var(--slow) var(--ease);
    }
    .vanish {
      animation: px-appear var(--slow) var(--ease) reverse forwards;
    }
    @keyframes px-appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class TrackCover {
  readonly track = input.required<TrackView>();
  /** How wide it is shown at most, in pixels. */
  readonly sizePx = input(128);
  /** Tracks of one album keep the same picture. */
  protected readonly picture = computed(() => {
    const { id, artworkId, album } = this.track();
    return { id: artworkId, key: artworkId ?? (album.id || id) };
  });
}
