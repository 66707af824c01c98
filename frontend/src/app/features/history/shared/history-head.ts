import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** What the pages of the history share: one name, the way from one to the other, and what each puts at the end. */
@Component({
  selector: 'px-history-head',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <h1 class="page-title" tabindex="-1"><ng-content select="[title]" /></h1>
    <nav class="segments" aria-label="History">
      <a
        routerLink="/history"
        routerLinkActive="here"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="{
          paths: 'exact',
          queryParams: 'ignored',
          fragment: 'ignored',
          matrixParams: 'ignored',
        }"
        >Journal</a
      >
      <a routerLink="/history/statistics" routerLinkActive="here" ariaCurrentWhenActive="page">Statistics</a>
      <a routerLink="/history/import" routerLinkActive="here" ariaCurrentWhenActive="page">Import</a>
    </nav>
    <div class="end"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s2) var(--s5);
      margin-block: var(--s2) var(--s4);
    }
    h1 {
      margin: 0;
    }
    .end {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s2);
      margin-inline-start: auto;
    }
    @media (width < 700px) {
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
      }
      nav {
        grid-row: 2;
        grid-column: 1 / -1;
        width: auto;
      }
    }
  `,
})
export class HistoryHead {}
