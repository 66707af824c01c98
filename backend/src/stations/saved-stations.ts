import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import { Clock, InvalidRequest, newId, NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import { SavedAddresses, stationIdOf, type SavedAddress } from '../sources/index.js';
import { LiveStreams, StreamOpener, type LiveView } from '../streaming/index.js';
import type { NewStation } from './new-station.js';
import { RadioDirectory } from './radio-directory.js';
import { StationSaved, TooManyStations } from './station-error.js';
import { StationStore, type SavedStation } from './station-store.js';
import { MAX_GROUP, MAX_NAME, MOST_STATIONS, type ChangeStation, type SaveStation } from './stations.dto.js';

const SOURCE = 'radio';
/** A station that was pasted is listened to before it is saved; it must be heard by then. */
const HEARD_WITHIN_MS = 15_000;
/** A directory that does not answer by then is done without. */
const DIRECTORY_WITHIN_MS = 3_000;

/** The stations that people saved. */
@Injectable()
export class SavedStations implements OnModuleInit {
  constructor(
    private readonly store: StationStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tracks: TrackDirectory,
    private readonly opener: StreamOpener,
    private readonly live: LiveStreams,
    private readonly directory: RadioDirectory,
    private readonly addresses: SavedAddresses,
  ) {}

  onModuleInit(): void {
    this.addresses.register(SOURCE, async (nativeId) => {
      const station = await this.store.byTrack(`${SOURCE}:${nativeId}`);
      return station && addressOf(station);
    });
  }

  all(ownerId: string): Promise<SavedStation[]> {
    return this.store.all(ownerId);
  }

  has(ownerId: string, { nativeId }: Pick<NewStation, 'nativeId'>): Promise<boolean> {
    return this.store.has(this.database.read, ownerId, `${SOURCE}:${nativeId}`);
  }

  /** @throws NotFound */
  async find(ownerId: string, id: string): Promise<SavedStation> {
    const station = await this.store.byId(ownerId, id);
    if (!station) throw new NotFound('station', id);
    return station;
  }

  /**
   * Saves a station by its address, or one of the directory.
   * @throws InvalidRequest there is no address, or none of the web
   * @throws StationSaved it is saved already
   * @throws DomainError it cannot be heard; it is not saved then, unless the wish says so
   */
  async save(ownerId: string, wish: SaveStation, signal: AbortSignal): Promise<SavedStation> {
    const found = await this.meant(wish, signal);
    const station = await this.add(ownerId, { ...found, ...named(wish) });
    if (!station) throw new StationSaved(found.name);
    const isKnown = wish.directoryId !== undefined || wish.isUnheard;
    try {
      await this.tracks.refresh([station.trackId], signal);
      if (isKnown) return station;
      const heard = await this.opener.look(station.trackId, AbortSignal.any([signal, AbortSignal.timeout(HEARD_WITHIN_MS)])); // prettier-ignore
      return await this.learn(ownerId, station, heard, wish.name !== undefined);
    } catch (error) {
      if (!isKnown) await this.remove(ownerId, station.id);
      throw error;
    }
  }

  /** Puts one behind the others as it is. @returns undefined where it is there already @throws TooManyStations */
  async add(ownerId: string, { nativeId, ...facts }: NewStation): Promise<SavedStation | undefined> {
    const station: SavedStation = {
      addedAtMs: this.clock.nowMs(),
      ...facts,
      id: newId(),
      trackId: `${SOURCE}:${nativeId}`,
    };
    const isAdded = await this.database.write(async ({ sql }) => {
      if ((await this.store.count(sql, ownerId)) >= MOST_STATIONS) throw new TooManyStations(MOST_STATIONS);
      return this.store.add(sql, ownerId, station);
    });
    return isAdded ? station : undefined;
  }

  /** @throws NotFound, InvalidRequest */
  async change(ownerId: string, id: string, change: ChangeStation, signal: AbortSignal): Promise<SavedStation> {
    const before = await this.find(ownerId, id);
    const { group, charset, gainDb, ...rest } = before;
    const kept = {
      group: change.group ?? group,
      charset: change.charset ?? charset,
      gainDb: change.gainDb === undefined ? gainDb : (change.gainDb ?? undefined),
    };
    const url = change.url === undefined ? undefined : webAddress(change.url);
    const after: SavedStation = {
      ...rest,
      ...(change.name !== undefined && { name: change.name }),
      ...(url !== undefined && { urls: [url] }),
      ...(kept.group !== undefined && kept.group !== '' && { group: kept.group }),
      ...(kept.charset !== undefined && kept.charset !== '' && { charset: charsetOf(kept.charset) }),
      ...(kept.gainDb !== undefined && { gainDb: kept.gainDb }),
    };
    await this.keep(ownerId, after, signal);
    const isElsewhere = after.urls[0] !== before.urls[0] || after.charset !== before.charset;
    if (isElsewhere) await this.live.renew(after.trackId);
    return after;
  }

  /** @throws NotFound */
  async remove(ownerId: string, id: string): Promise<void> {
    await this.find(ownerId, id);
    await this.database.write(({ sql }) => this.store.remove(sql, ownerId, id));
  }

  /** Those that are not named keep their order behind the others. */
  async order(ownerId: string, ids: readonly string[]): Promise<void> {
    const known = await this.store.all(ownerId);
    const there = new Set(known.map(({ id }) => id));
    const named = new Set(ids);
    const all = [...ids.filter((id) => there.has(id)), ...known.flatMap(({ id }) => (named.has(id) ? [] : [id]))];
    await this.database.write(({ sql }) => this.store.order(sql, ownerId, all));
  }

  private async meant({ url, directoryId }: SaveStation, signal: AbortSignal): Promise<NewStation> {
    if ((url === undefined) === (directoryId === undefined)) {
      throw new InvalidRequest([{ field: 'url', detail: 'is needed, or else directoryId; not both.' }]);
    }
    if (directoryId !== undefined) return this.directory.station(directoryId, signal);
    const address = webAddress(url ?? '');
    const known = await this.directory.byUrl(address, AbortSignal.any([signal, AbortSignal.timeout(DIRECTORY_WITHIN_MS)])); // prettier-ignore
    if (known) return known;
    return { nativeId: stationIdOf(address), name: new URL(address).hostname, urls: [address], tags: [] };
  }

  /** What the station says of itself, where nobody has said better. */
  private async learn(
    ownerId: string,
    station: SavedStation,
    { name, homepage, logo, genre }: LiveView,
    isNamed: boolean,
  ): Promise<SavedStation> {
    const isKnown = station.name !== new URL(station.urls[0]).hostname;
    const learnt: SavedStation = {
      ...station,
      ...(name !== undefined && !isNamed && !isKnown && { name: name.slice(0, MAX_NAME) }),
      ...(homepage !== undefined && { homepage: station.homepage ?? homepage }),
      ...(logo !== undefined && { artwork: station.artwork ?? logo }),
      ...(genre !== undefined && station.tags.length === 0 && { tags: [genre] }),
    };
    await this.keep(ownerId, learnt, AbortSignal.timeout(HEARD_WITHIN_MS));
    return learnt;
  }

  private async keep(ownerId: string, station: SavedStation, signal: AbortSignal): Promise<void> {
    await this.database.write(({ sql }) => this.store.replace(sql, ownerId, station));
    await this.tracks.refresh([station.trackId], signal);
  }
}

function named({ name, group }: SaveStation): { name?: string; group?: string } {
  return { ...(name !== undefined && { name }), ...(group !== undefined && { group }) };
}

function addressOf({ name, urls, charset, artwork, tags, gainDb, foundGainDb }: SavedStation): SavedAddress {
  const gain = gainDb ?? foundGainDb;
  return {
    name,
    urls,
    tags,
    ...(charset !== undefined && { charset }),
    ...(artwork !== undefined && { artwork }),
    ...(gain !== undefined && { gainDb: gain }),
  };
}

/** @throws InvalidRequest */
function webAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href;
  throw new InvalidRequest([
    {
      field: 'url',
      detail: 'must be an address of the web, with http:// or https:// before it.',
      because: 'no-web-address',
    },
  ]);
}

/** @throws InvalidRequest */
function charsetOf(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new InvalidRequest([
      { field: 'charset', detail: 'is none that is known; iso-8859-2 is one.', because: 'unknown-charset' },
    ]);
  }
}

/** The name of a group, as it is kept. */
export function groupOf(name: string | undefined): { group?: string } {
  const group = name?.trim().slice(0, MAX_GROUP) ?? '';
  return group === '' ? {} : { group };
}
