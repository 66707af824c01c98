import { Component } from '@angular/core';

@Component({
  selector: 'px-search-page',
  template: '<h1 class="page-title" tabindex="-1">Search</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class SearchPage {}
