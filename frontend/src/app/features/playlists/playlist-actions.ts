import { DOCUMENT, inject, Service, type Type } from '@angular/core';
import { Router } from '@angular/router';
import { address } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import { Toasts } from '../../core/toasts';
import { Playlists } from '../../media/playlists/playlists';
import type { Action, ActionProvider } from '../../media/subjects/actions';
import {
  isOfSource,
  isPlaylist,
  isPlaylistItem,
  isSeveral,
  type PlaylistItemSubject,
  type Subject,
} from '../../media/subjects/subject';

/** What can be done with a playlist of one's own, beside what can be done with any; one of a source is saved. */
@Service()
class OwnPlaylistActions implements ActionProvider {
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly document = inject(DOCUMENT);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isPlaylist(subject)) return [];
    const { id } = subject;
    if (isOfSource(id)) {
      return [
        { id: 'follow', group: 'place', icon: 'save', title: $localize`Save to playlists`, run: () => this.follow(id) },
      ];
    }
    return [
      { id: 'copy', group: 'edit', icon: 'playlist', title: $localize`Make a copy`, run: () => this.copy(id) },
      { id: 'export', group: 'share', icon: 'download', title: $localize`Export as M3U8`, run: () => this.export(id) },
      {
        id: 'delete',
        group: 'remove',
        icon: 'delete',
        title: $localize`Delete playlist`,
        isLoss: true,
        run: () => this.delete(subject),
      },
    ];
  }

  private async follow(remoteId: string): Promise<void> {
    try {
      const { id, name } = await this.playlists.follow(remoteId);
      const run = (): void => void this.router.navigate(['/playlist', id]);
      this.toasts.show($localize`“${name}:name:” is among your playlists, and follows its source.`, {
        label: $localize`Open`,
        run,
      });
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  private async copy(id: string): Promise<void> {
    try {
      const copy = await this.playlists.copy(id);
      await this.router.navigate(['/playlist', copy.id]);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  /** The browser saves what it is sent. */
  private export(id: string): void {
    const link = this.document.createElement('a');
    link.href = address('/api/v1/playlists/{id}/export', { path: { id } });
    link.download = '';
    link.click();
  }

  private async delete({ id, title: name }: Subject): Promise<void> {
    const isGone = await this.playlists.delete({ id, name });
    if (isGone && this.router.url.startsWith(`/playlist/${id}`)) await this.router.navigate(['/playlists']);
  }
}

/** What can be done with a place in a playlist, beside what can be done with its track. */
@Service()
class PlaylistItemActions implements ActionProvider {
  actionsFor(subject: Subject): readonly Action[] {
    if (isSeveral(subject)) return changesOfSeveral(subject.items);
    return isPlaylistItem(subject) ? changesOf(subject) : [];
  }
}

/** Of one playlist: a selection is of one list. */
function changesOfSeveral(items: readonly Subject[]): readonly Action[] {
  const places = items.filter(isPlaylistItem);
  const { removeAll, moveAll } = places[0]?.changes ?? {};
  if (places.length < items.length || !removeAll || !moveAll) return [];
  const ids = places.map(({ id }) => id);
  return [
    { id: 'move-top', group: 'edit', icon: 'up', title: $localize`Move to the top`, run: () => moveAll(ids, 'top') },
    { id: 'move-end', group: 'edit', icon: 'down', title: $localize`Move to the end`, run: () => moveAll(ids, 'end') },
    {
      id: 'remove',
      group: 'remove',
      icon: 'remove',
      title: $localize`Take out of the playlist`,
      isLoss: true,
      run: () => removeAll(ids),
    },
  ];
}

function changesOf({ changes: { remove, moveUp, moveDown } }: PlaylistItemSubject): readonly Action[] {
  const actions: Action[] = [];
  if (moveUp) actions.push({ id: 'move-up', group: 'edit', icon: 'up', title: $localize`Move up`, run: moveUp });
  if (moveDown)
    actions.push({ id: 'move-down', group: 'edit', icon: 'down', title: $localize`Move down`, run: moveDown });
  if (remove) {
    actions.push({
      id: 'remove',
      group: 'remove',
      icon: 'remove',
      title: $localize`Take out of the playlist`,
      isLoss: true,
      run: remove,
    });
  }
  return actions;
}

export const PLAYLIST_ACTIONS: readonly Type<ActionProvider>[] = [OwnPlaylistActions, PlaylistItemActions];
