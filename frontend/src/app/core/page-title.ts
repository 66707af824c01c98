import { inject, Service, signal } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** What the open page is called. */
@Service()
export class PageTitle {
  private readonly page = signal('');
  /** Without the app's name. */
  readonly current = this.page.asReadonly();

  /** For pages that know a better title than their route: the album's, the artist's. */
  set(title: string): void {
    this.page.set(title);
  }
}

/** Hands the titles of the routes to {@link PageTitle}. */
@Service({ autoProvided: false })
export class RouteTitles extends TitleStrategy {
  private readonly title = inject(PageTitle);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.title.set(this.buildTitle(snapshot) ?? '');
  }
}
