import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** What the pages of the history share: one name, the way from one to the other, and what each puts at the end. */
@Component({
  selector: 'px-history-head',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <h1 class="page-title" tabindex="-1"><ng-content select="[title]" /></h1>
    <nav aria-label="History">
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
    nav {
      display: flex;
      gap: 2px;
      padding: 3px;
      border-radius: var(--radius-full);
      background: var(--hover);
    }
    a {
      display: flex;
      align-items: center;
      min-height: 2rem;
      padding: 0 var(--s4);
      border-radius: var(--radius-full);
      color: var(--text-dim);
      font-weight: 550;
    }
    a:hover {
      color: var(--text);
    }
    a.here {
      background: var(--bg-raised);
      color: var(--text);
      box-shadow: var(--shadow-1);
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
      }
      a {
        flex: 1;
        justify-content: center;
        padding: 0 var(--s2);
      }
    }
    @media (pointer: coarse) {
      a {
        min-height: 2.5rem;
      }
    }
  `,
})
export class HistoryHead {}
