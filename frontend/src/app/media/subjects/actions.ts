import { inject, InjectionToken, Service } from '@angular/core';
import type { Placement } from '../../core/api/types';
import type { Subject } from './subject';

/** In the order in which they stand in a menu; a line parts them. */
const GROUPS = ['play', 'go', 'heard', 'place', 'edit', 'parts', 'share', 'remove'] as const;

/** One thing that can be done with a subject. */
export interface Action {
  /** The same for all subjects: `play`, `go-album` … */
  readonly id: string;
  readonly title: string;
  readonly icon:
    | 'play'
    | 'shuffle'
    | 'next'
    | 'queue'
    | 'remove'
    | 'album'
    | 'artist'
    | 'station'
    | 'save'
    | 'rename'
    | 'group'
    | 'loudness'
    | 'up'
    | 'down'
    | 'podcast'
    | 'episode'
    | 'played'
    | 'not-played'
    | 'played-up-to'
    | 'refresh'
    | 'download'
    | 'link'
    | 'parts'
    | 'whole'
    | Placement;
  readonly group: (typeof GROUPS)[number];
  /** Whether it cannot be done now. */
  readonly isOff?: boolean;
  readonly run: () => unknown;
}

/** Knows what can be done with some kinds of subjects. */
export interface ActionProvider {
  /** @returns nothing for a subject that it does not know */
  actionsFor(subject: Subject): readonly Action[];
}

export const ACTION_PROVIDERS = new InjectionToken<readonly ActionProvider[]>('providers of actions');

/** What can be done with a subject, wherever it is shown: each menu asks here. */
@Service()
export class Actions {
  private readonly providers = inject(ACTION_PROVIDERS, { optional: true }) ?? [];

  /** By group; within a group as providers give them. The first one is what most want. */
  of(subject: Subject): readonly Action[] {
    const all = this.providers.flatMap((provider) => provider.actionsFor(subject));
    return GROUPS.flatMap((group) => all.filter((action) => action.group === group));
  }

  /** Does what most want with it, if that can be done now. */
  runFirst(subject: Subject): void {
    const [first] = this.of(subject);
    if (!first?.isOff) first?.run();
  }
}
