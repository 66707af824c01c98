import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../catalogue/index.js';
import {
  QUALITIES,
  SourceRegistry,
  SourceUnavailable,
  TrackNotFound,
  type Quality,
  type StreamCapability,
} from '../sources/index.js';
import type { Upstream } from '../upstream/index.js';
import { nameOf } from './remote/copy-store.js';
import { KeptCopies, type AudioKey, type KeptTotals } from './remote/kept-copies.js';
import { RemoteAudio, type FetchAhead, type KeptState } from './remote/remote-audio.js';
import { isRemote, qualityOf, remoteTrack } from './remote/whereabouts.js';
import { ToldGains } from './told-gains.js';

/** Copies that are removed at a time. */
const AT_ONCE = 500;

/** What is here of a track that lies elsewhere. */
export interface TrackAudio {
  /** The source that it is fetched from. */
  readonly source: string;
  /** What it may be kept under; never empty. */
  readonly names: readonly string[];
  /** Absent where nothing of it is here. */
  readonly state?: KeptState;
}

/** Audio that stays for the sake of a name. */
export interface PinnedAudio {
  readonly key: AudioKey;
  /** The same as in `TrackAudio`. */
  readonly name: string;
  readonly pinnedBy: string;
}

/** A place from which the audio of a track may be fetched. */
interface RemotePlace {
  readonly source: string;
  readonly locator: string;
  readonly streams: StreamCapability;
  readonly upstream: Upstream;
}

/**
 * What is here of the audio of tracks that lie elsewhere, by the ids of tracks; for those who want some of it before it is
 * played, or for longer than the room lasts. Tracks whose audio is on this machine anyway are none of its business.
 */
@Injectable()
export class KeptAudio {
  constructor(
    private readonly directory: TrackDirectory,
    private readonly sources: SourceRegistry,
    private readonly remote: RemoteAudio,
    private readonly copies: KeptCopies,
    private readonly gains: ToldGains,
  ) {}

  /** What is here of one track; undefined where none of its audio lies elsewhere, or nothing may be kept of it. */
  async look(trackId: string): Promise<TrackAudio | undefined> {
    const places = await this.placesOf(trackId);
    const [place] = places;
    if (!place || place.streams.keeping === 'nothing') return undefined;
    const keys = keysOf(places);
    const state = await this.stateOf(keys);
    return { source: place.source, names: keys.map(nameOf), ...(state && { state }) };
  }

  /** What stays for the sake of some of these names. */
  async pinned(names: readonly string[]): Promise<PinnedAudio[]> {
    const pinned = await this.copies.pinnedBy(names);
    return pinned.map(({ pinnedBy, ...key }) => ({ key, name: nameOf(key), pinnedBy }));
  }

  /** Lets that go in its turn. */
  async release({ key, pinnedBy }: PinnedAudio): Promise<void> {
    await this.remote.unpin(key, pinnedBy);
  }

  /** Removes everything that need not stay. Who listens to some of it hears it to its end. */
  async removeUnpinned(): Promise<void> {
    await this.removeAll(() => this.copies.unpinned(AT_ONCE));
  }

  /** Removes all that is here of sources that are not to be kept. */
  async removeForbidden(): Promise<void> {
    for (const { source, capability } of this.sources.having('streams')) {
      if (capability.keeping === 'nothing') await this.removeAll(() => this.copies.ofSource(source.id, AT_ONCE));
    }
  }

  /** @returns by id; without those of which nothing is here */
  async statesOf(trackIds: readonly string[]): Promise<ReadonlyMap<string, KeptState>> {
    const states = new Map<string, KeptState>();
    for (const id of trackIds) {
      const state = await this.stateOf(await this.keysOf(id));
      if (state) states.set(id, state);
    }
    return states;
  }

  /**
   * Has all of a track fetched, behind everything for which somebody waits. Fetches from where an earlier one was stopped.
   * @param wish of which quality; absent: as it is set for its source
   * @throws TrackNotFound nobody has it any more
   * @throws SourceUnavailable, UpstreamError it cannot be had now, or there is no room for it
   */
  async fetch(trackId: string, options: FetchAhead, wish?: Quality): Promise<void> {
    const [place] = await this.placesOf(trackId);
    if (!place) throw new TrackNotFound('No source has this track elsewhere.');
    const { source, locator, streams, upstream } = place;
    const key = { source, locator, quality: qualityOf(streams, wish) };
    const locate = (signal: AbortSignal, refused = 0) => streams.locate(locator, signal, refused, key.quality);
    await this.remote.fetchAhead(
      key,
      async (signal) => {
        const location = await locate(signal);
        this.gains.note(trackId, location);
        if (!isRemote(location)) throw new SourceUnavailable('This is nothing that can be fetched and kept.');
        return remoteTrack(streams, upstream, location, locate);
      },
      options,
    );
  }

  /**
   * Has what is here of a track stay, in part or whole, whatever room is needed.
   * @param name of who wants it, at most 64 characters; takes the place of another name
   */
  async pin(trackId: string, name: string): Promise<void> {
    for (const key of await this.keysOf(trackId)) await this.remote.pin(key, name);
  }

  /** Lets a track go in its turn, where it stays for the sake of this name. */
  async unpin(trackId: string, name: string): Promise<void> {
    for (const key of await this.keysOf(trackId)) await this.remote.unpin(key, name);
  }

  /** Removes what is here of a track, pinned or not. Who listens to it hears it to its end. */
  async remove(trackId: string): Promise<void> {
    for (const key of await this.keysOf(trackId)) await this.remote.remove(key);
  }

  /** How much is kept of all tracks, and how much may be. */
  totals(): Promise<KeptTotals & { readonly maxBytes: number }> {
    return this.remote.totals();
  }

  private async removeAll(some: () => Promise<AudioKey[]>): Promise<void> {
    for (let keys = await some(); keys.length > 0; keys = await some()) {
      for (const key of keys) await this.remote.remove(key);
    }
  }

  /** Of the best that is here: what is whole before what is not. */
  private async stateOf(keys: readonly AudioKey[]): Promise<KeptState | undefined> {
    let best: KeptState | undefined;
    for (const key of keys) {
      if (best?.isComplete) break;
      best = (await this.remote.stateOf(key)) ?? best;
    }
    return best;
  }

  private async keysOf(trackId: string): Promise<AudioKey[]> {
    return keysOf(await this.placesOf(trackId));
  }

  private async placesOf(trackId: string): Promise<RemotePlace[]> {
    const places: RemotePlace[] = [];
    for (const { source, locator } of await this.directory.locations(trackId)) {
      const streams = this.sources.get(source)?.capabilities.streams;
      if (!streams?.upstream) continue;
      // Parts are kept as the whole that they are cut out of.
      const whole = streams.partOf?.(locator)?.whole;
      places.push({ source, locator: whole ?? locator, streams, upstream: streams.upstream });
    }
    return places;
  }
}

/** In every quality that may be here. */
function keysOf(places: readonly RemotePlace[]): AudioKey[] {
  return places.flatMap(({ source, locator, streams }) =>
    (streams.quality === undefined ? (['best'] as const) : QUALITIES).map((quality) => ({ source, locator, quality })),
  );
}
