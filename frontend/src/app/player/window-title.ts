import { computed, DOCUMENT, effect, inject, Service } from '@angular/core';
import { PageTitle } from '../core/page-title';
import { Player } from './player';
import { PlayingWords } from './playing-words';

/** The window's title: the page, or what plays while it plays. */
@Service()
export class WindowTitle {
  private readonly player = inject(Player);
  private readonly playing = inject(PlayingWords);
  private readonly page = inject(PageTitle);
  private readonly text = computed(() => {
    const track = this.player.isPlaying() ? this.player.current() : undefined;
    const { title, detail = track?.artist } = this.playing.words() ?? {};
    if (track && title !== undefined) return `${title} · ${detail}`;
    return this.page.current() ? `${this.page.current()} · Pyxis` : 'Pyxis';
  });

  constructor() {
    const document = inject(DOCUMENT);
    effect(() => {
      document.title = this.text();
    });
  }
}
