import { inject, Service } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { PlaylistItemView, PlaylistView } from '../../core/api/playlist-types';
import { Toasts } from '../../core/toasts';
import { counted } from '../../ui/format';
import type { PagedList } from '../../ui/list/paged-list';

/** What is in one playlist, as far as it has come, and who wants to know how the playlist is after each change. */
export interface EditedPlaylist {
  readonly id: string;
  readonly name: string;
  readonly list: PagedList<PlaylistItemView>;
  readonly changed: (playlist: PlaylistView) => void;
}

/** Moves and removes what is in a playlist: seen at once, and taken back when the server refuses. */
@Service()
export class ItemEdits {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);

  /**
   * They keep their order among themselves.
   * @param to place among the others; infinite: behind all of them, those that have not come too
   * @returns where the first of them is then
   */
  move({ id, list, changed }: EditedPlaylist, itemIds: readonly string[], to: number): number {
    const before = list.items();
    const meant = new Set(itemIds);
    const moved = before.filter((item) => meant.has(item.itemId));
    const rest = before.filter((item) => !meant.has(item.itemId));
    if (moved.length === 0) return -1;
    // Behind the last one that has come there are others.
    const at = list.isComplete()
      ? Math.min(to, rest.length)
      : to === Infinity
        ? rest.length
        : Math.min(to, rest.length - 1);
    const isAway = to === Infinity && !list.isComplete();
    list.edit(() => (isAway ? rest : rest.toSpliced(at, 0, ...moved)));
    const beforeItemId = rest[at]?.itemId;
    void this.attempt(
      async () => {
        const body = { itemIds: [...itemIds], ...(beforeItemId !== undefined && { beforeItemId }) };
        changed(await this.api.command('post', '/api/v1/playlists/{id}/items/move', { path: { id }, body }));
      },
      () => list.edit(() => before),
    );
    return at;
  }

  /** Says so, and offers to put it back. */
  remove(playlist: EditedPlaylist, itemIds: readonly string[]): void {
    const { id, name, list, changed } = playlist;
    const before = list.items();
    const gone = new Set(itemIds);
    const removed = before.flatMap((item, at) => (gone.has(item.itemId) ? [{ item, at }] : []));
    list.edit((items) => items.filter(({ itemId }) => !gone.has(itemId)));
    void this.attempt(
      async () => {
        const body = { itemIds: [...itemIds] };
        const answer = await this.api.command('post', '/api/v1/playlists/{id}/items/remove', { path: { id }, body });
        changed(answer.playlist);
        const [only] = removed;
        const what =
          removed.length === 1 && only
            ? $localize`“${only.item.track.title}:title:”`
            : counted(removed.length, 'track');
        const run = (): void => void this.restore(playlist, removed, answer.removedIn);
        this.toasts.show($localize`Took ${what}:what: out of “${name}:playlist:”.`, { label: $localize`Undo`, run });
      },
      () => list.edit(() => before),
    );
  }

  private async restore(
    { id, list, changed }: EditedPlaylist,
    removed: readonly { item: PlaylistItemView; at: number }[],
    removedIn: number,
  ): Promise<void> {
    await this.attempt(async () => {
      const body = { removedIn };
      const answer = await this.api.command('post', '/api/v1/playlists/{id}/items/restore', { path: { id }, body });
      list.edit((items) => removed.reduce((all, { item, at }) => all.toSpliced(at, 0, item), [...items]));
      changed(answer);
    });
  }

  private async attempt(work: () => Promise<void>, takeBack?: () => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      takeBack?.();
      this.toasts.show(explain(error).message);
    }
  }
}
