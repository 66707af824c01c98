import { Component } from '@angular/core';

/** The shape of the page of an artist while it is on its way. */
@Component({
  selector: 'px-artist-waiting',
  template: `
    <div class="head" aria-busy="true">
      <div class="portrait skeleton"></div>
      <div class="words">
        <h1 i18n class="sr-only" tabindex="-1">Artist</h1>
        <div class="skeleton" style="width: 60%; height: 3.4rem"></div>
        <div class="skeleton" style="width: 30%; height: 1rem; margin-top: 1rem"></div>
        <div class="skeleton" style="width: 40%; height: 1rem; margin-top: 0.5rem"></div>
        <div class="skeleton" style="width: 15rem; max-width: 100%; height: 3rem; margin-top: 1.5rem"></div>
      </div>
    </div>
  `,
  styleUrl: './artist-head.css',
})
export class ArtistWaiting {}
