import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Failure } from '../core/api/api-error';
import { FailureNote } from './failure';

/** Written out, for other languages have other words for “this” with each of them. */
const TITLES = {
  album: { notHere: () => $localize`This album is not here`, notLoaded: () => $localize`The album did not load` },
  artist: { notHere: () => $localize`This artist is not here`, notLoaded: () => $localize`The artist did not load` },
  episode: { notHere: () => $localize`This episode is not here`, notLoaded: () => $localize`The episode did not load` },
  genre: { notHere: () => $localize`This genre is not here`, notLoaded: () => $localize`The genre did not load` },
  playlist: {
    notHere: () => $localize`This playlist is not here`,
    notLoaded: () => $localize`The playlist did not load`,
  },
  podcast: { notHere: () => $localize`This podcast is not here`, notLoaded: () => $localize`The podcast did not load` },
  song: { notHere: () => $localize`This song is not here`, notLoaded: () => $localize`The song did not load` },
};

type Thing = keyof typeof TITLES;

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
  readonly what = input.required<Thing>();
  /** An address with others of it, and what it is called. */
  readonly wayOut = input.required<string>();
  readonly wayOutName = input.required<string>();
  readonly retried = output();
  protected readonly title = computed(() => {
    const { notHere, notLoaded } = TITLES[this.what()];
    return this.failure().isNotFound ? notHere() : notLoaded();
  });
}
