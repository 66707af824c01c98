import { inject, Service } from '@angular/core';
import { explain } from '../../../core/api/api-error';
import type { TrackView } from '../../../core/api/types';
import { Player } from '../../../player/player';
import { Toasts } from '../../../core/toasts';
import { ItemMenu } from '../../../media/item-menu';
import { Api } from '../../../core/api/api';
import { trackSubject } from '../../../media/subjects/subject';

/** What can be done with a track that was heard. The journal knows its id only, so it is loaded first. */
@Service()
export class ListenActions {
  private readonly api = inject(Api);
  private readonly player = inject(Player);
  private readonly menu = inject(ItemMenu);
  private readonly toasts = inject(Toasts);

  async play(trackId: string): Promise<void> {
    const track = await this.load(trackId);
    if (track) this.player.playTrack(track, { kind: 'history', title: 'History' });
  }

  /** @param at where the menu opens; focus returns to `opener` */
  async openMenu(trackId: string, at: Element | { x: number; y: number }, opener: HTMLElement): Promise<void> {
    const track = await this.load(trackId);
    if (track) await this.menu.open(trackSubject(track), at, opener);
  }

  private async load(trackId: string): Promise<TrackView | undefined> {
    try {
      return await this.api.read('/api/v1/tracks/{id}', { path: { id: trackId } });
    } catch (error) {
      this.toasts.show(explain(error).message);
      return undefined;
    }
  }
}
