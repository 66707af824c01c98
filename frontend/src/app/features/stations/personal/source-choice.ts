import { Component, inject, model } from '@angular/core';
import { PersonalStations } from './personal-stations';

/** At which source, where there are several with stations of one's own. */
@Component({
  selector: 'px-source-choice',
  template: `
    @if (stations.sources().length > 1) {
      <label>
        <span i18n>At</span>
        <select #choice (change)="sourceId.set(choice.value)">
          @for (source of stations.sources(); track source.sourceId) {
            <option [value]="source.sourceId" [selected]="source.sourceId === sourceId()">{{ source.name }}</option>
          }
        </select>
      </label>
    }
  `,
  styles: `
    label {
      display: flex;
      align-items: center;
      gap: var(--s2);
      margin-bottom: var(--s4);
    }
  `,
})
export class SourceChoice {
  readonly sourceId = model.required<string>();
  protected readonly stations = inject(PersonalStations);
}
