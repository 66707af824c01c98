import { EMPTY } from 'rxjs';
import {
  SourceRefusal,
  StationNotFound,
  TrackNotFound,
  type PersonalStation,
  type PersonalStationsCapability,
  type SourceAdapter,
  type SourceHealth,
  type StationAllowance,
  type StationBatch,
  type StationBookmark,
  type StationSong,
  type StationThumb,
} from '../../src/sources/index.js';
import type { TestClock } from './test-clock.js';

const HOUR_MS = 60 * 60 * 1000;
export const SONG_MS = 214_000;

/** The service does not give songs of a station for a while. */
export class ToyRefusal extends SourceRefusal {
  override readonly kind = 'unavailable';
  override readonly code = 'toy-refused';
  override readonly title = 'Refused for now';

  /** @param retryAtMs absent: it does not say when */
  constructor(override readonly retryAtMs?: number) {
    super('Toy Stations gives no songs of this station for a while.');
  }
}

export function toyStation(nativeId: string, more: Partial<PersonalStation> = {}): PersonalStation {
  const may = { canRename: true, canRemove: true, canSeed: true };
  return { nativeId, name: `Station ${nativeId}`, isMix: false, mixed: [], isShared: false, ...may, ...more };
}

/**
 * The smallest source with stations of a listener's own: what it has is a list, a batch has four songs that can be heard for an hour of
 * the clock of a spec, and it answers as it is told to.
 */
export class ToyStations implements SourceAdapter {
  readonly id = 'toy';
  readonly name = 'Toy Stations';
  readonly healthChanges = EMPTY;
  readonly capabilities: SourceAdapter['capabilities'];
  /** Each call, as a few words. */
  readonly calls: string[] = [];
  stations: readonly PersonalStation[] = [
    toyStation('mix', { isMix: true, mixed: ['1', '2'] }),
    toyStation('1'),
    toyStation('2'),
  ];
  allowed: StationAllowance | undefined = { skipsAnHour: 6, skipsADay: 12, asksAfterMs: 4 * HOUR_MS };
  thumbs: readonly StationThumb[] = [];
  /** As it counts thumbs up; absent: as many as there are. */
  upTotal?: number;
  /** What a batch is in place of four songs; the next batch takes the first one. */
  readonly batches: (StationBatch | Error)[] = [];
  /** What every call fails by. */
  fault?: Error;
  bookmarks: readonly StationBookmark[] = [];
  private given = 0;

  constructor(private readonly clock: TestClock) {
    this.capabilities = {
      personalStations: this.stationsCapability(),
      tracks: { find: () => Promise.reject(new TrackNotFound('Toy Stations finds no song by its id.')) },
    };
  }

  health(): SourceHealth {
    return { state: 'ok', sinceMs: 0, parts: [] };
  }

  /** How often it was asked for something that begins so. */
  asked(beginning: string): number {
    return this.calls.filter((call) => call.startsWith(beginning)).length;
  }

  /** Four songs. */
  batch(stationId: string): StationBatch {
    return { songs: Array.from({ length: 4 }, () => this.song(stationId)), adverts: 1 };
  }

  song(stationId: string): StationSong {
    const number = ++this.given;
    const mixed = this.stations.find(({ nativeId }) => nativeId === stationId)?.mixed ?? [];
    return {
      nativeId: `song${number}`,
      track: {
        title: `Song ${number}`,
        artist: `Artist ${number}`,
        artists: [{ name: `Artist ${number}`, role: 'main' }],
        durationMs: SONG_MS,
      },
      station: mixed[number % mixed.length] ?? stationId,
      mayThumb: true,
      expiresAtMs: this.clock.nowMs() + HOUR_MS,
    };
  }

  private stationsCapability(): PersonalStationsCapability {
    const find = (nativeId: string): PersonalStation => {
      const station = this.stations.find((each) => each.nativeId === nativeId);
      if (!station) throw new StationNotFound('Toy Stations has no such station any more.');
      return station;
    };
    const change = (nativeId: string, more: Partial<PersonalStation>): void => {
      find(nativeId);
      this.stations = this.stations.map((each) => (each.nativeId === nativeId ? { ...each, ...more } : each));
    };
    const done = async (call: string, work: () => void = () => undefined): Promise<void> => {
      await this.call(call);
      work();
    };
    const idea = { nativeId: 'R1', kind: 'artist', name: 'Ysolde Marn' } as const;
    return {
      allowance: () => this.allowed,
      list: async () => (await this.call('list'), this.stations),
      open: async (nativeId) => {
        await this.call(`open ${nativeId}`);
        const of = (isUp: boolean): StationThumb[] => this.thumbs.filter((thumb) => thumb.isUp === isUp);
        const up = { items: of(true), total: this.upTotal ?? of(true).length };
        return { station: find(nativeId), seeds: [{ ...idea, nativeId: 'seed1' }], up, down: { items: of(false), total: of(false).length } }; // prettier-ignore
      },
      next: async (nativeId, isStarting) => {
        await this.call(`next ${nativeId}${isStarting ? ' starting' : ''}`);
        find(nativeId);
        const batch = this.batches.shift() ?? this.batch(nativeId);
        if (batch instanceof Error) throw batch;
        return batch;
      },
      ideas: async (query) => (await this.call(`ideas ${query}`), [idea]),
      genres: async () => (await this.call('genres'), [{ category: 'Waltz', items: [{ nativeId: 'G1', kind: 'genre', name: 'Slow waltz' }] }]), // prettier-ignore
      create: async (from) => {
        await this.call(`create ${JSON.stringify(from)}`);
        const made = toyStation(`made${this.calls.length}`);
        this.stations = [...this.stations, made];
        return made;
      },
      rename: (nativeId, name) => done(`rename ${nativeId}`, () => change(nativeId, { name })),
      remove: (nativeId) =>
        done(`remove ${nativeId}`, () => {
          find(nativeId);
          this.stations = this.stations.filter((each) => each.nativeId !== nativeId);
        }),
      addSeed: (nativeId, seed) => done(`seed ${nativeId} ${seed}`),
      removeSeed: (seed) => done(`unseed ${seed}`),
      adopt: (nativeId) => done(`adopt ${nativeId}`, () => change(nativeId, { isShared: false })),
      setMixed: (nativeIds) => done(`mix ${nativeIds.join(' ')}`),
      modes: async () => (await this.call('modes'), [{ id: '1', name: 'Deep cuts', isCurrent: false }]),
      setMode: async (_nativeId, mode) => (
        await this.call(`mode ${mode}`),
        [{ id: mode, name: 'Deep cuts', isCurrent: true }]
      ),
      thumb: async (station, song, isUp) => {
        await this.call(`thumb ${station} ${song} ${isUp ? 'up' : 'down'}`);
        const nativeId = `thumb${this.calls.length}`;
        this.thumbs = [{ nativeId, isUp, title: song }, ...this.thumbs];
        return { nativeId, ...(isUp ? { up: this.upTotal ?? this.thumbs.length } : { down: 1 }) };
      },
      removeThumb: (thumb) =>
        done(`unthumb ${thumb}`, () => {
          this.thumbs = this.thumbs.filter(({ nativeId }) => nativeId !== thumb);
        }),
      rest: (song) => done(`rest ${song}`),
      explain: async (song) => (await this.call(`explain ${song}`), ['acoustic sonority', 'minor key tonality']),
      bookmarks: async () => (await this.call('bookmarks'), this.bookmarks),
      bookmark: async (song, kind) => {
        await this.call(`bookmark ${song} ${kind}`);
        this.bookmarks = [...this.bookmarks, { nativeId: `mark-${song}`, kind, artist: song }];
        return { nativeId: `mark-${song}` };
      },
      removeBookmark: (bookmark, kind) => done(`unmark ${bookmark} ${kind}`),
      settings: async () => (await this.call('settings'), { isExplicitFiltered: false, isPrivate: true }),
      setExplicitFilter: (isFiltered) => done(`filter ${isFiltered}`),
    };
  }

  private call(what: string): Promise<void> {
    this.calls.push(what);
    return this.fault ? Promise.reject(this.fault) : Promise.resolve();
  }
}
