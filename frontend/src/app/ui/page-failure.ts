import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Failure } from '../core/api/api-error';
import { FailureNote } from './failure';

/** Stands for a whole page whose thing is not here, or did not load: what happened, and where to go from there. */
@Component({
  selector: 'px-page-failure',
  imports: [FailureNote, RouterLink],
  template: `
    <h1 class="page-title" tabindex="-1">{{ title() }}</h1>
    <px-failure [failure]="failure()" (retried)="retried.emit()">
      @if (failure().isNotFound) {
        <a class="button" [routerLink]="wayOut()">{{ wayOutName() }}</a>
      }
    </px-failure>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class PageFailure {
  readonly failure = input.required<Failure>();
  /** What it is, as in “This album is not here”. */
  readonly what = input.required<string>();
  /** An address with others of it, and what it is called. */
  readonly wayOut = input.required<string>();
  readonly wayOutName = input.required<string>();
  readonly retried = output();
  protected readonly title = computed(() =>
    this.failure().isNotFound ? `This ${this.what()} is not here` : `The ${this.what()} did not load`,
  );
}
