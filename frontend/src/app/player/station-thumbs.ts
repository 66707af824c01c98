import { Component, inject } from '@angular/core';
import { ThumbsDown, ThumbsUp } from 'lucide';
import { OnPersonalStation } from './on-personal-station';
import { Icon } from '../ui/icon';

const ICONS = { thumbsDown: ThumbsDown, thumbsUp: ThumbsUp };

/** Thumbs for a song of a station of one's own, and how many may still be skipped. Nothing while something else plays. */
@Component({
  selector: 'px-station-thumbs',
  imports: [Icon],
  template: `
    @if (on.now(); as now) {
      @if (now.mayThumb) {
        <button
          type="button"
          class="icon-button"
          i18n-title
          title="Thumb down: plays something else, which counts as a skip"
          i18n-aria-label
          aria-label="Thumb down"
          [attr.aria-pressed]="now.thumb === 'down'"
          (click)="on.thumb(false)"
        >
          <svg [pxIcon]="icons.thumbsDown" size="20" aria-hidden="true"></svg>
        </button>
        <button
          type="button"
          class="icon-button"
          i18n-title
          title="Thumb up"
          i18n-aria-label
          aria-label="Thumb up"
          [attr.aria-pressed]="now.thumb === 'up'"
          (click)="on.thumb(true)"
        >
          <svg [pxIcon]="icons.thumbsUp" size="20" aria-hidden="true"></svg>
        </button>
      }
      @if (on.skips(); as skips) {
        <span class="skips tabular" role="status">{{ skips }}</span>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: var(--s1);
    }
    .skips {
      display: var(--skips, inline);
      padding-inline: var(--s1);
      color: var(--text-dim);
      font-size: var(--step--1);
      white-space: nowrap;
    }
  `,
})
export class StationThumbs {
  protected readonly icons = ICONS;
  protected readonly on = inject(OnPersonalStation);
}
