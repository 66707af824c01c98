import { inject, Service } from '@angular/core';
import type { TracksToAdd } from '../../core/api/playlist-types';
import { LaterDialogs } from '../later-dialogs';

/** Asks into which playlist something goes, wherever that was chosen. */
@Service()
export class AddingToPlaylists {
  private readonly dialogs = inject(LaterDialogs);

  /** @param title of what is added, which a new playlist is called after */
  open(tracks: TracksToAdd, title: string): Promise<void> {
    return this.dialogs.open(async () => (await import('./add-dialog')).AddDialog, { tracks, what: title });
  }
}
