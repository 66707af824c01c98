import { Service, signal } from '@angular/core';

/** The name under which one cover travels between a card and the album's page. */
export const COVER_TRANSITION = 'px-cover';

/** Knows which card on a page was opened, so that its cover, and only its, is shared by the view transition. */
@Service()
export class CoverTransition {
  private readonly opened = signal('');
  /** Key of the card last opened: an album may stand on several shelves of a page, but a name only once. */
  readonly openedKey = this.opened.asReadonly();

  /** Marks the cover before the page changes; at once, because the browser takes its picture before the next frame. */
  open(key: string, cover: HTMLElement): void {
    this.opened.set(key);
    cover.style.setProperty('view-transition-name', COVER_TRANSITION);
  }
}
