import { Component, computed, ElementRef, inject, input, output } from '@angular/core';
import {
  Archive,
  ArrowDown,
  ArrowLeftRight,
  ArrowUp,
  Ban,
  Bookmark,
  CircleQuestionMark,
  CircleCheck,
  CircleDashed,
  CirclePlus,
  Disc3,
  Download,
  ExternalLink,
  Folder,
  HardDriveDownload,
  HardDriveUpload,
  Heart,
  HeartOff,
  Image,
  Info,
  Library,
  Link,
  ListChecks,
  ListMusic,
  ListPlus,
  ListStart,
  Merge,
  Mic,
  MicVocal,
  Pencil,
  Play,
  Radio,
  RadioTower,
  RefreshCw,
  Share2,
  Shuffle,
  Sparkles,
  Split,
  Trash2,
  Users,
  Volume2,
  X,
  type IconNode,
} from 'lucide';
import { isRightToLeft } from '../ui/direction';
import { menuButtons, moveInMenu } from '../ui/menu-keys';
import type { Action } from './subjects/actions';
import { Icon } from '../ui/icon';

const EDGE_PX = 8;
const GAP_PX = 4;
export const ICONS: Record<Action['icon'], IconNode> = {
  play: Play,
  shuffle: Shuffle,
  next: ListStart,
  queue: ListPlus,
  remove: X,
  album: Disc3,
  artist: MicVocal,
  playlist: ListMusic,
  'add-to': CirclePlus,
  delete: Trash2,
  versions: ArrowLeftRight,
  radio: RadioTower,
  station: Radio,
  save: Bookmark,
  rename: Pencil,
  group: Folder,
  loudness: Volume2,
  up: ArrowUp,
  down: ArrowDown,
  podcast: Mic,
  episode: Info,
  played: CircleCheck,
  'not-played': CircleDashed,
  'played-up-to': ListChecks,
  refresh: RefreshCw,
  download: Download,
  parts: Split,
  whole: Merge,
  keep: HardDriveDownload,
  why: CircleQuestionMark,
  web: ExternalLink,
  'let-go': HardDriveUpload,
  heart: Heart,
  'heart-off': HeartOff,
  discovery: Sparkles,
  collection: Library,
  archive: Archive,
  dismissed: Ban,
  link: Link,
  share: Share2,
  credits: Users,
  cover: Image,
};

/** The menu itself, in the browser's top layer, on a phone as a sheet; closes on a choice, a click beside it, Escape or scrolling. */
@Component({
  selector: 'px-item-menu-panel',
  imports: [Icon],
  template: `
    <p class="about truncate" dir="auto" aria-hidden="true">{{ heading() }}</p>
    @for (action of actions(); track $index) {
      @if ($index > 0 && actions()[$index - 1]?.group !== action.group) {
        <hr />
      }
      <button
        type="button"
        role="menuitem"
        class="menu-item"
        tabindex="-1"
        [disabled]="action.isOff"
        (click)="choose(action)"
      >
        <svg [pxIcon]="icons[action.icon]" size="1.15em" aria-hidden="true"></svg>
        <span class="truncate" dir="auto">{{ action.title }}</span>
      </button>
    }
  `,
  host: {
    class: 'menu',
    popover: 'auto',
    role: 'menu',
    '[attr.aria-label]': 'label()',
    '(toggle)': 'onToggle($event)',
    '(keydown)': 'move($event)',
    '(window:scroll)': 'close(false)',
  },
  styles: `
    :host {
      min-width: 13rem;
      animation: px-menu-in var(--fast) var(--ease);
    }
    hr {
      height: 1px;
      margin: var(--s1) var(--s2);
      border: 0;
      background: var(--line);
    }
    @keyframes px-menu-in {
      from {
        opacity: 0;
        transform: translateY(-4px);
      }
    }
  `,
})
export class ItemMenuPanel {
  protected readonly icons = ICONS;
  /** What it is about; a sheet stands far from that. */
  readonly heading = input.required<string>();
  readonly actions = input.required<readonly Action[]>();
  protected readonly label = computed(() => $localize`Actions for ${this.heading()}:name:`);
  /** When it is gone; whether focus should go back to where it came from. */
  readonly closed = output<boolean>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private returnsFocus = true;
  private chosen?: Action;

  /** Shows it below an element, level with the end of that, or at a place in the view; moved so that it fits. */
  openAt(at: Element | { x: number; y: number }): void {
    this.host.showPopover();
    const { offsetWidth: width, offsetHeight: height } = this.host;
    const isMirrored = isRightToLeft(this.host);
    const isBelow = at instanceof Element;
    const { x, y } = isBelow ? endBelow(at, isMirrored) : at;
    const left = Math.min(isBelow === isMirrored ? x : x - width, window.innerWidth - width - EDGE_PX);
    const fitsBelow = y + height + EDGE_PX <= window.innerHeight;
    this.host.style.left = `${Math.max(EDGE_PX, left)}px`;
    this.host.style.top = `${Math.max(EDGE_PX, fitsBelow ? y : window.innerHeight - height - EDGE_PX)}px`;
    this.buttons()[0]?.focus({ preventScroll: true });
  }

  /** It is done once the focus is back: what is opened by it keeps the focus that it takes. */
  protected choose(action: Action): void {
    this.chosen = action;
    this.close(true);
  }

  protected close(returnsFocus: boolean): void {
    this.returnsFocus = returnsFocus;
    this.host.hidePopover();
  }

  protected onToggle(event: ToggleEvent): void {
    if (event.newState !== 'closed') return;
    this.closed.emit(this.returnsFocus);
    this.chosen?.run();
  }

  protected move(event: KeyboardEvent): void {
    event.stopPropagation();
    if (!moveInMenu(event, this.buttons())) return;
    event.preventDefault();
    this.close(true);
  }

  private buttons(): HTMLButtonElement[] {
    return menuButtons(this.host);
  }
}

function endBelow(element: Element, isMirrored: boolean): { x: number; y: number } {
  const { left, right, bottom } = element.getBoundingClientRect();
  return { x: isMirrored ? left : right, y: bottom + GAP_PX };
}
