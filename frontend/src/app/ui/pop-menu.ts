import { Component, ElementRef, input, signal, viewChild } from '@angular/core';
import { menuButtons, moveInMenu } from './menu-keys';

const GAP_PX = 6;
let count = 0;

/**
 * An icon that opens a menu above itself, in the browser's top layer. The icon has the attribute `icon`, everything else
 * in it is the menu; choosing closes it.
 */
@Component({
  selector: 'px-pop-menu',
  template: `
    <button
      #opener
      type="button"
      class="icon-button"
      aria-haspopup="menu"
      [attr.popovertarget]="id"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="label()"
      [title]="label()"
      [class.on]="isOn()"
    >
      <ng-content select="[icon]" />
      @if (badge()) {
        <span class="badge tabular" aria-hidden="true">{{ badge() }}</span>
      }
    </button>
    <div
      #menu
      class="menu"
      popover="auto"
      role="menu"
      tabindex="-1"
      [id]="id"
      [attr.aria-label]="heading()"
      (beforetoggle)="place($event)"
      (toggle)="onToggle($event)"
      (click)="choose($event)"
      (keydown)="move($event)"
    >
      <p class="heading" aria-hidden="true">{{ heading() }}</p>
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      display: inline-grid;
    }
    .icon-button {
      position: relative;
    }
    .badge {
      position: absolute;
      bottom: 0;
      left: 50%;
      font-size: 0.625rem;
      font-weight: 700;
      line-height: 1.2;
      white-space: nowrap;
      transform: translateX(-50%);
    }
    .menu {
      width: max-content;
      min-width: 14rem;
    }
    .menu:popover-open {
      animation: px-pop-in var(--fast) var(--ease);
    }
    .heading {
      padding: var(--s2) var(--s3);
      font-size: var(--step--1);
      color: var(--text-dim);
    }
    @keyframes px-pop-in {
      from {
        opacity: 0;
        transform: translateY(4px);
      }
    }
  `,
})
export class PopMenu {
  /** Of the button. */
  readonly label = input.required<string>();
  /** What stands above what can be chosen. */
  readonly heading = input.required<string>();
  readonly isOn = input(false);
  /** A few letters below the icon. */
  readonly badge = input('');

  protected readonly id = `px-pop-${++count}`;
  protected readonly isOpen = signal(false);
  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  /** Above the button, level with the edge of it that is nearer to that of the window. */
  protected place(event: Event): void {
    if ((event as ToggleEvent).newState !== 'open') return;
    const { top, left, right } = this.opener().nativeElement.getBoundingClientRect();
    const { style } = this.menu().nativeElement;
    const { clientWidth, clientHeight } = document.documentElement;
    const isAtEnd = left + right > clientWidth;
    style.bottom = `${clientHeight - top + GAP_PX}px`;
    style.left = isAtEnd ? 'auto' : `${left}px`;
    style.right = isAtEnd ? `${clientWidth - right}px` : 'auto';
    style.maxHeight = `${top - 2 * GAP_PX}px`;
  }

  protected onToggle(event: Event): void {
    this.isOpen.set((event as ToggleEvent).newState === 'open');
    if (!this.isOpen()) return;
    const buttons = menuButtons(this.menu().nativeElement);
    const chosen = buttons.find((button) => button.getAttribute('aria-checked') === 'true');
    (chosen ?? buttons[0])?.focus({ preventScroll: true });
  }

  protected choose(event: Event): void {
    if ((event.target as Element).closest('button')) this.close();
  }

  protected move(event: KeyboardEvent): void {
    event.stopPropagation();
    if (!moveInMenu(event, menuButtons(this.menu().nativeElement))) return;
    event.preventDefault();
    this.close();
  }

  private close(): void {
    this.menu().nativeElement.hidePopover();
    this.opener().nativeElement.focus({ preventScroll: true });
  }
}
