import { Component } from '@angular/core';

@Component({
  selector: 'px-album-page',
  template: '<h1 class="page-title" tabindex="-1">Album</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class AlbumPage {}
