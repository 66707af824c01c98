import { Component } from '@angular/core';

@Component({
  selector: 'px-albums-page',
  template: '<h1 class="page-title" tabindex="-1">Albums</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class AlbumsPage {}
