import { Component } from '@angular/core';

@Component({
  selector: 'px-artist-page',
  template: '<h1 class="page-title" tabindex="-1">Artist</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class ArtistPage {}
