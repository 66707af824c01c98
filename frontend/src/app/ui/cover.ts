import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { coverUrl } from '../core/api/urls';
import { generatedCover, generatedLetter } from './generated-cover';
import { Passing } from './list/passing';

/** What the server is asked for; it keeps each size it has made. */
const SIZES_PX = [96, 192, 320, 480, 640, 960, 1280] as const;

/**
 * A cover, as wide as its host: fades in over its blurred placeholder; without art, or when it cannot be loaded, drawn
 * from title and artist. A letter stands there while art is on its way, too: pictures of stations come from elsewhere and
 * may take long. Decoration: what it belongs to is said beside it.
 */
@Component({
  selector: 'px-cover',
  template: `
    @if (isLettered() && (isDrawn() || !isLoaded())) {
      @let letter = lettered();
      <span class="letter" aria-hidden="true" [class.dark]="letter.isLight" [style.background]="letter.ground">{{
        letter.letter
      }}</span>
    }
    @if (artworkId(); as id) {
      @if (!hasFailed() && !isHeld()) {
        @if (placeholder(); as blurred) {
          <img class="blurred" [src]="blurred" alt="" />
        }
        <img
          class="art"
          [class.shown]="isLoaded()"
          [attr.loading]="isFirst() ? 'eager' : 'lazy'"
          [attr.fetchpriority]="isFirst() ? 'high' : null"
          [sizes]="sizes()"
          [srcset]="srcset()"
          [src]="source()"
          alt=""
          decoding="async"
          draggable="false"
          (load)="isLoaded.set(true)"
          (error)="failed.set(id)"
        />
      }
    }
    @if (!isLettered() && isDrawn() && !isHeld()) {
      <img [src]="drawn().url" alt="" draggable="false" />
      @if (hasWords()) {
        <span class="words" [class.dark]="drawn().isLight" aria-hidden="true">
          <span class="title" dir="auto">{{ title() }}</span>
          <span class="artist" dir="auto">{{ artist() }}</span>
        </span>
      }
    }
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      flex: none;
      aspect-ratio: 1;
      overflow: hidden;
      border-radius: var(--radius-m);
      background: var(--hover);
      container-type: inline-size;
      user-select: none;
    }
    :host::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: inherit;
      box-shadow: inset 0 0 0 1px light-dark(oklch(0 0 0 / 0.07), oklch(1 0 0 / 0.07));
      pointer-events: none;
    }
    img {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    .blurred {
      filter: blur(10px);
      transform: scale(1.12);
    }
    .art {
      opacity: 0;
      transition: opacity var(--slow) var(--ease);
    }
    .art.shown {
      opacity: 1;
    }
    .letter {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      color: #fff;
      font: 700 48cqi / 1 var(--font-display);
    }
    .letter.dark {
      color: #1d1a17;
    }
    .words {
      display: none;
    }
    @container (min-width: 120px) {
      .words {
        position: absolute;
        inset: auto 0 0;
        display: grid;
        gap: 0.6cqi;
        padding: 22cqi 7cqi 6cqi;
        color: #fff;
        background: linear-gradient(transparent, rgb(0 0 0 / 0.62) 60%);
      }
      .words.dark {
        color: #1d1a17;
        background: linear-gradient(transparent, rgb(255 255 255 / 0.78) 60%);
      }
      .title,
      .artist {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
      }
      .title {
        font: 750 9.6cqi / 1.04 var(--font-display);
        letter-spacing: -0.02em;
      }
      /* Letters that are joined, and higher than Latin ones. */
      .title:dir(rtl) {
        line-height: 1.5;
        letter-spacing: 0;
      }
      .artist:dir(rtl) {
        line-height: 1.6;
      }
      .artist {
        font: 550 5.2cqi / 1.2 var(--font-text);
        -webkit-line-clamp: 1;
        line-clamp: 1;
      }
    }
  `,
})
export class Cover {
  readonly artworkId = input<string>();
  /** A tiny preview as a data URL. */
  readonly placeholder = input<string>();
  readonly title = input('');
  readonly artist = input('');
  /** Whether a drawn cover carries title and artist; a round one has no room for them. */
  readonly hasWords = input(true);
  /** Whether a drawn cover is the first letter of the title, as those of stations are. */
  readonly isLettered = input(false);
  /** How wide it is shown, as the `sizes` of an image. */
  readonly sizes = input('200px');
  /** Whether it is what the page is about, and so fetched before others. */
  readonly isFirst = input(false);

  /** Of a view that is passed by: no picture is fetched or drawn for it. One that has begun stays. */
  protected readonly isHeld = linkedSignal<boolean, boolean>({
    source: inject(Passing).isOn,
    computation: (isPassing, before) => isPassing && (before?.value ?? true),
  });
  protected readonly failed = linkedSignal<string | undefined, string>({
    source: this.artworkId,
    computation: () => '',
  });
  protected readonly isLoaded = linkedSignal<string | undefined, boolean>({
    source: this.artworkId,
    computation: () => false,
  });
  protected readonly hasFailed = computed(() => this.failed() !== '');
  /** Whether there is no art, or none to be had. */
  protected readonly isDrawn = computed(() => this.artworkId() === undefined || this.hasFailed());
  protected readonly drawn = computed(() => generatedCover(this.title(), this.artist()));
  protected readonly lettered = computed(() => generatedLetter(this.title()));
  protected readonly srcset = computed(() => {
    const id = this.artworkId() ?? '';
    return SIZES_PX.map((size) => `${coverUrl(id, size)} ${size}w`).join(', ');
  });
  protected readonly source = computed(() => coverUrl(this.artworkId() ?? '', 480));
}
