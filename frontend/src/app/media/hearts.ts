import { inject, Service, signal } from '@angular/core';
import { Api } from '../core/api/api';
import { explain } from '../core/api/api-error';
import { Events } from '../core/events/events';
import { plural } from '../core/locale/formats';
import { Toasts } from '../core/toasts';
import { directoryIdOf, SavedStations } from './saved-stations';
import type { Heartable } from './subjects/heartable';

/** What is drawn together is asked about together. */
const GATHER_MS = 20;
/** As many as the server answers at once. */
const AT_ONCE = 100;
/** Who scrolls through everything starts anew then, so that it does not pile up. */
const MOST_KNOWN = 10_000;

/**
 * Which tracks, albums, artists, shows and stations have a heart. Whoever shows one asks, and is told as soon as it is known; the
 * server says when something changed, in whatever tab or at whatever source the same recording is. A station has one by being
 * saved.
 */
@Service()
export class Hearts {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly stations = inject(SavedStations);
  private readonly known = signal<ReadonlyMap<string, boolean>>(new Map());
  private readonly asked = new Set<string>();
  private readonly waiting = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;
  private revision?: number;
  private hasMissed = false;

  constructor() {
    inject(Events).listen('hearts', ({ revision }) => {
      const isOther = this.revision !== undefined && this.revision !== revision;
      this.revision = revision;
      if (isOther || this.hasMissed) this.forget();
    });
  }

  isOn(subject: Heartable): boolean {
    if (subject.kind === 'station') return this.isSaved(subject.id);
    const key = keyOf(subject);
    this.ask(key);
    return this.known().get(key) ?? false;
  }

  /** Whether it can be given one here: of a station that is saved nowhere, its address has to be known. */
  mayToggle(subject: Heartable): boolean {
    return subject.kind !== 'station' || directoryIdOf(subject.id) !== undefined || this.isSaved(subject.id);
  }

  /** Whether it is known to have none: what was just listed with one keeps its place until that is told. */
  isTaken(subject: Heartable): boolean {
    const key = keyOf(subject);
    this.ask(key);
    return this.known().get(key) === false;
  }

  /** Gives it a heart, or takes it back. @param isSeen whether it is seen where it was done; else it is said */
  async toggle(subject: Heartable, isSeen: boolean): Promise<void> {
    if (subject.kind === 'station') return this.toggleStation(subject);
    const isOn = !this.isOn(subject);
    const isDone = await this.put(subject, isOn);
    const { title } = subject;
    if (isDone && !isSeen) this.toasts.show(isOn ? $localize`“${title}:title:” is one of your favourites.` : $localize`“${title}:title:” is no favourite any more.`); // prettier-ignore
  }

  /** Gives all of them a heart, says so once, and offers to take that back. */
  async giveAll(subjects: readonly Heartable[]): Promise<void> {
    const { stations, others } = byStation(subjects);
    for (const station of stations) await this.stations.saveTrack(station);
    const given = await this.putAll(others, true);
    const words = plural(given.length, $localize`{COUNT, plural, one {One is among your favourites now.} other {# are among your favourites now.}}`); // prettier-ignore
    if (given.length > 0)
      this.toasts.show(words, { label: $localize`Undo`, run: () => void this.putAll(given, false) });
  }

  /** Takes the hearts of all of them back, says so once, and offers to give them again. */
  async takeAll(subjects: readonly Heartable[]): Promise<void> {
    const { stations, others } = byStation(subjects);
    const saved = stations.flatMap(({ id }) => this.stations.of(id) ?? []);
    if (saved.length > 0) await this.stations.remove(...saved);
    const taken = await this.putAll(others, false);
    const words = plural(taken.length, $localize`{COUNT, plural, one {One is no favourite any more.} other {# are no favourites any more.}}`); // prettier-ignore
    if (taken.length > 0) this.toasts.show(words, { label: $localize`Undo`, run: () => void this.putAll(taken, true) });
  }

  /** @returns those of which the server agreed */
  private async putAll(subjects: readonly Heartable[], isOn: boolean): Promise<readonly Heartable[]> {
    const done: Heartable[] = [];
    for (const subject of subjects) if (await this.put(subject, isOn)) done.push(subject);
    return done;
  }

  /** @returns whether the server agreed; else it was told why not */
  private async put(subject: Heartable, isOn: boolean): Promise<boolean> {
    const { kind, id, title, artist, artworkId } = subject;
    if (kind === 'station') return false;
    const key = keyOf(subject);
    this.set(new Map([[key, isOn]]));
    try {
      if (isOn) {
        const body = { title, ...(artist && { artist }), ...(artworkId !== undefined && { artworkId }) };
        await this.api.command('put', '/api/v1/hearts/{kind}/{id}', { path: { kind, id }, body });
      } else await this.api.command('delete', '/api/v1/hearts/{kind}/{id}', { path: { kind, id } });
      return true;
    } catch (error) {
      this.set(new Map([[key, !isOn]]));
      this.toasts.show(explain(error).message);
      return false;
    }
  }

  private isSaved(trackId: string): boolean {
    if (!this.asked.has('stations') && this.stations.all() === undefined) void this.stations.load();
    this.asked.add('stations');
    return this.stations.of(trackId) !== undefined;
  }

  private async toggleStation({ id, title }: Heartable): Promise<void> {
    const station = this.stations.of(id);
    await (station ? this.stations.remove(station) : this.stations.saveTrack({ id, title }));
  }

  /** What is shown asks anew; until it is told, it shows what it knew. */
  private forget(): void {
    this.hasMissed = false;
    this.asked.clear();
    this.known.update((known) => new Map(known));
  }

  private ask(key: string): void {
    if (this.asked.has(key)) return;
    this.asked.add(key);
    this.waiting.add(key);
    this.timer ??= setTimeout(() => void this.tell(), GATHER_MS);
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    const keys = [...this.waiting];
    this.waiting.clear();
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const ids = keys.slice(from, from + AT_ONCE);
      try {
        const { items } = await this.api.read('/api/v1/hearts/marks', { query: { ids } });
        const on = new Set(items.map(({ id }) => id));
        this.set(new Map(ids.map((id) => [id, on.has(id)])));
      } catch {
        // Lists are whole without; they ask again once the server tells of anything.
        this.hasMissed = true;
      }
    }
  }

  private set(told: ReadonlyMap<string, boolean>): void {
    const known = this.known();
    if (known.size < MOST_KNOWN) return this.known.set(new Map([...known, ...told]));
    this.asked.clear();
    for (const key of told.keys()) this.asked.add(key);
    this.known.set(told);
  }
}

function keyOf({ kind, id }: Heartable): string {
  return `${kind}:${id}`;
}

function byStation(subjects: readonly Heartable[]): Record<'stations' | 'others', readonly Heartable[]> {
  const isStation = ({ kind }: Heartable): boolean => kind === 'station';
  return { stations: subjects.filter(isStation), others: subjects.filter((one) => !isStation(one)) };
}
