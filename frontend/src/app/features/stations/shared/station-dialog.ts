import { Component, input, output } from '@angular/core';
import type { StationView } from '../../../core/api/types';
import { Dialog } from '../../../ui/dialog';
import type { StationField } from './station-change';
import { StationForm } from './station-form';

const HEADINGS: Readonly<Record<StationField, () => string>> = {
  name: () => $localize`Rename`,
  group: () => $localize`Move to group`,
  gainDb: () => $localize`Loudness`,
  url: () => $localize`Address`,
  charset: () => $localize`Titles`,
};

/** Asks for one thing about a station. */
@Component({
  selector: 'px-station-dialog',
  imports: [Dialog, StationForm],
  template: `
    <px-dialog #dialog [heading]="headings[field()]()" [which]="station().name" (closed)="closed.emit()">
      <px-station-form [station]="station()" [fields]="[field()]" [canCancel]="true" (done)="dialog.close()" />
    </px-dialog>
  `,
  styles: `
    :host {
      --dialog-width: 26rem;
    }
  `,
})
export class StationDialog {
  readonly station = input.required<StationView>();
  readonly field = input.required<StationField>();
  readonly closed = output();
  protected readonly headings = HEADINGS;
}
