import { Component } from '@angular/core';

@Component({
  selector: 'px-artists-page',
  template: '<h1 class="page-title" tabindex="-1">Artists</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class ArtistsPage {}
