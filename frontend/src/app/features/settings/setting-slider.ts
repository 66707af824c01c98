import { Component, computed, input, output } from '@angular/core';

/** A slider with its name, what it does, and what it is set to in words. */
@Component({
  selector: 'px-setting-slider',
  template: `
    <div>
      <h3>{{ name() }}</h3>
      <p class="dim"><ng-content /></p>
    </div>
    <div class="slider" dir="ltr">
      <input
        type="range"
        [min]="least()"
        [max]="most()"
        [step]="step()"
        [value]="value()"
        [attr.aria-label]="name()"
        [attr.aria-valuetext]="text()"
        (input)="changed.emit(+$any($event.target).value)"
      />
      <span class="tabular" aria-hidden="true">{{ text() }}</span>
    </div>
  `,
  host: { class: 'row' },
  styleUrl: './section.css',
  styles: `
    :host {
      display: flex;
    }
    :host > :first-child {
      flex: 1 1 16rem;
    }
    .slider {
      display: flex;
      flex: 0 1 18rem;
      align-items: center;
      gap: var(--s3);
    }
    input {
      flex: 1;
      min-width: 0;
      height: 2rem;
      margin: 0;
      accent-color: var(--accent);
      cursor: pointer;
    }
    span {
      min-width: 5.5rem;
      text-align: end;
    }
  `,
})
export class SettingSlider {
  readonly name = input.required<string>();
  readonly least = input.required<number>();
  readonly most = input.required<number>();
  readonly step = input(1);
  readonly value = input.required<number>();
  /** What a value is in words. */
  readonly words = input.required<(value: number) => string>();
  readonly changed = output<number>();
  protected readonly text = computed(() => this.words()(this.value()));
}
