import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';
import type { TrackView } from '../api/types';
import type { Transcode } from '../api/urls';
import { DeviceStore } from './device-store';

/** Something that is to be on this device as a whole. */
export interface KeptThing {
  /** `album:…`. */
  readonly id: string;
  readonly kind: 'album' | 'playlist' | 'episode';
  /** Of the album, playlist or track. */
  readonly subjectId: string;
  readonly title: string;
  readonly artist?: string;
  readonly artworkId?: string;
  readonly tracks: readonly TrackView[];
  readonly addedAtMs: number;
  /** Somebody has stopped it; what is there stays. */
  readonly isStopped?: boolean;
}

/** The sound of a track, which the worker has. */
export interface KeptSound {
  readonly trackId: string;
  readonly sizeBytes: number;
  /** What the server has made of it; absent: it is as it was. */
  readonly transcode?: Transcode;
}

export function thingId(kind: KeptThing['kind'], subjectId: string): string {
  return `${kind}:${subjectId}`;
}

/** Where the worker answers with it: the server has nothing there. */
export function keptSoundUrl(trackId: string): string {
  return `device/sound/${encodeURIComponent(trackId)}`;
}

/** What is on this device, or is to be; the same in all tabs. */
@Service()
export class KeptOnDevice {
  private readonly store = inject(DeviceStore);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly channel = this.openChannel();
  private readonly thingList = signal<readonly KeptThing[]>([]);
  private readonly soundList = signal<ReadonlyMap<string, KeptSound>>(new Map());

  /** The newest first. */
  readonly things = this.thingList.asReadonly();
  /** By track. */
  readonly sounds = this.soundList.asReadonly();
  /** Once it is known what there is. */
  readonly ready = this.load();

  constructor() {
    this.channel?.addEventListener('message', ({ data }: MessageEvent<'changed' | KeptSound>) => {
      if (data === 'changed') void this.load();
      else this.add(data);
    });
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  thing(kind: string, subjectId: string): KeptThing | undefined {
    return this.thingList().find((thing) => thing.kind === kind && thing.subjectId === subjectId);
  }

  /** Absent also where the worker does not stand between this page and the server, as after a forced reload. */
  sound(trackId: string): KeptSound | undefined {
    const worker = (this.window?.navigator as Partial<Navigator> | undefined)?.serviceWorker;
    return worker?.controller ? this.sounds().get(trackId) : undefined;
  }

  async putThing(thing: KeptThing): Promise<void> {
    await this.store.put('things', thing);
    await this.changed();
  }

  async removeThing(id: string): Promise<void> {
    await this.store.remove('things', id);
    await this.changed();
  }

  async putSound(sound: KeptSound): Promise<void> {
    await this.store.put('sounds', sound);
    // One after the other comes: nobody reads all of what there is for each.
    this.add(sound);
    this.channel?.postMessage(sound);
  }

  async removeSounds(trackIds: readonly string[]): Promise<void> {
    for (const trackId of trackIds) await this.store.remove('sounds', trackId);
    await this.changed();
  }

  private async changed(): Promise<void> {
    await this.load();
    this.channel?.postMessage('changed');
  }

  private add(sound: KeptSound): void {
    this.soundList.update((sounds) => new Map(sounds).set(sound.trackId, sound));
  }

  private async load(): Promise<void> {
    const [things, sounds] = await Promise.all([
      this.store.all<KeptThing>('things'),
      this.store.all<KeptSound>('sounds'),
    ]);
    this.thingList.set(things.sort((a, b) => b.addedAtMs - a.addedAtMs));
    this.soundList.set(new Map(sounds.map((sound) => [sound.trackId, sound])));
  }

  private openChannel(): BroadcastChannel | undefined {
    const { BroadcastChannel: Channel, document } = (this.window ?? {}) as Partial<typeof globalThis>;
    return Channel && document && new Channel(`pyxis.device ${document.baseURI}`);
  }
}
