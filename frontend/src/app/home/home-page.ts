import { Component } from '@angular/core';

@Component({
  selector: 'px-home-page',
  template: '<h1 class="page-title" tabindex="-1">Home</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class HomePage {}
