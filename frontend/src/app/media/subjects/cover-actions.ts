import { inject, Service } from '@angular/core';
import { LaterDialogs } from '../later-dialogs';
import type { Action, ActionProvider } from './actions';
import { isAlbum, isOfSource, type Subject } from './subject';

/** A cover of one's own for an album of the library. */
@Service()
export class CoverActions implements ActionProvider {
  private readonly dialogs = inject(LaterDialogs);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isAlbum(subject) || isOfSource(subject.id)) return [];
    const { album } = subject;
    const load = async (): Promise<typeof import('../covers/cover-dialog').CoverDialog> =>
      (await import('../covers/cover-dialog')).CoverDialog;
    return [{ id: 'cover', group: 'edit', icon: 'cover', title: 'Change cover…', run: () => this.dialogs.open(load, { album }) }]; // prettier-ignore
  }
}
