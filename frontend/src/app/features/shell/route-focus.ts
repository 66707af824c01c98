import { DOCUMENT, inject, Service } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { SearchBox } from '../../core/search-box';

/**
 * After going to another page the focus is where that page begins, so that a keyboard or a screen reader goes on there
 * and not in the rail.
 */
@Service()
export class RouteFocus {
  private readonly document = inject(DOCUMENT);
  private readonly searchBox = inject(SearchBox);
  private lastPath?: string;

  constructor() {
    inject(Router).events.subscribe((event) => {
      if (!(event instanceof NavigationEnd)) return;
      const path = event.urlAfterRedirects.split(/[?#]/)[0];
      const isElsewhere = this.lastPath !== undefined && path !== this.lastPath;
      this.lastPath = path;
      // Typing into the search field leads to the search page; the cursor stays.
      if (isElsewhere && !this.searchBox.has(this.document.activeElement)) this.focusMain();
    });
  }

  focusPlayer(): void {
    this.document.querySelector<HTMLElement>('px-player-bar .play')?.focus();
  }

  focusMain(): void {
    this.document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }
}
