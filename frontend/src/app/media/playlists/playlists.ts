import { inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type {
  AddedView,
  ChangePlaylist,
  DuplicateWish,
  NewPlaylist,
  PlaylistView,
  TracksToAdd,
} from '../../core/api/playlist-types';
import { Events } from '../../core/events/events';
import { Toasts } from '../../core/toasts';

const LONGEST_NAME = 200;

/** What is done with playlists, wherever that is asked for; pages that show them ask anew when it counts up. */
@Service()
export class Playlists {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly count = signal(0);

  /** Counts what was changed, in this tab and in others. */
  readonly changes = this.count.asReadonly();
  private revision?: number;

  constructor() {
    inject(Events).listen('playlists', ({ revision }) => {
      const isOther = this.revision !== undefined && this.revision !== revision;
      this.revision = revision;
      if (isOther) this.lookAgain();
    });
  }

  /** Says what was done, with the way to where it is. */
  tell(words: string, { id }: Pick<PlaylistView, 'id'>): void {
    this.toasts.show(words, { label: $localize`Open`, run: () => void this.router.navigate(['/playlist', id]) });
  }

  /** @throws HttpErrorResponse for which `explain` has words */
  async create(body: NewPlaylist): Promise<PlaylistView> {
    const playlist = await this.api.command('post', '/api/v1/playlists', { body });
    this.lookAgain();
    return playlist;
  }

  /** @throws HttpErrorResponse for which `explain` has words */
  async change(id: string, body: ChangePlaylist): Promise<PlaylistView> {
    const playlist = await this.api.command('patch', '/api/v1/playlists/{id}', { path: { id }, body });
    this.lookAgain();
    return playlist;
  }

  /** @throws HttpErrorResponse for which `explain` has words */
  async add(id: string, tracks: TracksToAdd, duplicates: DuplicateWish): Promise<AddedView> {
    const body = { ...tracks, duplicates };
    const added = await this.api.command('post', '/api/v1/playlists/{id}/items', { path: { id }, body });
    if (added.added > 0) this.lookAgain();
    return added;
  }

  /** Makes another one with the same in it. @throws HttpErrorResponse for which `explain` has words */
  async copy(id: string): Promise<PlaylistView> {
    const playlist = await this.api.command('post', '/api/v1/playlists/{id}/copy', { path: { id } });
    this.lookAgain();
    return playlist;
  }

  /** Makes one of a list of another program. @throws HttpErrorResponse for which `explain` has words */
  async import(list: Blob, name: string): Promise<PlaylistView> {
    const options = { query: { name: name.slice(-LONGEST_NAME) }, body: list };
    const playlist = await this.api.command('post', '/api/v1/playlists/import', options);
    this.lookAgain();
    return playlist;
  }

  /** Saves a playlist of a source. @throws HttpErrorResponse for which `explain` has words */
  async follow(id: string): Promise<PlaylistView> {
    const playlist = await this.api.command('post', '/api/v1/playlists/follow', { body: { id } });
    this.lookAgain();
    return playlist;
  }

  /** Looks at its source now. @throws HttpErrorResponse for which `explain` has words */
  async refresh(id: string): Promise<PlaylistView> {
    const playlist = await this.api.command('post', '/api/v1/playlists/{id}/refresh', { path: { id } });
    this.lookAgain();
    return playlist;
  }

  /** Lets it be as it is, or follow its source again. @throws HttpErrorResponse for which `explain` has words */
  async freeze(id: string, isFrozen: boolean): Promise<PlaylistView> {
    const options = { path: { id }, body: { isFrozen } };
    const playlist = await this.api.command('put', '/api/v1/playlists/{id}/frozen', options);
    this.lookAgain();
    return playlist;
  }

  /** Says so, and offers to bring it back. @returns whether it is gone */
  async delete({ id, name }: Pick<PlaylistView, 'id' | 'name'>): Promise<boolean> {
    try {
      await this.api.command('delete', '/api/v1/playlists/{id}', { path: { id } });
    } catch (error) {
      this.toasts.show(explain(error).message);
      return false;
    }
    this.lookAgain();
    this.toasts.show($localize`“${name}:playlist:” is deleted.`, {
      label: $localize`Undo`,
      run: () => void this.restore(id),
    });
    return true;
  }

  /** Brings a deleted one back. */
  async restore(id: string): Promise<void> {
    try {
      await this.api.command('post', '/api/v1/playlists/{id}/restore', { path: { id } });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
    this.lookAgain();
  }

  /** Has whoever shows playlists ask anew. */
  lookAgain(): void {
    this.count.update((count) => count + 1);
  }
}
