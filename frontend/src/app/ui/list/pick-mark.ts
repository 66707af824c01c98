import { Component, computed, inject, input } from '@angular/core';
import { type Selectable, Selection } from './selection';
import { Label } from '../label';

/** The mark by which an item of a list is selected. Its looks, and those of the item around it, are in `styles/picks.css`. */
@Component({
  selector: 'px-pick-mark',
  imports: [Label],
  template: `
    <button
      type="button"
      role="checkbox"
      class="pick"
      tabindex="-1"
      [attr.aria-checked]="isOn()"
      i18n-pxLabel
      pxLabel="Select {{ thing().title }}"
    ></button>
  `,
  styles: ':host { display: contents; }',
})
export class PickMark {
  readonly thing = input.required<Selectable>();
  private readonly selection = inject(Selection);
  protected readonly isOn = computed(() => this.selection.has(this.thing()));
}
