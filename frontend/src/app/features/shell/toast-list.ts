import { Component, inject } from '@angular/core';
import { X } from 'lucide';
import { Toasts } from '../../core/toasts';
import { Icon } from '../../ui/icon';

const ICONS = { x: X };

@Component({
  selector: 'px-toast-list',
  imports: [Icon],
  template: `
    <div role="status" aria-live="polite" aria-atomic="false">
      @for (toast of toasts.shown(); track toast.id) {
        <div
          class="toast"
          animate.enter="rise"
          (pointerenter)="toasts.pause(toast.id)"
          (pointerleave)="toasts.resume(toast.id)"
          (focusin)="toasts.pause(toast.id)"
          (focusout)="toasts.resume(toast.id)"
        >
          <p dir="auto">{{ toast.message }}</p>
          @if (toast.action; as action) {
            <button type="button" class="button quiet" (click)="toasts.act(toast)">{{ action.label }}</button>
          }
          <button
            type="button"
            class="icon-button"
            i18n-aria-label
            aria-label="Dismiss"
            (click)="toasts.dismiss(toast.id)"
          >
            <svg [pxIcon]="icons.x" size="16" aria-hidden="true"></svg>
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    :host {
      position: fixed;
      inset: auto 0 calc(var(--frame-bottom) + var(--s3));
      z-index: 60;
      pointer-events: none;
    }
    div[role='status'] {
      display: grid;
      justify-items: center;
      gap: var(--s2);
      padding: 0 var(--s4);
    }
    .toast {
      display: flex;
      align-items: center;
      gap: var(--s2);
      max-width: 34rem;
      padding-block: var(--s1);
      padding-inline: var(--s4) var(--s1);
      border-radius: var(--radius-m);
      background: var(--text);
      color: var(--bg);
      box-shadow: var(--shadow-3);
      pointer-events: auto;
    }
    .rise {
      animation: px-rise var(--medium) var(--ease);
    }
    @keyframes px-rise {
      from {
        opacity: 0;
        transform: translateY(0.75rem);
      }
    }
    p {
      padding-block: var(--s2);
    }
    .button {
      color: inherit;
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }
    .icon-button,
    .icon-button:hover {
      color: inherit;
    }
  `,
})
export class ToastList {
  protected readonly icons = ICONS;
  protected readonly toasts = inject(Toasts);
}
