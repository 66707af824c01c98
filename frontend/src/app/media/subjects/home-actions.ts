import { inject, Service } from '@angular/core';
import { HomeKeeping, type HomeSubject } from '../home-keeping';
import type { Action, ActionProvider } from './actions';
import type { Subject } from './subject';

/** Has albums and playlists come home, and lets them go. */
@Service()
export class HomeActions implements ActionProvider {
  private readonly home = inject(HomeKeeping);
  readonly ready = this.home.ready;

  actionsFor({ kind, id, title }: Subject): readonly Action[] {
    if (kind !== 'album' && kind !== 'playlist') return [];
    const subject: HomeSubject = { kind, id, title };
    if (this.home.isPinned(id)) {
      return [
        {
          id: 'let-go',
          group: 'place',
          icon: 'let-go',
          title: $localize`Let go`,
          isLoss: true,
          run: () => this.home.letGo(subject),
        },
      ];
    }
    if (!this.home.isOffered()) return [];
    return [
      { id: 'keep', group: 'place', icon: 'keep', title: $localize`Keep at home`, run: () => this.home.keep(subject) },
    ];
  }
}
