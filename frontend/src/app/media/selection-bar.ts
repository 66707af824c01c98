import { Component, computed, inject } from '@angular/core';
import { Ellipsis, X } from 'lucide';
import { numberInWords } from '../core/locale/formats';
import { counted, type Counted } from '../ui/format';
import { Selection } from '../ui/list/selection';
import { ICONS } from './item-menu-panel';
import { MenuButton } from './menu-button';
import { type Action, Actions } from './subjects/actions';
import { severalSubject, type Subject } from './subjects/subject';
import { Icon } from '../ui/icon';

const ELLIPSIS = Ellipsis;
const CLOSE = X;
/** What has a button in the bar, where it can be done; all else is in its menu. */
const IN_BAR = ['play', 'next', 'queue', 'add-to-playlist', 'played', 'remove'];
/** As what things of a kind are counted. */
const NOUNS: Readonly<Record<string, Counted>> = {
  track: 'song',
  'queue-item': 'song',
  'playlist-item': 'song',
  listen: 'song',
  album: 'album',
  artist: 'artist',
  playlist: 'playlist',
  show: 'podcast',
  episode: 'episode',
  station: 'station',
};

/** What can be done with what is selected, above the player, as long as something is. */
@Component({
  selector: 'px-selection-bar',
  imports: [Icon, MenuButton],
  template: `
    <section class="floating-bar" i18n-aria-label aria-label="Selection">
      <p class="tabular" role="status">{{ words() }}</p>
      @for (action of buttons(); track action.id; let isFirst = $first) {
        <button
          type="button"
          class="button"
          [class.primary]="isFirst"
          [class.wide]="action.id === 'add-to-playlist'"
          [attr.title]="action.title"
          (click)="run(action)"
        >
          <svg [pxIcon]="icons[action.icon]" size="1.1em" aria-hidden="true"></svg>
          <span class="sr-only-phone">{{ action.title }}</span>
        </button>
      }
      <button class="icon-button" [pxMenuButton]="subject()">
        <svg [pxIcon]="ellipsis" size="20" aria-hidden="true"></svg>
      </button>
      <button
        type="button"
        class="icon-button"
        i18n-aria-label
        aria-label="Clear selection"
        i18n-title
        title="Clear selection"
        (click)="clear()"
      >
        <svg [pxIcon]="x" size="20" aria-hidden="true"></svg>
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
      .wide {
        display: none;
      }
      section {
        gap: var(--s1);
      }
      .button {
        padding-inline: var(--s3);
      }
    }
  `,
})
export class SelectionBar {
  private readonly actions = inject(Actions);
  private readonly selection = inject(Selection);
  protected readonly icons = ICONS;
  protected readonly ellipsis = ELLIPSIS;
  protected readonly x = CLOSE;
  protected readonly words = computed(() => $localize`${numberInWords(this.selection.count())}:count: selected`);
  protected readonly subject = computed(() => {
    const items = this.selection.items() as readonly Subject[];
    const kinds = new Set(items.map(({ kind }): Counted => NOUNS[kind] ?? 'item'));
    const [noun = 'item'] = kinds;
    return severalSubject(items, counted(items.length, kinds.size > 1 ? 'item' : noun));
  });
  protected readonly buttons = computed(() =>
    this.actions.of(this.subject()).filter(({ id, isOff }) => IN_BAR.includes(id) && !isOff),
  );

  constructor() {
    // Its menu tries again, and says so where that fails.
    this.actions.load().catch(() => undefined);
  }

  protected run(action: Action): void {
    action.run();
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
