import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import type { HomeMarks, KeepingState } from '../core/api/types';
import { Events } from '../core/events/events';
import { Toasts } from '../core/toasts';
import { until } from '../core/until';

/** What can come home as one. */
export interface HomeSubject {
  readonly kind: 'album' | 'playlist';
  readonly id: string;
  readonly title: string;
}

/**
 * What of other services is at home, and what is being fetched. Lists and menus ask here for their marks; the server says when
 * these are others.
 */
@Service()
export class HomeKeeping {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly told = signal<KeepingState | undefined>(undefined);
  private readonly marks = signal<HomeMarks | undefined>(undefined);
  private readonly whole = computed(() => new Set(this.marks()?.wholeIds));
  private readonly pinned = computed(() => new Set(this.marks()?.pinnedIds));
  private readonly revision = computed(() => this.told()?.revision);
  /** Costs that were told of, so that each is told of once. */
  private readonly toldCosts = new Set<string>();

  /** The server has told what is at home. */
  readonly ready = until(() => this.marks() !== undefined);
  /** What is being done; absent until the server has told. */
  readonly state = this.told.asReadonly();
  /** Counts up when something came home, or went. */
  readonly changes = computed(() => this.revision() ?? 0);
  /** Whether there is music elsewhere that can be kept here. */
  readonly isOffered = computed(() => this.marks()?.isOffered === true);

  constructor() {
    inject(Events).listen('kept', (state) => {
      this.told.set(state);
      this.tellOfCosts(state);
    });
    effect(() => {
      if (this.revision() !== undefined) untracked(() => void this.loadMarks());
    });
  }

  /** Whether all of it plays without the internet, though it came from elsewhere. */
  isWhole(id: string): boolean {
    return this.whole().has(id);
  }

  isPinned(id: string): boolean {
    return this.pinned().has(id);
  }

  /** Has it come home and stay. */
  async keep({ id, kind, title }: HomeSubject): Promise<void> {
    const isDone = await this.ask(() =>
      this.api.command('put', '/api/v1/kept/items/{id}', { path: { id }, body: { kind } }),
    );
    if (isDone) this.toasts.show($localize`“${title}:title:” comes home and stays.`);
  }

  /** Lets it go in its turn. */
  async letGo(subject: HomeSubject): Promise<void> {
    const { id, title } = subject;
    const isDone = await this.ask(() => this.api.command('delete', '/api/v1/kept/items/{id}', { path: { id } }));
    if (isDone)
      this.toasts.show($localize`“${title}:title:” may go when there is no room.`, {
        label: $localize`Undo`,
        run: () => void this.keep(subject),
      });
  }

  /** @returns whether it is removed */
  remove(id: string): Promise<boolean> {
    return this.ask(() => this.api.command('delete', '/api/v1/kept/items/{id}/audio', { path: { id } }));
  }

  /** Removes all that was merely heard. @returns whether it is removed */
  removeUnpinned(): Promise<boolean> {
    return this.ask(() => this.api.command('delete', '/api/v1/kept/unpinned', {}));
  }

  async pause(isPaused: boolean): Promise<void> {
    await this.ask(() => this.api.command('put', '/api/v1/kept/fetching', { body: { isPaused } }));
  }

  /** @returns whether the server agreed; else it was told why not */
  private async ask(command: () => Promise<unknown>): Promise<boolean> {
    try {
      await command();
      await this.loadMarks();
      return true;
    } catch (error) {
      this.toasts.show(explain(error).message);
      return false;
    }
  }

  private async loadMarks(): Promise<void> {
    try {
      this.marks.set(await this.api.read('/api/v1/kept/marks', {}));
    } catch {
      // Without them lists are whole all the same; the next change asks again.
    }
  }

  private tellOfCosts({ costs = [] }: KeepingState): void {
    for (const { source, name, state } of costs) {
      if (this.toldCosts.has(`${source} ${state}`)) continue;
      this.toldCosts.add(`${source} ${state}`);
      const sentence =
        state === 'over'
          ? $localize`${name}:service: has cost what it may this month: what you play now goes beyond.`
          : $localize`${name}:service: has cost nearly what it may this month. Nothing is fetched ahead any more.`;
      this.toasts.show(sentence);
    }
  }
}
