import { afterNextRender, Component, ElementRef, input, output, viewChild } from '@angular/core';
import { X } from 'lucide';
import { Icon } from './icon';

const ICONS = { x: X };

let count = 0;

/**
 * A dialog of the browser's own, which keeps the focus inside and gives it back; open for as long as it is drawn. It is as wide
 * as `--dialog-width` says. What has `data-first` has the focus at first, else the way out. Keys of the app and of the page below are not meant while it is there.
 */
@Component({
  selector: 'px-dialog',
  imports: [Icon],
  template: `
    <dialog #dialog [attr.aria-labelledby]="id" (close)="closed.emit()" (mousedown)="onPress($event)">
      <div class="inside">
        <header>
          <h2 [id]="id">
            {{ heading() }}
            @if (which(); as name) {
              <bdi class="which">{{ name }}</bdi>
            }
          </h2>
          <button type="button" class="icon-button" i18n-aria-label aria-label="Close" (click)="close()">
            <svg [pxIcon]="icons.x" size="18" aria-hidden="true"></svg>
          </button>
        </header>
        <ng-content />
      </div>
    </dialog>
  `,
  host: { '(keydown)': '$event.stopPropagation()' },
  styles: `
    dialog {
      width: min(var(--dialog-width, 30rem), calc(100vw - 2rem));
      max-height: min(40rem, calc(100dvh - 2rem));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog[open] {
      display: grid;
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 0.45);
    }
    .inside {
      display: flex;
      flex-direction: column;
      gap: var(--s4);
      min-height: 0;
      padding: var(--s5);
      overflow-y: auto;
    }
    header {
      display: flex;
      flex: none;
      align-items: flex-start;
      justify-content: space-between;
      gap: var(--s3);
    }
    h2 {
      min-width: 0;
      font-size: var(--step-2);
    }
    .which {
      display: -webkit-box;
      overflow: hidden;
      margin-top: var(--s1);
      color: var(--text-dim);
      font: 500 var(--step-0) var(--font-text);
      letter-spacing: 0;
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      line-clamp: 2;
    }
  `,
})
export class Dialog {
  protected readonly icons = ICONS;
  readonly heading = input.required<string>();
  /** The name of what it is about. */
  readonly which = input<string>();
  /** Whether a press beside it leaves it open: what is written into it would be lost. */
  readonly isWritten = input(false);
  readonly closed = output();

  protected readonly id = `px-dialog-${++count}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => {
      const dialog = this.dialog().nativeElement;
      dialog.showModal();
      dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    });
  }

  close(): void {
    this.dialog().nativeElement.close();
  }

  /** A press on the dialog itself is one beside what is in it. */
  protected onPress({ target }: Event): void {
    if (target === this.dialog().nativeElement && !this.isWritten()) this.close();
  }
}
