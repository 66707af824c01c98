import { inject, Service, type Type } from '@angular/core';
import { Router } from '@angular/router';
import { Playlists } from '../../media/playlists/playlists';
import type { Action, ActionProvider } from '../../media/subjects/actions';
import {
  isOfSource,
  isPlaylist,
  isPlaylistItem,
  type PlaylistItemSubject,
  type Subject,
} from '../../media/subjects/subject';

/** What can be done with a playlist of one's own, beside what can be done with any. */
@Service()
class OwnPlaylistActions implements ActionProvider {
  private readonly playlists = inject(Playlists);
  private readonly router = inject(Router);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isPlaylist(subject) || isOfSource(subject.id)) return [];
    const run = (): unknown => this.delete(subject);
    return [{ id: 'delete', group: 'remove', icon: 'delete', title: 'Delete playlist', run }];
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
    return isPlaylistItem(subject) ? changesOf(subject) : [];
  }
}

function changesOf({ changes: { remove, moveUp, moveDown } }: PlaylistItemSubject): readonly Action[] {
  const actions: Action[] = [];
  if (moveUp) actions.push({ id: 'move-up', group: 'edit', icon: 'up', title: 'Move up', run: moveUp });
  if (moveDown) actions.push({ id: 'move-down', group: 'edit', icon: 'down', title: 'Move down', run: moveDown });
  if (remove) {
    actions.push({ id: 'remove', group: 'remove', icon: 'remove', title: 'Take out of the playlist', run: remove });
  }
  return actions;
}

export const PLAYLIST_ACTIONS: readonly Type<ActionProvider>[] = [OwnPlaylistActions, PlaylistItemActions];
