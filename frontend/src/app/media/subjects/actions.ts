import { inject, InjectionToken, Injector, Service, signal, type Type } from '@angular/core';
import type { Placement } from '../../core/api/types';
import type { Subject } from './subject';

/** A menu without a line is better than none. */
const LONGEST_WAIT_MS = 1_500;

/** In the order in which they stand in a menu; a line parts them. */
const GROUPS = ['play', 'heart', 'go', 'heard', 'place', 'edit', 'parts', 'share', 'remove'] as const;

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
    | 'playlist'
    | 'add-to'
    | 'delete'
    | 'versions'
    | 'radio'
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
    | 'share'
    | 'credits'
    | 'cover'
    | 'parts'
    | 'whole'
    | 'keep'
    | 'let-go'
    | 'heart'
    | 'heart-off'
    | 'why'
    | 'web'
    | Placement;
  readonly group: (typeof GROUPS)[number];
  /** Whether it cannot be done now. */
  readonly isOff?: boolean;
  /** Something is gone or out of sight by it: the palette never has it chosen by itself. */
  readonly isLoss?: boolean;
  readonly run: () => unknown;
}

/** Knows what can be done with some kinds of subjects. */
export interface ActionProvider {
  /** It has been told by the server what it has to know. Absent: it needs not. The first menu waits for it, not for long. */
  readonly ready?: Promise<unknown>;
  /** @returns nothing for a subject that it does not know */
  actionsFor(subject: Subject): readonly Action[];
}

export const ACTION_PROVIDERS = new InjectionToken<readonly ActionProvider[]>('providers of actions');

/** Gives the providers of one feature, which come with the first menu and not with the first page. */
export type LoadActions = () => Promise<readonly Type<ActionProvider>[]>;

export const FEATURE_ACTIONS = new InjectionToken<readonly LoadActions[]>('providers of actions of features');

/** What can be done with a subject, wherever it is shown: each menu asks here. */
@Service()
export class Actions {
  private readonly injector = inject(Injector);
  private readonly ofFeatures = inject(FEATURE_ACTIONS, { optional: true }) ?? [];
  private readonly providers = signal(inject(ACTION_PROVIDERS, { optional: true }) ?? []);
  private loading?: Promise<void>;

  /** Makes known what features add; whoever shows all that can be done waits for it. @throws they could not be loaded */
  load(): Promise<void> {
    this.loading ??= this.loadAll().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  /** By group; within a group as providers give them. The first one is what most want. */
  of(subject: Subject): readonly Action[] {
    const all = this.providers().flatMap((provider) => provider.actionsFor(subject));
    return GROUPS.flatMap((group) => all.filter((action) => action.group === group));
  }

  private async loadAll(): Promise<void> {
    const loaded = await Promise.all(this.ofFeatures.map((load) => load()));
    const more = loaded.flat().map((provider) => this.injector.get(provider));
    this.providers.update((known) => [...known, ...more]);
    await Promise.race([Promise.all(more.map(async ({ ready }) => ready)), after(LONGEST_WAIT_MS)]);
  }

  /** Does what most want with it, if that can be done now. */
  async runFirst(subject: Subject): Promise<void> {
    // What can be done with it may be known only by providers that are not here yet.
    if (this.of(subject).length === 0) await this.load();
    const [first] = this.of(subject);
    if (!first?.isOff) first?.run();
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
