import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** Between genres and decades. */
@Component({
  selector: 'px-ways-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav class="segments" aria-label="Ways into the library">
      <a routerLink="/genres" routerLinkActive="here" ariaCurrentWhenActive="page">Genres</a>
      <a routerLink="/decades" routerLinkActive="here" ariaCurrentWhenActive="page">Decades</a>
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
