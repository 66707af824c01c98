import { inject, Service } from '@angular/core';
import type { Coverable } from '../covers/own-covers';
import { LaterDialogs } from '../later-dialogs';
import type { Action, ActionProvider } from './actions';
import { isAlbum, isArtist, isOfSource, isPlaylist, type Subject } from './subject';

/** A cover of one's own for an album or an artist of the library, or a playlist of one's own. */
@Service()
export class CoverActions implements ActionProvider {
  private readonly dialogs = inject(LaterDialogs);

  actionsFor(subject: Subject): readonly Action[] {
    const coverable = coverableOf(subject);
    if (!coverable) return [];
    const load = async (): Promise<typeof import('../covers/cover-dialog').CoverDialog> =>
      (await import('../covers/cover-dialog')).CoverDialog;
    return [
      {
        id: 'cover',
        group: 'edit',
        icon: 'cover',
        title: coverable.kind === 'artist' ? $localize`Change picture…` : $localize`Change cover…`,
        run: () => this.dialogs.open(load, { subject: coverable }),
      },
    ];
  }
}

function coverableOf(subject: Subject): Coverable | undefined {
  if (isOfSource(subject.id)) return undefined;
  if (isAlbum(subject)) return { ...subject.album, kind: 'album' };
  return isArtist(subject) || isPlaylist(subject) ? subject : undefined;
}
