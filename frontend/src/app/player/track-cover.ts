import { Component, computed, input, signal } from '@angular/core';
import { LucideDisc3 } from '@lucide/angular';
import type { TrackView } from '../api/types';
import { coverUrl } from '../api/urls';

/** The cover of what plays, which cross-fades into the next. Without art: the hue of its album. */
@Component({
  selector: 'px-track-cover',
  imports: [LucideDisc3],
  template: `
    @for (art of [picture()]; track art.key) {
      <div class="layer" animate.enter="appear" animate.leave="vanish" [style.--hue]="art.hue">
        @if (art.url && failed() !== art.key) {
          @if (art.placeholder) {
            <img class="blurred" [src]="art.placeholder" alt="" />
          }
          <img [src]="art.url" alt="" decoding="async" draggable="false" (error)="failed.set(art.key)" />
        } @else {
          <span class="drawn"><svg lucideDisc3 size="45%" strokeWidth="1" aria-hidden="true"></svg></span>
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
    img,
    .drawn {
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
    .drawn {
      display: grid;
      place-items: center;
      color: oklch(0.93 0.05 var(--hue));
      background: radial-gradient(
        circle at 28% 22%,
        oklch(0.6 0.11 var(--hue)),
        oklch(0.32 0.07 calc(var(--hue) + 40))
      );
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
    const { artworkId, placeholder, album } = this.track();
    return {
      key: artworkId ?? album.id,
      url: artworkId && coverUrl(artworkId, this.sizePx()),
      placeholder,
      hue: hueOf(album.title),
    };
  });
}

/** The same words always give the same hue. */
function hueOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hash;
}
