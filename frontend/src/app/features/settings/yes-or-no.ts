import { Component, input, output } from '@angular/core';

/** A setting that is on or off, with its name and what it does. */
@Component({
  selector: 'px-yes-or-no',
  template: `
    <div>
      <h3>{{ name() }}</h3>
      <p class="dim"><ng-content /></p>
    </div>
    <fieldset>
      <legend class="sr-only">{{ name() }}</legend>
      @for (choice of choices; track choice.label) {
        <label class="choice">
          <input
            type="radio"
            [name]="name()"
            [checked]="value() === choice.value"
            (change)="changed.emit(choice.value)"
          />
          <span>{{ choice.label }}</span>
        </label>
      }
    </fieldset>
  `,
  host: { class: 'row' },
  styleUrl: './section.css',
  styles: `
    :host {
      display: flex;
    }
  `,
})
export class YesOrNo {
  readonly name = input.required<string>();
  readonly value = input.required<boolean>();
  readonly changed = output<boolean>();
  protected readonly choices = [
    { value: false, label: 'Off' },
    { value: true, label: 'On' },
  ];
}
