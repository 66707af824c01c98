import { Component, computed, inject } from '@angular/core';
import { LucideEllipsis, LucideListPlus, LucideListStart, LucidePlay, LucideX } from '@lucide/angular';
import { Player } from '../player/player';
import { numberInWords } from '../core/locale/formats';
import { counted, type Counted } from '../ui/format';
import { Selection } from '../ui/list/selection';
import { MenuButton } from './menu-button';
import { playableSeveral } from './subjects/several-actions';
import { severalSubject, type Subject } from './subjects/subject';

/** As what several of a kind of subjects are counted. */
const COUNTED_AS: Readonly<Record<string, Counted>> = {
  album: 'album',
  artist: 'artist',
  episode: 'episode',
  playlist: 'playlist',
  show: 'podcast',
  station: 'station',
  track: 'song',
};

/** What can be done with what is selected, above the player, as long as something is. */
@Component({
  selector: 'px-selection-bar',
  imports: [LucideEllipsis, LucideListPlus, LucideListStart, LucidePlay, LucideX, MenuButton],
  template: `
    <section class="floating-bar" aria-label="Selection">
      <p class="tabular" role="status">{{ words() }}</p>
      <button type="button" class="button primary" (click)="play()">
        <svg lucidePlay size="1.1em" fill="currentColor" strokeWidth="0" aria-hidden="true"></svg>
        <span class="word">Play</span>
      </button>
      <button type="button" class="button" (click)="add('next')">
        <svg lucideListStart size="1.1em" aria-hidden="true"></svg> <span class="word">Play next</span>
      </button>
      <button type="button" class="button" (click)="add('last')">
        <svg lucideListPlus size="1.1em" aria-hidden="true"></svg> <span class="word">Add to queue</span>
      </button>
      <button class="icon-button" [pxMenuButton]="subject()">
        <svg lucideEllipsis size="20" aria-hidden="true"></svg>
      </button>
      <button type="button" class="icon-button" aria-label="Clear selection" title="Clear selection" (click)="clear()">
        <svg lucideX size="20" aria-hidden="true"></svg>
      </button>
    </section>
  `,
  host: { '(document:keydown.escape)': 'escape($event)' },
  styles: `
    section {
      padding-inline-start: var(--s4);
      border-radius: var(--radius-full);
    }
    p {
      margin-inline-end: var(--s2);
      font-weight: 600;
      white-space: nowrap;
    }
    @media (width < 700px) {
      section {
        gap: var(--s1);
      }
      .button {
        padding-inline: var(--s3);
      }
      .word {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class SelectionBar {
  private readonly player = inject(Player);
  private readonly selection = inject(Selection);
  protected readonly words = computed(() => $localize`${numberInWords(this.selection.count())}:count: selected`);
  protected readonly subject = computed(() => {
    const items = this.selection.items() as readonly Subject[];
    const kinds = new Set(items.map(({ kind }) => kind));
    const kind = kinds.size === 1 ? items[0]?.kind : undefined;
    return severalSubject(items, counted(items.length, COUNTED_AS[kind ?? ''] ?? 'thing'));
  });

  protected play(): void {
    this.player.play(playableSeveral(this.subject()));
    this.clear();
  }

  protected add(place: 'next' | 'last'): void {
    this.player.add(playableSeveral(this.subject()), place);
    this.clear();
  }

  protected clear(): void {
    this.selection.clear();
  }

  /** Not where it closes something that lies above, such as a menu or a dialog. */
  protected escape(event: Event): void {
    if (event.defaultPrevented || document.querySelector('dialog[open], :popover-open')) return;
    this.clear();
  }
}
