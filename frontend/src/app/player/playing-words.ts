import { computed, inject, Service } from '@angular/core';
import { OnAir } from './on-air';
import { Player } from './player';

/** What plays, in two lines. */
export interface Words {
  readonly title: string;
  /** Who it is by, and of a station also which one; absent where the names are links of their own. */
  readonly detail?: string;
  /** Where to read more; absent where there is no such page. */
  readonly link?: readonly string[];
}

/** How what plays is called wherever it is shown: a piece of music, an episode, or what a station announces. */
@Service()
export class PlayingWords {
  private readonly player = inject(Player);
  private readonly onAir = inject(OnAir);

  readonly words = computed<Words | undefined>(() => {
    const track = this.player.current();
    if (!track) return undefined;
    const { id, kind, title, artist, album } = track;
    if (kind === 'episode') return { title, detail: artist || album.title, link: ['/episode', id] };
    if (kind !== 'station') return { title, ...(album.id !== '' && { link: ['/album', album.id] }) };
    const link = ['/station', id];
    const announced = this.onAir.title();
    // Many announce their own name between pieces.
    if (!announced?.text || announced.text === title) return { title, detail: $localize`Radio`, link };
    const song = announced.title ?? announced.text;
    return { title: song, detail: [announced.artist, title].filter(Boolean).join(' · '), link };
  });
}
