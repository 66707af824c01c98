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
import type { AudioKey, KeptTotals } from './remote/kept-copies.js';
import { RemoteAudio, type FetchAhead, type KeptState } from './remote/remote-audio.js';
import { isRemote, qualityOf, remoteTrack } from './remote/whereabouts.js';

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
  ) {}

  /** @returns by id; without those of which nothing is here */
  async statesOf(trackIds: readonly string[]): Promise<ReadonlyMap<string, KeptState>> {
    const states = new Map<string, KeptState>();
    for (const id of trackIds) {
      for (const key of await this.keysOf(id)) {
        const state = await this.remote.stateOf(key);
        if (state && !states.get(id)?.isComplete) states.set(id, state);
      }
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

  /** In every quality that may be here. */
  private async keysOf(trackId: string): Promise<AudioKey[]> {
    const places = await this.placesOf(trackId);
    return places.flatMap(({ source, locator, streams }) =>
      (streams.quality === undefined ? (['best'] as const) : QUALITIES).map((quality) => ({
        source,
        locator,
        quality,
      })),
    );
  }

  private async placesOf(trackId: string): Promise<RemotePlace[]> {
    const places: RemotePlace[] = [];
    for (const { source, locator } of await this.directory.locations(trackId)) {
      const streams = this.sources.get(source)?.capabilities.streams;
      if (streams?.upstream) places.push({ source, locator, streams, upstream: streams.upstream });
    }
    return places;
  }
}
