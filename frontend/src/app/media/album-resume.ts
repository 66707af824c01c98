import { inject, Service } from '@angular/core';
import { explain } from '../core/api/api-error';
import { Player } from '../player/player';
import { Toasts } from '../core/toasts';
import { Api } from '../core/api/api';

/** Goes on with an album where somebody stopped. */
@Service()
export class AlbumResume {
  private readonly api = inject(Api);
  private readonly player = inject(Player);
  private readonly toasts = inject(Toasts);

  /** Plays the album from that track on; from its start where the track is not in it any more. */
  async playFrom(albumId: string, trackId: string): Promise<void> {
    try {
      const album = await this.api.read('/api/v1/albums/{id}', { path: { id: albumId } });
      const tracks = album.discs.flatMap((disc) => disc.tracks);
      const at = tracks.findIndex(({ id }) => id === trackId);
      this.player.play(tracks, Math.max(0, at), { kind: 'album', id: album.id, title: album.title });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }
}
