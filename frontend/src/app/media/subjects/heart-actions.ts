import { inject, Service } from '@angular/core';
import { Hearts } from '../hearts';
import type { Action, ActionProvider } from './actions';
import { heartableOf } from './heartable';
import type { Subject } from './subject';

/** Adds to favourites and removes from them; a station is saved that way. */
@Service()
export class HeartActions implements ActionProvider {
  private readonly hearts = inject(Hearts);

  actionsFor(subject: Subject): readonly Action[] {
    const heartable = heartableOf(subject);
    if (!heartable || !this.hearts.mayToggle(heartable)) return [];
    const run = (): Promise<void> => this.hearts.toggle(heartable, false);
    return this.hearts.isOn(heartable)
      ? [{ id: 'heart', group: 'heart', icon: 'heart-off', title: $localize`Remove from favourites`, run }]
      : [{ id: 'heart', group: 'heart', icon: 'heart', title: $localize`Add to favourites`, run }];
  }
}
