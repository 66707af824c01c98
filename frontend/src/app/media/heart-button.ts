import { Component, computed, inject, input } from '@angular/core';
import { Heart } from 'lucide';
import { Hearts } from './hearts';
import type { Heartable } from './subjects/heartable';
import { Label } from '../ui/label';
import { Icon } from '../ui/icon';

const ICONS = { heart: Heart };

/** Gives something a heart, and takes it back. */
@Component({
  selector: 'px-heart-button',
  imports: [Label, Icon],
  template: `
    @if (hearts.mayToggle(subject())) {
      <button
        type="button"
        class="icon-button"
        [attr.tabindex]="isInRow() ? -1 : null"
        i18n-pxLabel
        pxLabel="Favourite: {{ subject().title }}"
        [attr.aria-pressed]="isOn()"
        [title]="title()"
        (click)="hearts.toggle(subject(), true)"
      >
        <svg
          [pxIcon]="icons.heart"
          [size]="size()"
          [attr.fill]="isOn() ? 'currentColor' : 'none'"
          aria-hidden="true"
        ></svg>
      </button>
    }
  `,
  styles: `
    :host {
      --heart-size: 2.75rem;
      display: contents;
    }
    .icon-button {
      width: var(--heart-size);
      height: var(--heart-size);
      min-width: var(--heart-size);
    }
    :host(.on) .icon-button {
      color: var(--accent);
    }
  `,
  host: { '[class.on]': 'isOn()' },
})
export class HeartButton {
  protected readonly icons = ICONS;
  readonly subject = input.required<Heartable>();
  readonly size = input(20);
  /** Whether it stands in a row of a list, whose menu offers the same: there it is no stop of the Tab key. */
  readonly isInRow = input(false);
  protected readonly hearts = inject(Hearts);
  protected readonly isOn = computed(() => this.hearts.isOn(this.subject()));
  protected readonly title = computed(() =>
    this.isOn() ? $localize`Remove from favourites` : $localize`Add to favourites`,
  );
}
