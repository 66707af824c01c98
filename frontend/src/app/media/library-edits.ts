import { inject, Service } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { AlbumSummary, AlbumView, EditAlbum, PartsShown, TrackView } from '../core/api/types';
import { Toasts } from '../core/toasts';
import { Player } from '../player/player';

/** Writes what a person knows better than the file, and takes it back. Each answers with what is so now. */
@Service()
export class LibraryEdits {
  private readonly api = inject(Api);
  private readonly player = inject(Player);
  private readonly toasts = inject(Toasts);

  /** Only the given fields are changed. */
  editAlbum(id: string, change: EditAlbum): Promise<AlbumView> {
    return this.api.command('patch', '/api/v1/albums/{id}', { path: { id }, body: change });
  }

  /** Back to what the source says. */
  revertAlbum(id: string, field: 'title' | 'artist'): Promise<AlbumView> {
    return this.api.command('delete', '/api/v1/albums/{id}/edits/{field}', { path: { id, field } });
  }

  /** Has files of several songs be tracks, or one track each. The server reads them anew for that, and then tells. */
  async showParts({ id, title }: Pick<AlbumSummary, 'id' | 'title'>, parts: PartsShown): Promise<void> {
    try {
      await this.api.command('put', '/api/v1/albums/{id}/parts', { path: { id }, body: { parts } });
      const words =
        parts === 'whole'
          ? $localize`“${title}:title:” is not split into tracks any more.`
          : $localize`“${title}:title:” is split into tracks.`;
      const other = parts === 'whole' ? 'tracks' : 'whole';
      this.toasts.show(words, { label: $localize`Undo`, run: () => void this.showParts({ id, title }, other) });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
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
