import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** Between genres and decades. */
@Component({
  selector: 'px-ways-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="segments" i18n-aria-label aria-label="Ways into the library">
      <a i18n routerLink="/genres" routerLinkActive="here" ariaCurrentWhenActive="page">Genres</a>
      <a i18n routerLink="/decades" routerLinkActive="here" ariaCurrentWhenActive="page">Decades</a>
    </nav>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s5);
    }
  `,
})
export class WaysTabs {}
