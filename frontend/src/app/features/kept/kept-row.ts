import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Trash } from 'lucide';
import type { KeptEntry } from '../../core/api/types';
import { Cover } from '../../ui/cover';
import { sizeInWords } from '../../ui/format';
import type { RowsLook } from '../../ui/list/list-look';
import { partInWords, whyInWords } from './words';
import { Icon } from '../../ui/icon';

const ICONS = { trash: Trash };

/** As high as the rows are. */
export const KEPT_ROWS: RowsLook = { kind: 'rows', rowPx: 72 };

/** An album, a playlist or a track that is at home: why, how much of it, how large it is, and the way to let it go. */
@Component({
  selector: 'px-kept-row',
  imports: [Cover, RouterLink, Icon],
  template: `
    <article>
      <px-cover
        [artworkId]="entry().artworkId"
        [placeholder]="entry().placeholder"
        [title]="entry().title"
        [artist]="entry().artist ?? ''"
        sizes="56px"
      />
      <div class="words">
        @if (link(); as to) {
          <a class="title truncate" dir="auto" [routerLink]="to">{{ entry().title }}</a>
        } @else {
          <p class="title truncate" dir="auto">{{ entry().title }}</p>
        }
        <p class="dim truncate tabular" dir="auto">{{ detail() }}</p>
      </div>
      <button type="button" class="icon-button" [attr.aria-label]="removing()" (click)="removed.emit()">
        <svg [pxIcon]="icons.trash" size="18" aria-hidden="true"></svg>
      </button>
    </article>
  `,
  styleUrl: '../../media/thing-row.css',
  styles: `
    article {
      height: 72px;
      border-radius: var(--radius-s);
    }
    article:hover,
    article:focus-within {
      background: var(--hover);
    }
  `,
})
export class KeptRow {
  protected readonly icons = ICONS;
  readonly entry = input.required<KeptEntry>();
  /** Somebody wants it to go. */
  readonly removed = output();

  protected readonly link = computed(() => {
    const { kind, id } = this.entry();
    return kind === 'track' ? undefined : [`/${kind}`, id];
  });
  protected readonly removing = computed(() => $localize`Remove ${this.entry().title}:title: from here`);
  protected readonly detail = computed(() => {
    const entry = this.entry();
    const size = entry.sizeBytes > 0 ? sizeInWords(entry.sizeBytes) : $localize`nothing yet`;
    const all = [entry.artist ?? '', whyInWords(entry), partInWords(entry), size];
    return all.filter((words) => words !== '').join(' · ');
  });
}
