import { computed, inject, Service, signal } from '@angular/core';
import { Api } from '../../../core/api/api';
import { explain, type Failure } from '../../../core/api/api-error';
import type { PersonalStationList, PersonalStationView } from '../../../core/api/types';
import { Toasts } from '../../../core/toasts';
import { Player } from '../../../player/player';

/** What begins a station: something that was found, or a song that a station gave. */
export type Beginning = { ideaId: string } | { songId: string; kind: 'track' | 'artist' };

/** The stations that choose for this listener, the same for every page and menu. */
@Service()
export class PersonalStations {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly player = inject(Player);
  private readonly list = signal<PersonalStationList | undefined>(undefined);
  private readonly failed = signal<Failure | undefined>(undefined);

  /** Absent until they are there. */
  readonly all = computed(() => this.list()?.items);
  /** The sources that have such stations; none where there are none. */
  readonly sources = computed(() => this.list()?.sources ?? []);
  readonly failure = this.failed.asReadonly();
  /** No source has such stations, which is known by now. */
  readonly isNowhere = computed(() => this.all() !== undefined && this.sources().length === 0);

  async load(): Promise<void> {
    try {
      this.list.set(await this.api.read('/api/v1/personal-stations'));
      this.failed.set(undefined);
    } catch (error) {
      this.failed.set(explain(error));
    }
  }

  play({ id, name }: Pick<PersonalStationView, 'id' | 'name'>): void {
    this.player.play({ kind: 'personal-station', id, title: name });
  }

  /** Makes a station and plays it. @returns nothing where that failed, which was said */
  async create(sourceId: string, beginning: Beginning): Promise<PersonalStationView | undefined> {
    return this.attempt(async () => {
      const station = await this.api.command('post', '/api/v1/personal-stations', { body: { sourceId, ...beginning } });
      await this.load();
      this.play(station);
      return station;
    });
  }

  /** @returns whether it is removed */
  async remove({ id, name }: PersonalStationView): Promise<boolean> {
    const isRemoved = await this.isDone(() =>
      this.api.command('delete', '/api/v1/personal-stations/{id}', { path: { id } }),
    );
    if (!isRemoved) return false;
    this.toasts.show($localize`“${name}:name:” is removed.`);
    await this.load();
    return true;
  }

  /** Whether work was done; else the server refused, which was said. */
  async isDone(work: () => Promise<unknown>): Promise<boolean> {
    return (await this.attempt(() => work().then(() => true))) === true;
  }

  /** What work gives; nothing where the server refused, which was said. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.toasts.show(explain(error).message);
      return undefined;
    }
  }
}
