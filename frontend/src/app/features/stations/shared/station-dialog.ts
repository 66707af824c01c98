import { afterNextRender, Component, ElementRef, input, output, viewChild } from '@angular/core';
import type { StationView } from '../../../core/api/types';
import type { StationField } from './station-change';
import { StationForm } from './station-form';

const HEADINGS: Readonly<Record<StationField, string>> = {
  name: 'Rename',
  group: 'Move to group',
  gainDb: 'Loudness',
  url: 'Address',
  charset: 'Titles',
};

/** Asks for one thing about a station, in a dialog of the browser's own, which keeps the focus inside and gives it back. */
@Component({
  selector: 'px-station-dialog',
  imports: [StationForm],
  template: `
    <dialog #dialog [attr.aria-label]="headings[field()]" (close)="closed.emit()" (mousedown)="onPress($event)">
      <div class="inside">
        <h2>
          {{ headings[field()] }}<bdi class="which truncate">{{ station().name }}</bdi>
        </h2>
        <px-station-form [station]="station()" [fields]="[field()]" [canCancel]="true" (done)="dialog.close()" />
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(26rem, calc(100vw - 2rem));
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--bg-overlay);
      color: var(--text);
      box-shadow: var(--shadow-3);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 0.45);
    }
    .inside {
      padding: var(--s5);
    }
    h2 {
      margin-bottom: var(--s4);
      font-size: var(--step-2);
    }
    .which {
      display: block;
      margin-top: var(--s1);
      color: var(--text-dim);
      font: 500 var(--step-0) var(--font-text);
      letter-spacing: 0;
    }
  `,
})
export class StationDialog {
  readonly station = input.required<StationView>();
  readonly field = input.required<StationField>();
  readonly closed = output();
  protected readonly headings = HEADINGS;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  /** A press on the dialog itself is one beside what is in it. */
  protected onPress(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.dialog().nativeElement.close();
  }
}
