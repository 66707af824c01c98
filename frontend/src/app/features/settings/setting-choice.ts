import { Component, input, output } from '@angular/core';

/** Something that can be chosen, and what it is called. */
export interface Choosable<T> {
  readonly value: T;
  readonly label: string;
}

/** For what is on or off. */
export function offOrOn(): readonly Choosable<boolean>[] {
  return [
    { value: false, label: $localize`Off` },
    { value: true, label: $localize`On` },
  ];
}

/** A setting that is one of a few, with its name and what it does. */
@Component({
  selector: 'px-setting-choice',
  template: `
    <div>
      <h3>{{ name() }}</h3>
      <p class="dim"><ng-content /></p>
    </div>
    <fieldset>
      <legend class="sr-only">{{ name() }}</legend>
      @for (choice of choices(); track choice.value) {
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
    /* What it does may take several lines, beside the choice. */
    div {
      flex: 1 1 16rem;
    }
  `,
})
export class SettingChoice<T extends string | boolean> {
  readonly name = input.required<string>();
  readonly choices = input.required<readonly Choosable<T>[]>();
  readonly value = input.required<T>();
  readonly changed = output<T>();
}
