import { Component } from '@angular/core';

@Component({
  selector: 'px-settings-page',
  template: '<h1 class="page-title" tabindex="-1">Settings</h1>',
  host: { class: 'page' },
  styles: ':host { display: block; }',
})
export class SettingsPage {}
