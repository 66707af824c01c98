import { inject, Service } from '@angular/core';
import { moveInWords, PLACEMENTS, Placements } from '../placements';
import type { Action, ActionProvider } from './actions';
import { hasPlacement, type Subject } from './subject';

/** Where an album can be moved to. */
@Service()
export class PlacementActions implements ActionProvider {
  private readonly placements = inject(Placements);

  actionsFor(subject: Subject): readonly Action[] {
    if (!hasPlacement(subject)) return [];
    const { album } = subject;
    const elsewhere = PLACEMENTS.filter(({ id }) => id !== this.placements.of(album));
    return elsewhere.map(({ id }) => ({
      id: `place-${id}`,
      group: 'place',
      icon: id,
      isLoss: id === 'dismissed',
      title: moveInWords(id),
      run: () => this.placements.move(album, id),
    }));
  }
}
