import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** What an address shows that leads nowhere. */
@Component({
  selector: 'px-not-found-page',
  imports: [RouterLink],
  host: { class: 'page' },
  template: `
    <h1 i18n tabindex="-1">Nothing plays here</h1>
    <p i18n>There is no such page. The link may be old, or a letter is missing.</p>
    <a i18n class="button primary" routerLink="/">Go home</a>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--s4);
      padding-top: 12vh;
    }
    h1 {
      font-size: var(--step-6);
    }
    p {
      color: var(--text-dim);
    }
  `,
})
export class NotFoundPage {}
