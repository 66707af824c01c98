import { inject, Service } from '@angular/core';
import { ROLES } from '../credits';
import { LaterDialogs } from '../later-dialogs';
import type { Action, ActionProvider } from './actions';
import { isTrack, type Subject } from './subject';

const TOLD: ReadonlySet<string> = new Set(ROLES.map(({ role }) => role));

/** Who did what on a track, where that is known. */
@Service()
export class CreditsActions implements ActionProvider {
  private readonly dialogs = inject(LaterDialogs);

  actionsFor(subject: Subject): readonly Action[] {
    if (!isTrack(subject)) return [];
    const { track } = subject;
    if (!track.work && !track.artists.some(({ role }) => TOLD.has(role))) return [];
    const load = async (): Promise<typeof import('../credits-dialog').CreditsDialog> =>
      (await import('../credits-dialog')).CreditsDialog;
    return [{ id: 'credits', group: 'go', icon: 'credits', title: $localize`Credits`, run: () => this.dialogs.open(load, { track }) }]; // prettier-ignore
  }
}
