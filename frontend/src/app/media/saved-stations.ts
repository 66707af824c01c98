import { computed, inject, Service, signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain, type Failure } from '../core/api/api-error';
import type { ChangeStation, ImportedStation, SaveStation, StationView, TrackView } from '../core/api/types';
import { Waiting } from '../core/api/waiting';
import { plural } from '../core/locale/formats';
import { Toasts } from '../core/toasts';

/** The native ids of stations that are known by nothing but their address begin so; others are the directory's. */
const BY_ADDRESS = 'u-';

/**
 * The stations that a person saved, the same for every page that shows them: what is done is seen at once, and taken back
 * when the server refuses.
 */
@Service()
export class SavedStations {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly waiting = inject(Waiting);
  private readonly list = signal<readonly StationView[] | undefined>(undefined);
  private readonly failed = signal<Failure | undefined>(undefined);
  private loads = 0;

  /** In their order; absent until they are there. */
  readonly all = this.list.asReadonly();
  /** Why they are not there. */
  readonly failure = this.failed.asReadonly();
  /** Whether it is known which there are, or that nobody tells. */
  readonly isSettled = computed(() => this.list() !== undefined || this.failed() !== undefined);

  /** Asks for them anew: what they play is another each time. */
  async load(): Promise<void> {
    const load = ++this.loads;
    const end = this.waiting.begin($localize`your stations`);
    try {
      const { items } = await this.api.read('/api/v1/stations');
      if (load !== this.loads) return;
      this.list.set(items);
      this.failed.set(undefined);
    } catch (error) {
      if (load === this.loads) this.failed.set(explain(error));
    } finally {
      end();
    }
  }

  /** The saved one that plays as that track. */
  of(trackId: string): StationView | undefined {
    return this.list()?.find((station) => station.trackId === trackId);
  }

  /** @throws HttpErrorResponse for which `explain` has words: it cannot be heard, or is saved already */
  async save(wish: SaveStation): Promise<StationView> {
    const station = await this.api.command('post', '/api/v1/stations', { body: { isUnheard: false, ...wish } });
    this.update((stations) => [...stations.filter(({ id }) => id !== station.id), station]);
    return station;
  }

  /** Saves one of the directory and says so. */
  async saveTrack({ id, title }: Pick<TrackView, 'id' | 'title'>): Promise<void> {
    const directoryId = directoryIdOf(id);
    if (directoryId === undefined) return;
    try {
      await this.save({ directoryId });
      this.toasts.show($localize`“${title}:title:” is among your stations.`);
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
  }

  /** Only what is given is changed. @throws HttpErrorResponse for which `explain` has words */
  async change(id: string, change: ChangeStation): Promise<void> {
    const changed = await this.api.command('patch', '/api/v1/stations/{id}', { path: { id }, body: change });
    this.update((stations) => stations.map((station) => (station.id === id ? changed : station)));
  }

  /** Gives a group another name; the empty one is none. @throws HttpErrorResponse for which `explain` has words */
  async renameGroup(stations: readonly StationView[], group: string): Promise<void> {
    for (const { id } of stations) await this.change(id, { group });
  }

  /** Takes them away, and offers to take that back. */
  async remove(...stations: readonly StationView[]): Promise<void> {
    const before = this.list();
    const removed: StationView[] = [];
    try {
      for (const station of stations) {
        this.update((all) => all.filter(({ id }) => id !== station.id));
        await this.api.command('delete', '/api/v1/stations/{id}', { path: { id: station.id } });
        removed.push(station);
      }
    } catch (error) {
      this.list.set(before?.filter(({ id }) => !removed.some((station) => station.id === id)));
      this.toasts.show(explain(error).message);
    }
    const words =
      removed.length === 1
        ? $localize`“${removed[0]?.name}:name:” is removed.`
        : plural(
            removed.length,
            $localize`{COUNT, plural, one {# station is removed.} other {# stations are removed.}}`,
          );
    const run = (): void => void this.restore(removed, before ?? []);
    if (removed.length > 0) this.toasts.show(words, { label: $localize`Undo`, run });
  }

  /** @param ids of all of them, in their new order */
  async order(ids: readonly string[]): Promise<void> {
    const before = this.list();
    const place = new Map(ids.map((id, at) => [id, at]));
    const placeOf = ({ id }: StationView): number => place.get(id) ?? ids.length;
    this.update((stations) => stations.toSorted((a, b) => placeOf(a) - placeOf(b)));
    try {
      await this.api.command('put', '/api/v1/stations/order', { body: { ids: [...ids] } });
    } catch (error) {
      this.list.set(before);
      this.toasts.show(explain(error).message);
    }
  }

  /**
   * Saves the stations of a file.
   * @param text of an M3U, PLS, XSPF or OPML file
   * @returns what became of each
   * @throws HttpErrorResponse for which `explain` has words
   */
  async import(text: string): Promise<readonly ImportedStation[]> {
    const { entries } = await this.api.command('post', '/api/v1/stations/import', { body: { text } });
    await this.load();
    return entries;
  }

  /** Saves them once more as they were, where they were. */
  private async restore(removed: readonly StationView[], before: readonly StationView[]): Promise<void> {
    const ids = new Map<string, string>();
    for (const station of removed) {
      try {
        ids.set(station.id, await this.saveAgain(station));
      } catch (error) {
        this.toasts.show(
          $localize`“${station.name}:name:” could not be brought back. ${explain(error).message}:reason:`,
        );
      }
    }
    const isThere = ({ id }: StationView): boolean => ids.has(id) || !removed.some((station) => station.id === id);
    await this.order(before.filter(isThere).map(({ id }) => ids.get(id) ?? id));
  }

  /** @returns its new id */
  private async saveAgain({ trackId, name, group, charset, gainDb, urls }: StationView): Promise<string> {
    const directoryId = directoryIdOf(trackId);
    const { id } = await this.save({
      ...(directoryId === undefined ? { url: urls[0] } : { directoryId }),
      name,
      isUnheard: true,
      ...(group !== undefined && { group }),
    });
    if (charset !== undefined || gainDb !== undefined) await this.change(id, { charset, gainDb });
    return id;
  }

  private update(change: (stations: readonly StationView[]) => readonly StationView[]): void {
    this.list.update((stations) => stations && change(stations));
  }
}

/** By what the directory knows the station that plays as that track; absent for one that is only known by its address. */
export function directoryIdOf(trackId: string): string | undefined {
  const nativeId = trackId.slice(trackId.indexOf(':') + 1);
  return nativeId.startsWith(BY_ADDRESS) ? undefined : nativeId;
}
