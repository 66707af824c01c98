import { Component, computed, input, signal } from '@angular/core';
import type { TrackView } from '../api/types';
import { coverUrl } from '../api/urls';
import { generatedCover } from '../ui/generated-cover';

/** The cover of what plays, which cross-fades into the next. Without art: drawn from album and artist. */
@Component({
  selector: 'px-track-cover',
  template: `
    @for (art of [picture()]; track art.key) {
      <div class="layer" animate.enter="appear" animate.leave="vanish">
        @if (art.url && failed() !== art.key) {
          @if (art.placeholder) {
            <img class="blurred" [src]="art.placeholder" alt="" />
          }
          <img [src]="art.url" alt="" decoding="async" draggable="false" (error)="failed.set(art.key)" />
        } @else {
          <img [src]="art.drawnUrl" alt="" draggable="false" />
        }
      </div>
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
      background: var(--hover);
    }
    .layer,
    img {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    .blurred {
      filter: blur(8px);
      transform: scale(1.1);
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
  /** How large it is fetched, in pixels. */
  readonly sizePx = input(128);
  protected readonly failed = signal('');
  protected readonly picture = computed(() => {
    const { artworkId, placeholder, album, artist } = this.track();
    return {
      key: artworkId ?? album.id,
      url: artworkId && coverUrl(artworkId, this.sizePx()),
      placeholder,
      drawnUrl: generatedCover(album.title, artist).url,
    };
  });
}
