import { computed, DOCUMENT, effect, inject, Service, signal } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Player } from '../player/player';

/** The window's title: the page, or what plays while it plays. */
@Service()
export class PageTitle {
  private readonly player = inject(Player);
  private readonly page = signal('');
  /** Of the page that is open, without the app's name. */
  readonly current = this.page.asReadonly();
  private readonly text = computed(() => {
    const track = this.player.isPlaying() ? this.player.current() : undefined;
    if (track) return `${track.title} · ${track.artist}`;
    return this.page() ? `${this.page()} · Pyxis` : 'Pyxis';
  });

  constructor() {
    const document = inject(DOCUMENT);
    effect(() => {
      document.title = this.text();
    });
  }

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
