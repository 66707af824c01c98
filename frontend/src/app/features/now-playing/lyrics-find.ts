import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  input,
  linkedSignal,
  model,
  output,
  viewChild,
} from '@angular/core';
import { ChevronDown, ChevronUp, X } from 'lucide';
import { Icon } from '../../ui/icon';

const ICONS = {
  chevronDown: ChevronDown,
  chevronUp: ChevronUp,
  x: X,
};

/** Finds lines as browsers find words of a page: Enter goes on, Shift and Enter back, Escape ends it. */
@Component({
  selector: 'px-lyrics-find',
  imports: [Icon],
  template: `
    <input
      #field
      type="search"
      class="field"
      i18n-aria-label
      aria-label="Find in lyrics"
      i18n-placeholder
      placeholder="Find in lyrics"
      [value]="query()"
      (input)="query.set(field.value)"
      (keydown.enter)="go(1)"
      (keydown.shift.enter)="go(-1)"
      (keydown.escape)="end($event)"
    />
    <span class="tabular" role="status">{{ told() }}</span>
    <button
      type="button"
      class="icon-button"
      i18n-aria-label
      aria-label="Previous match"
      [disabled]="isNone()"
      (click)="go(-1)"
    >
      <svg [pxIcon]="icons.chevronUp" size="20" aria-hidden="true"></svg>
    </button>
    <button
      type="button"
      class="icon-button"
      i18n-aria-label
      aria-label="Next match"
      [disabled]="isNone()"
      (click)="go(1)"
    >
      <svg [pxIcon]="icons.chevronDown" size="20" aria-hidden="true"></svg>
    </button>
    <button type="button" class="icon-button" i18n-aria-label aria-label="Close the search" (click)="closed.emit()">
      <svg [pxIcon]="icons.x" size="20" aria-hidden="true"></svg>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex: 1;
      align-items: center;
      gap: var(--s1);
      min-width: 0;
    }
    input {
      flex: 1;
      min-width: 0;
    }
    span {
      min-width: 3.5rem;
      color: var(--text-dim);
      font-size: var(--step--1);
      text-align: center;
    }
  `,
})
export class LyricsFind {
  protected readonly icons = ICONS;
  readonly query = model.required<string>();
  /** Numbers of the lines that were found. */
  readonly found = input.required<readonly number[]>();
  readonly closed = output();
  /** The number of the line to be shown. */
  readonly wanted = output<number>();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  /** Which of those that were found is shown; before the first at the beginning. */
  private readonly at = linkedSignal({ source: this.found, computation: () => -1 });
  protected readonly isNone = computed(() => this.found().length === 0);
  protected readonly told = computed(() => {
    if (this.query().trim() === '') return '';
    return this.isNone()
      ? $localize`None`
      : $localize`${Math.max(1, this.at() + 1)}:place: of ${this.found().length}:all:`;
  });

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected go(by: 1 | -1): void {
    const count = this.found().length;
    if (count === 0) return;
    this.at.update((at) => (at < 0 ? (by === 1 ? 0 : count - 1) : (at + by + count) % count));
    const line = this.found()[this.at()];
    if (line !== undefined) this.wanted.emit(line);
  }

  protected end(event: Event): void {
    // Not the view around it.
    event.stopPropagation();
    this.closed.emit();
  }
}
