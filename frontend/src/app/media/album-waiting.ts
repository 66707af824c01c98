import { Component, input } from '@angular/core';

/** The shape of the page of an album or a playlist while it is on its way. */
@Component({
  selector: 'px-album-waiting',
  template: `
    <div class="head" aria-busy="true">
      <div class="cover skeleton" [style.view-transition-name]="transitionName()"></div>
      <div class="words">
        <h1 class="sr-only" tabindex="-1">{{ name() }}</h1>
        <div class="skeleton" style="width: 70%; height: 3.4rem"></div>
        @if (hasArtist()) {
          <div class="skeleton" style="width: 40%; height: 1.4rem; margin-top: 1rem"></div>
        }
        <div class="skeleton" style="width: 55%; height: 1rem; margin-top: 1rem"></div>
        <div class="skeleton" style="width: 45%; height: 1rem; margin-top: 0.5rem"></div>
        <div class="skeleton" style="width: 15rem; max-width: 100%; height: 3rem; margin-top: 1.5rem"></div>
      </div>
    </div>
    <div class="disc" aria-hidden="true">
      @for (row of [1, 2, 3, 4, 5, 6, 7, 8]; track row) {
        <div class="skeleton waiting"></div>
      }
    </div>
  `,
  styleUrl: './album-head.css',
})
export class AlbumWaiting {
  /** What comes: Album, Playlist. */
  readonly name = input.required<string>();
  readonly hasArtist = input(true);
  /** Absent: no cover travels here. */
  readonly transitionName = input<string | null>(null);
}
