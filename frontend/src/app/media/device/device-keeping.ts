import { DOCUMENT, effect, inject, Service, signal, untracked } from '@angular/core';
import { explain } from '../../core/api/api-error';
import { Connection } from '../../core/api/connection';
import type { TrackView } from '../../core/api/types';
import { coverUrl, streamUrl } from '../../core/api/urls';
import { DeviceWorker } from '../../core/device/device-worker';
import { KeptOnDevice, keptSoundUrl, thingId, type KeptThing } from '../../core/device/kept-on-device';
import { KEPT_AT_HEADER } from '../../core/api/kept-names';
import { Toasts } from '../../core/toasts';
import { SoundQuality } from '../../player/sound/sound-quality';
import type { ToKeep } from './device-tracks';

/** As pages ask for them. */
const COVER_SIZES = [96, 192, 320, 640];
const RETRY_MS = 15_000;

/** The server answers, and does not give it. */
class Refused extends Error {
  constructor(readonly isBusy: boolean) {
    super($localize`The server does not give it.`);
  }
}

/** What is on its way now. */
export interface Loading {
  readonly trackId: string;
  readonly loadedBytes: number;
}

/** What can come to this device, and how its tracks are found. */
export interface Keepable extends Pick<KeptThing, 'kind' | 'subjectId' | 'title'> {
  /** @throws HttpErrorResponse for which `explain` has words */
  readonly find: () => Promise<ToKeep>;
  /** None of it plays now. */
  readonly isMissing?: boolean;
}

/** Has albums, playlists and episodes come to this device, and lets them go. One tab loads for all. */
@Service()
export class DeviceKeeping {
  private readonly device = inject(KeptOnDevice);
  private readonly worker = inject(DeviceWorker);
  private readonly quality = inject(SoundQuality);
  private readonly connection = inject(Connection);
  private readonly toasts = inject(Toasts);
  private readonly window = inject(DOCUMENT).defaultView!;
  private readonly current = signal<Loading | undefined>(undefined);
  private readonly failures = signal<ReadonlyMap<string, string>>(new Map());
  private stopLoading?: AbortController;
  private running?: Promise<void>;

  readonly things = this.device.things;
  readonly sounds = this.device.sounds;
  /** In this tab; absent while nothing is loaded, or another tab does it. */
  readonly loading = this.current.asReadonly();
  /** Why a track could not be had, by its id. */
  readonly refused = this.failures.asReadonly();
  /** Whether this browser can keep sound. */
  readonly isPossible = this.worker.isPossible;

  constructor() {
    void this.device.ready.then(() => this.load());
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.load());
    });
  }

  isKept(kind: string, subjectId: string): boolean {
    return this.device.thing(kind, subjectId) !== undefined;
  }

  /** What is there stays. */
  async stop({ id }: KeptThing): Promise<void> {
    await this.change(id, (thing) => ({ ...thing, isStopped: true }));
    this.stopLoading?.abort();
  }

  async goOn({ id }: KeptThing): Promise<void> {
    this.failures.set(new Map());
    await this.change(id, ({ isStopped: _, ...thing }) => thing);
    this.load();
  }

  /** Has things come to this device, one after the other. @param title what they are together */
  async keep(things: readonly Keepable[], title: string): Promise<void> {
    try {
      if (!(await this.worker.start())) return this.toasts.show($localize`This browser keeps no music for pages here.`);
      const kept: ToKeep[] = [];
      for (const { find } of things) {
        const found = await find();
        const tracks = found.tracks.filter(({ kind, isMissing }) => kind !== 'station' && !isMissing);
        if (tracks.length === 0) continue;
        const id = thingId(found.kind, found.subjectId);
        await this.device.putThing({ ...found, id, tracks, addedAtMs: Date.now() });
        kept.push(found);
        void this.keepCovers(found);
      }
      if (kept.length === 0) {
        return this.toasts.show($localize`Nothing of “${title}:title:” can be kept: none of it plays.`);
      }
      this.toasts.show(
        things.length === 1
          ? $localize`“${title}:title:” comes to this device. Keep Pyxis open until it is there.`
          : $localize`${title}:things: are coming to this device. Keep Pyxis open until they are there.`,
      );
      // What was not asked for may be cleared away by the browser when it needs room.
      void this.window.navigator.storage.persist().catch(() => false);
      this.failures.set(new Map());
    } catch (error) {
      this.toasts.show(explain(error).message);
    }
    this.load();
  }

  /** Takes things from this device, but for what something else there has as well. @param title what they are together */
  async remove(things: readonly Pick<Keepable, 'kind' | 'subjectId'>[], title: string): Promise<void> {
    const gone = things.flatMap(({ kind, subjectId }) => this.device.thing(kind, subjectId) ?? []);
    if (gone.length === 0) return;
    for (const { id } of gone) await this.device.removeThing(id);
    this.stopLoading?.abort();
    const others = new Set(this.things().flatMap(({ tracks }) => tracks.map(({ id }) => id)));
    const tracks = new Set(gone.flatMap((thing) => thing.tracks.map(({ id }) => id)));
    const unwanted = [...tracks].filter((id) => !others.has(id));
    await this.device.removeSounds(unwanted);
    const cache = await this.worker.cache('sound');
    for (const trackId of unwanted) await cache.delete(keptSoundUrl(trackId));
    this.toasts.show(
      things.length === 1
        ? $localize`“${title}:title:” is not on this device any more.`
        : $localize`${title}:things: are not on this device any more.`,
    );
    this.load();
  }

  private async change(id: string, how: (thing: KeptThing) => KeptThing): Promise<void> {
    const thing = this.things().find((each) => each.id === id);
    if (thing) await this.device.putThing(how(thing));
  }

  private async keepCovers({ artworkId }: ToKeep): Promise<void> {
    if (artworkId === undefined) return;
    // The worker keeps what passes it.
    await Promise.all(COVER_SIZES.map((size) => fetch(coverUrl(artworkId, size)).catch(() => undefined)));
  }

  private load(): void {
    if (!this.isPossible() || !this.connection.isOnline() || this.missing() === undefined) return;
    const { locks } = this.window.navigator;
    this.running ??= locks
      .request(`pyxis.device ${this.window.document.baseURI}`, () => this.loadAll())
      .finally(() => (this.running = undefined));
  }

  /** The track that comes next. */
  private missing(): TrackView | undefined {
    const wanted = this.things().filter(({ isStopped }) => !isStopped);
    const tracks = wanted.toReversed().flatMap((thing) => thing.tracks);
    return tracks.find(({ id }) => !this.sounds().has(id) && !this.failures().has(id));
  }

  private async loadAll(): Promise<void> {
    for (let track = this.missing(); track; track = this.missing()) {
      const stop = (this.stopLoading = new AbortController());
      try {
        await this.loadTrack(track, stop.signal);
      } catch (error) {
        if (!stop.signal.aborted && !(await this.mayGoOn(track.id, error))) return;
      } finally {
        this.current.set(undefined);
      }
    }
  }

  /** @throws Refused; TypeError the network went; DOMException there is no room */
  private async loadTrack(track: TrackView, signal: AbortSignal): Promise<void> {
    const transcode = this.quality.forKeeping(track);
    const response = await fetch(streamUrl(track.id, transcode), { signal });
    if (!response.ok || !response.body) {
      throw new Refused(response.status === 429 || response.headers.has('Retry-After'));
    }
    let loadedBytes = 0;
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, to) => {
        loadedBytes += piece.length;
        this.current.set({ trackId: track.id, loadedBytes });
        to.enqueue(piece);
      },
    });
    const mimeType = response.headers.get('Content-Type') ?? 'application/octet-stream';
    const headers = { 'Content-Type': mimeType, [KEPT_AT_HEADER]: String(Date.now()) };
    const cache = await this.worker.cache('sound');
    await cache.put(keptSoundUrl(track.id), new Response(response.body.pipeThrough(counting), { headers }));
    signal.throwIfAborted();
    await this.device.putSound({ trackId: track.id, sizeBytes: loadedBytes, ...(transcode && { transcode }) });
  }

  private async mayGoOn(trackId: string, error: unknown): Promise<boolean> {
    if (error instanceof Refused) {
      if (error.isBusy) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      else this.failures.update((known) => new Map(known).set(trackId, error.message));
      return true;
    }
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      this.toasts.show(
        $localize`This browser has no more room for music. Remove something on the page “On this device”.`,
      );
      return false;
    }
    // The network went: it goes on when the server is back.
    void this.connection.verify();
    return false;
  }
}
