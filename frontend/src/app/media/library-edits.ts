import { inject, Service } from '@angular/core';
import { Api } from '../core/api/api';
import type { AlbumView, EditAlbum, TrackView } from '../core/api/types';

import { Player } from '../player/player';

/** Writes what a person knows better than the file, and takes it back. Each answers with what is so now. */
@Service()
export class LibraryEdits {
  private readonly api = inject(Api);
  private readonly player = inject(Player);

  /** Only the given fields are changed. */
  editAlbum(id: string, change: EditAlbum): Promise<AlbumView> {
    return this.api.command('patch', '/api/v1/albums/{id}', { path: { id }, body: change });
  }

  /** Back to what the source says. */
  revertAlbum(id: string, field: 'title' | 'artist'): Promise<AlbumView> {
    return this.api.command('delete', '/api/v1/albums/{id}/edits/{field}', { path: { id, field } });
  }

  async renameTrack(id: string, title: string): Promise<TrackView> {
    return this.tellPlayer(await this.api.command('patch', '/api/v1/tracks/{id}', { path: { id }, body: { title } }));
  }

  /** Back to what the source says. */
  async revertTrack(id: string): Promise<TrackView> {
    return this.tellPlayer(await this.api.command('delete', '/api/v1/tracks/{id}/edits/title', { path: { id } }));
  }

  private tellPlayer(track: TrackView): TrackView {
    this.player.trackChanged(track);
    return track;
  }
}
