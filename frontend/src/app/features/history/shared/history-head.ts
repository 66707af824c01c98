import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ChosenInView } from '../../../ui/chosen-in-view';

const TABS = [
  { path: '/history', id: 'Journal', title: () => $localize`Journal` },
  { path: '/history/statistics', id: 'Statistics', title: () => $localize`Statistics` },
  { path: '/history/import', id: 'Import', title: () => $localize`Import` },
] as const;

/** What the pages of the history share: one name, the way from one to the other, and what each puts at the end. */
@Component({
  selector: 'px-history-head',
  imports: [ChosenInView, RouterLink],
  template: `
    <h1 class="page-title" tabindex="-1"><ng-content select="[title]" /></h1>
    <nav pxChosenInView class="segments" i18n-aria-label aria-label="History">
      @for (tab of tabs; track tab.path) {
        <a
          [routerLink]="tab.path"
          [class.here]="tab.id === here()"
          [attr.aria-current]="tab.id === here() ? 'page' : null"
          >{{ tab.title() }}</a
        >
      }
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
export class HistoryHead {
  /** Which of the pages it stands on. */
  readonly here = input.required<(typeof TABS)[number]['id']>();
  protected readonly tabs = TABS;
}
