import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Radio as RadioIcon, Search, X } from 'lucide';
import type { StationBookmarkView } from '../../../core/api/types';
import { Cover } from '../../../ui/cover';
import { AskTwice } from './ask-twice';
import { Label } from '../../../ui/label';
import { Icon } from '../../../ui/icon';

const ICONS = { radio: RadioIcon, search: Search, x: X };

/** A song or an artist that somebody wanted to remember, and what can be done with it now. */
@Component({
  selector: 'px-bookmark-row',
  imports: [Label, AskTwice, Cover, RouterLink, Icon],
  template: `
    <px-cover [artworkId]="bookmark().artworkId" [title]="name()" [isLettered]="true" [hasWords]="false" sizes="48px" />
    <div class="words">
      <p class="name" dir="auto">{{ name() }}</p>
      @if (bookmark().title !== undefined) {
        <p class="detail truncate" dir="auto">
          {{ bookmark().artist }}{{ bookmark().album ? ' · ' + bookmark().album : '' }}
        </p>
      }
    </div>
    <div class="acts">
      @if (bookmark().ideaId !== undefined) {
        <button
          type="button"
          class="icon-button"
          i18n-pxLabel
          pxLabel="Start station from {{ name() }}"
          (click)="begun.emit()"
        >
          <svg [pxIcon]="icons.radio" size="20" aria-hidden="true"></svg>
        </button>
      }
      <a
        class="icon-button"
        routerLink="/search"
        [queryParams]="{ q: words() }"
        i18n-pxLabel
        pxLabel="Search for {{ name() }}"
      >
        <svg [pxIcon]="icons.search" size="20" aria-hidden="true"></svg>
      </a>
      <px-ask-twice i18n-label label="Remove {{ name() }}" (confirmed)="removed.emit()">
        <svg [pxIcon]="icons.x" size="20" aria-hidden="true"></svg>
      </px-ask-twice>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 3rem minmax(8rem, 1fr) auto;
      align-items: center;
      gap: var(--s1) var(--s3);
      min-height: 4rem;
      padding-inline: var(--s1);
      border-radius: var(--radius-s);
    }
    :host(:hover) {
      background: var(--hover);
    }
    px-cover {
      border-radius: var(--radius-s);
    }
    .words {
      min-width: 0;
    }
    .name {
      line-height: 1.5rem;
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .detail {
      color: var(--text-dim);
      font-size: var(--step--1);
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
    }
    @media (width < 700px) {
      :host:has(.button) {
        grid-template-columns: 3rem minmax(0, 1fr);
        padding-block: var(--s2);
      }
      :host:has(.button) .acts {
        grid-column: 1 / -1;
      }
      :host:has(.button) .acts > .icon-button {
        display: none;
      }
    }
  `,
})
export class BookmarkRow {
  protected readonly icons = ICONS;
  readonly bookmark = input.required<StationBookmarkView>();
  /** A station is to be made of it. */
  readonly begun = output();
  readonly removed = output();
  protected readonly name = computed(() => this.bookmark().title ?? this.bookmark().artist);
  protected readonly words = computed(() => {
    const { title, artist } = this.bookmark();
    return title === undefined ? artist : `${artist} ${title}`;
  });
}
