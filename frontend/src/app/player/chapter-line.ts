import { Component, inject } from '@angular/core';
import { ChevronLeft, ChevronRight } from 'lucide';
import { PlayingChapters } from './playing-chapters';
import { Icon } from '../ui/icon';

const ICONS = { chevronLeft: ChevronLeft, chevronRight: ChevronRight };

/** The chapter of the episode that is heard, and ways to the ones around it. As high without chapters as with them. */
@Component({
  selector: 'px-chapter-line',
  host: { dir: 'ltr' },
  imports: [Icon],
  template: `
    @if (chapters.listed().length > 0) {
      <button
        type="button"
        class="icon-button"
        i18n-aria-label
        aria-label="Previous chapter"
        i18n-title
        title="Previous chapter"
        (click)="chapters.previous()"
      >
        <svg [pxIcon]="icons.chevronLeft" size="18" aria-hidden="true"></svg>
      </button>
      <span class="title truncate" dir="auto">{{ chapters.current()?.title }}</span>
      <button
        type="button"
        class="icon-button"
        i18n-aria-label
        aria-label="Next chapter"
        i18n-title
        title="Next chapter"
        [disabled]="!chapters.hasNext()"
        (click)="chapters.next()"
      >
        <svg [pxIcon]="icons.chevronRight" size="18" aria-hidden="true"></svg>
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--s1);
      height: 2.75rem;
      min-width: 0;
    }
    .title {
      min-width: 0;
      color: var(--text);
    }
  `,
})
export class ChapterLine {
  protected readonly icons = ICONS;
  protected readonly chapters = inject(PlayingChapters);
}
