import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { Check, Columns3 } from 'lucide';
import { isRightToLeft } from '../../ui/direction';
import { menuButtons, moveInMenu } from '../../ui/menu-keys';
import { ChosenColumns, SONG_COLUMNS } from './song-columns';
import { Icon } from '../../ui/icon';

const ICONS = { check: Check, columns3: Columns3 };

const GAP_PX = 6;

/** Which columns the table has. Stays open while they are chosen. */
@Component({
  selector: 'px-column-menu',
  imports: [Icon],
  template: `
    <button
      #opener
      type="button"
      class="icon-button"
      popovertarget="px-song-columns"
      aria-haspopup="menu"
      i18n-aria-label
      aria-label="Columns"
      i18n-title
      title="Columns"
      [attr.aria-expanded]="isOpen()"
    >
      <svg [pxIcon]="icons.columns3" size="20" aria-hidden="true"></svg>
    </button>
    <div
      #menu
      id="px-song-columns"
      class="menu"
      popover="auto"
      role="menu"
      tabindex="-1"
      i18n-aria-label
      aria-label="Columns"
      (beforetoggle)="place($event)"
      (toggle)="focus($event)"
      (keydown)="move($event)"
    >
      <p i18n class="about" aria-hidden="true">Columns</p>
      @for (column of all; track column.id) {
        <button
          type="button"
          role="menuitemcheckbox"
          class="menu-item"
          [attr.aria-checked]="chosen.ids().includes(column.id)"
          (click)="chosen.toggle(column.id)"
        >
          <span class="mark" aria-hidden="true">
            @if (chosen.ids().includes(column.id)) {
              <svg [pxIcon]="icons.check" size="16"></svg>
            }
          </span>
          <span>{{ column.title }}</span>
        </button>
      }
    </div>
  `,
  styles: `
    .menu {
      min-width: 12rem;
    }
    .mark {
      display: grid;
      width: 1rem;
    }
  `,
})
export class ColumnMenu {
  protected readonly icons = ICONS;
  protected readonly chosen = inject(ChosenColumns);
  protected readonly all = SONG_COLUMNS;
  protected readonly isOpen = signal(false);
  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  /** Below its button, level with the end of it. */
  protected place(event: Event): void {
    if ((event as ToggleEvent).newState !== 'open') return;
    const opener = this.opener().nativeElement;
    const { bottom, left, right } = opener.getBoundingClientRect();
    const isMirrored = isRightToLeft(opener);
    const { style } = this.menu().nativeElement;
    style.top = `${bottom + GAP_PX}px`;
    style.left = isMirrored ? `${left}px` : 'auto';
    style.right = isMirrored ? 'auto' : `${document.documentElement.clientWidth - right}px`;
  }

  protected focus(event: Event): void {
    this.isOpen.set((event as ToggleEvent).newState === 'open');
    if (this.isOpen()) menuButtons(this.menu().nativeElement)[0]?.focus({ preventScroll: true });
  }

  protected move(event: KeyboardEvent): void {
    event.stopPropagation();
    if (!moveInMenu(event, menuButtons(this.menu().nativeElement))) return;
    event.preventDefault();
    this.menu().nativeElement.hidePopover();
    this.opener().nativeElement.focus({ preventScroll: true });
  }
}
