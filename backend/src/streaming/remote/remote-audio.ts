import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { BoundedCache, Clock, SharedWork } from '../../common/index.js';
import type { AudioBody } from '../audio-body.js';
import { CopyFile } from './copy-file.js';
import { CopyStore, nameOf } from './copy-store.js';
import { KeptCopies, type AudioKey, type KeptTotals } from './kept-copies.js';
import { AudioChanged } from './remote-answer.js';
import { SegmentedAudio } from './segmented-audio.js';
import { SourceTraffic } from './source-traffic.js';
import { RemoteCopy, ServerEnds, type CopyProgress, type ReadingWish } from './remote-copy.js';
import { Whereabouts, type RemoteTrack } from './whereabouts.js';

/** Where bytes lie has other bytes each time; then it is no use to begin yet again. */
const MOST_BEGINNINGS = 3;
/** Of which it is remembered where segments begin: so that who paused for an hour goes on with the one that comes next. */
const MOST_SEGMENTED = 200;

/** Audio that is here, or partly here. */
export interface KeptState extends CopyProgress {
  /** It can be played without the host. */
  readonly isComplete: boolean;
  /** The name of who wants it to stay. */
  readonly pinnedBy?: string;
}

/** How audio is fetched for which nobody waits. */
export interface FetchAhead {
  readonly signal: AbortSignal;
  /** The name of who wants it to stay. */
  readonly pinnedBy?: string;
  /** Told each time there is more: often. */
  readonly onProgress?: (progress: CopyProgress) => void;
}

/** Audio that lies elsewhere: fetched once for all who read it, and kept as long as there is room for it. */
@Injectable()
export class RemoteAudio implements BeforeApplicationShutdown {
  /** By `nameOf`; those that are being opened or put away, too. */
  private readonly copies = new Map<string, Promise<RemoteCopy>>();
  private readonly segmented = new BoundedCache<string, SegmentedAudio>(MOST_SEGMENTED);
  private readonly locating = new SharedWork<RemoteTrack>();
  private isEnding = false;

  constructor(
    private readonly clock: Clock,
    private readonly store: CopyStore,
    private readonly rows: KeptCopies,
    private readonly traffic: SourceTraffic,
  ) {}

  /**
   * What needs nobody to be asked where it lies: all of it is here, or it is being fetched.
   * @returns undefined where there is no such thing
   */
  async openKept(key: AudioKey, wish: ReadingWish, signal: AbortSignal): Promise<AudioBody | undefined> {
    await this.store.open();
    return this.copies.has(nameOf(key)) ? this.openHere(key, wish, signal) : this.openWhole(key, wish, signal);
  }

  /** What nobody has to be asked for anything of. @returns undefined where not all of it was here before */
  async openWhole(key: AudioKey, wish: ReadingWish, signal: AbortSignal): Promise<AudioBody | undefined> {
    await this.store.open();
    const isHere = (await this.rows.find(key))?.isComplete === true;
    return isHere ? this.openHere(key, wish, signal) : undefined;
  }

  /**
   * Fetches what is not here, or joins who does.
   * @throws UpstreamError, SourceUnavailable, TrackNotFound
   */
  async open(key: AudioKey, track: RemoteTrack, wish: ReadingWish, signal: AbortSignal): Promise<AudioBody> {
    await this.store.open();
    return this.untilUnchanged(() =>
      this.withCopy(key, (copy) => {
        if (track.leavesNothing) copy.leaveNothing();
        copy.whereabouts ??= this.whereaboutsOf(key, track);
        return copy.open(wish, signal);
      }),
    );
  }

  /**
   * Has all of it fetched, behind everything for which somebody waits.
   * @param locate is asked where it lies, where not all of it is here
   * @throws UpstreamError, SourceUnavailable, TrackNotFound
   */
  async fetchAhead(
    key: AudioKey,
    locate: (signal: AbortSignal) => Promise<RemoteTrack>,
    { signal, pinnedBy, onProgress }: FetchAhead,
  ): Promise<void> {
    await this.store.open();
    if (pinnedBy !== undefined) await this.rows.pin(key, pinnedBy);
    await this.untilUnchanged(() =>
      this.withCopy(key, async (copy) => {
        if (pinnedBy !== undefined) copy.pinnedBy = pinnedBy;
        if (!copy.isWhole && !copy.whereabouts) {
          const track = await this.locating.do(nameOf(key), locate, signal);
          copy.whereabouts ??= this.whereaboutsOf(key, track);
        }
        await copy.fetchAll(signal, (progress) => onProgress?.(progress));
      }),
    );
  }

  /** @returns undefined where nothing of it is here */
  async stateOf(key: AudioKey): Promise<KeptState | undefined> {
    const copy = await this.copies.get(nameOf(key));
    if (copy?.isOpen) {
      const { isWhole: isComplete, progress, pinnedBy } = copy;
      return { ...progress, isComplete, ...(pinnedBy !== undefined && { pinnedBy }) };
    }
    const kept = await this.rows.find(key);
    if (!kept || kept.storedBytes === 0) return undefined;
    const { storedBytes, version, isComplete, pinnedBy } = kept;
    const { sizeBytes } = version;
    return {
      storedBytes,
      ...(sizeBytes !== undefined && { sizeBytes }),
      isComplete,
      ...(pinnedBy !== undefined && { pinnedBy }),
    };
  }

  /** Has it stay once it is here. @param name of who wants that; takes the place of another name */
  async pin(key: AudioKey, name: string): Promise<void> {
    const copy = await this.copies.get(nameOf(key));
    if (copy) copy.pinnedBy = name;
    await this.rows.pin(key, name);
  }

  /** Lets it go in its turn, where it stays for the sake of this name. */
  async unpin(key: AudioKey, name: string): Promise<void> {
    const copy = await this.copies.get(nameOf(key));
    if (copy?.pinnedBy === name) copy.pinnedBy = undefined;
    await this.rows.unpin(key, name);
  }

  /** Removes it, pinned or not. Who listens to it hears it to its end. */
  async remove(key: AudioKey): Promise<void> {
    await this.store.open();
    if (!this.copies.has(nameOf(key)) && !(await this.rows.find(key))) return;
    await this.withCopy(key, (copy) => copy.discard());
    await this.rows.remove(key);
  }

  /** How much is kept, and how much may be. */
  async totals(): Promise<KeptTotals & { readonly maxBytes: number }> {
    return { ...(await this.rows.totals()), maxBytes: this.store.maxBytes };
  }

  /** Ends every fetch, and waits until what is here is written down. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    const closing = [...this.copies.values()].map(async (opening) => (await opening).close());
    await Promise.allSettled(closing);
    await this.traffic.flush();
  }

  private whereaboutsOf(key: AudioKey, track: RemoteTrack): Whereabouts {
    if (track.location.kind !== 'hls') return new Whereabouts(track, this.clock);
    const segments = this.segmented.get(nameOf(key)) ?? new SegmentedAudio(track.upstream);
    this.segmented.set(nameOf(key), segments);
    return new Whereabouts(track, this.clock, segments);
  }

  private async openHere(key: AudioKey, wish: ReadingWish, signal: AbortSignal): Promise<AudioBody | undefined> {
    try {
      return await this.withCopy(key, async (copy) =>
        copy.isWhole || copy.whereabouts ? copy.open(wish, signal) : undefined,
      );
    } catch (error) {
      // What is here is not what lies there any more: that is fetched.
      if (error instanceof AudioChanged) return undefined;
      throw error;
    }
  }

  /** Begins again where the bytes have changed meanwhile: nobody has heard anything of them yet. */
  private async untilUnchanged<T>(work: () => Promise<T>): Promise<T> {
    for (let beginnings = 1; ; beginnings++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof AudioChanged) || beginnings === MOST_BEGINNINGS) throw error;
      }
    }
  }

  /** Does something with a copy that stays open meanwhile. */
  private async withCopy<T>(key: AudioKey, use: (copy: RemoteCopy) => Promise<T>): Promise<T> {
    for (;;) {
      if (this.isEnding) throw new ServerEnds();
      const copy = await (this.copies.get(nameOf(key)) ?? this.begin(key));
      if (copy.isOpen) {
        const leave = copy.enter();
        try {
          return await use(copy);
        } finally {
          await leave();
        }
      }
      await copy.released;
    }
  }

  private begin(key: AudioKey): Promise<RemoteCopy> {
    const name = nameOf(key);
    const end = (): void => {
      this.copies.delete(name);
      this.store.inUse.delete(name);
    };
    // From here on it does not leave.
    this.store.inUse.add(name);
    const opening = CopyFile.open(key, this.store).then((file) => {
      const copy = new RemoteCopy(file);
      void copy.released.then(end);
      return copy;
    });
    this.copies.set(name, opening);
    opening.catch(end);
    return opening;
  }
}
