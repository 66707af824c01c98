import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom, tap } from 'rxjs';
import type { AlbumView, EditAlbum, TrackView } from '../core/api/types';
import { albumEditUrl, albumUrl, trackTitleEditUrl, trackUrl } from '../core/api/urls';
import { Player } from '../player/player';

/** Writes what a person knows better than the file, and takes it back. Each answers with what is so now. */
@Service()
export class LibraryEdits {
  private readonly http = inject(HttpClient);
  private readonly player = inject(Player);

  /** Only the given fields are changed. */
  editAlbum(id: string, change: EditAlbum): Promise<AlbumView> {
    return firstValueFrom(this.http.patch<AlbumView>(albumUrl(id), change));
  }

  /** Back to what the source says. */
  revertAlbum(id: string, field: 'title' | 'artist'): Promise<AlbumView> {
    return firstValueFrom(this.http.delete<AlbumView>(albumEditUrl(id, field)));
  }

  renameTrack(id: string, title: string): Promise<TrackView> {
    return firstValueFrom(this.http.patch<TrackView>(trackUrl(id), { title }).pipe(this.tellPlayer));
  }

  /** Back to what the source says. */
  revertTrack(id: string): Promise<TrackView> {
    return firstValueFrom(this.http.delete<TrackView>(trackTitleEditUrl(id)).pipe(this.tellPlayer));
  }

  private readonly tellPlayer = tap((track: TrackView) => this.player.trackChanged(track));
}
