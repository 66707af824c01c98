import { DestroyRef, DOCUMENT, effect, inject, untracked } from '@angular/core';
import { Connection } from '../../core/api/connection';
import { AudioGraph } from './audio-graph';
import { FailureCauses } from './failure-cause';
import { isWithoutDevice } from './no-device';
import { ShortenSilence } from './shorten-silence';
import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';
import { SoundQuality } from './sound-quality';
import { Voice } from './voice';

/** The next track is fetched this long before it is needed. */
const PRELOAD_MS = 25_000;
const BUSY_RETRY_MS = 3_000;
/** So much faster is silence in speech; browsers keep silent above the most. */
const SILENCE_FACTOR = 2.5;
const MOST_SPEED = 4;

/** Two audio elements: one sounds, the other holds the next track ready. Works in every browser. */
export class ElementEngine implements SoundEngine {
  private readonly document = inject(DOCUMENT);
  private readonly connection = inject(Connection);
  private readonly causes = inject(FailureCauses);
  private readonly graph = inject(AudioGraph);
  private readonly silences = inject(ShortenSilence);
  private readonly quality = inject(SoundQuality);
  private active = this.make();
  private standby = this.make();
  private current?: SoundItem;
  private next?: SoundItem;
  private wantsSound = false;
  /** In speech, and to be shortened. */
  private isInSilence = false;
  private amplitude = 1;
  /** Where it was when it was last heard of: an element that failed does not tell. */
  private lastMs = 0;
  private retryTimer?: ReturnType<typeof setTimeout>;

  listener?: SoundListener;

  constructor() {
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.tryAgain());
    });
    effect(() => {
      if (this.silences.isOn() && this.wantsSound) untracked(() => this.listenForSilence());
    });
    inject(DestroyRef).onDestroy(() => this.silence());
  }

  get itemId(): string | undefined {
    return this.current?.itemId;
  }

  get positionMs(): number {
    return this.hasFailed ? this.lastMs : this.active.positionSeconds * 1000;
  }

  get bufferedMs(): number {
    return this.active.bufferedSeconds * 1000;
  }

  get lengthMs(): number | undefined {
    return this.active.lengthSeconds === undefined ? undefined : this.active.lengthSeconds * 1000;
  }

  get heardMs(): number {
    return this.active.heardSeconds * 1000;
  }

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    clearTimeout(this.retryTimer);
    this.wantsSound = false;
    this.current = item;
    this.lastMs = positionMs;
    if (this.standby.itemId === item.itemId && positionMs === 0) this.swap();
    else this.active.load(item.itemId, item.track, positionMs / 1000);
    this.isInSilence = false;
    this.applySpeed();
    this.setNext(next);
    this.applyVolume();
  }

  setNext(next: SoundItem | undefined): void {
    this.next = next;
    if (this.standby.itemId !== next?.itemId) this.standby.unload();
    this.applyVolume();
  }

  play(): void {
    if (!this.current) return;
    this.wantsSound = true;
    if (this.hasFailed) this.active.reload(this.lastMs / 1000);
    const item = this.current;
    this.listenForSilence();
    this.graph.sounds(this.active.element);
    this.active.element.play().catch((error: unknown) => {
      // Another load or a pause came in between: whoever did that says what happens now. Anything else than a refusal
      // is also told by the element's error event, which knows what to do.
      const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isRefused || this.itemId !== item.itemId) return;
      this.wantsSound = false;
      this.listener?.blocked();
    });
  }

  pause(): void {
    clearTimeout(this.retryTimer);
    this.silences.rest();
    this.wantsSound = false;
    this.active.element.pause();
  }

  seek(positionMs: number): void {
    if (!this.current) return;
    this.lastMs = positionMs;
    this.active.seek(positionMs / 1000);
    // A transcode is asked for anew by seeking, and would stay silent.
    if (this.wantsSound) this.play();
  }

  setVolume(amplitude: number): void {
    this.amplitude = amplitude;
    this.applyVolume();
  }

  setGain(itemId: string, gain: number): void {
    if (this.current?.itemId === itemId) this.current = { ...this.current, gain };
    if (this.next?.itemId === itemId) this.next = { ...this.next, gain };
    this.applyVolume();
  }

  setSpeed(itemId: string, speed: number): void {
    if (this.next?.itemId === itemId) this.next = { ...this.next, speed };
    if (this.current?.itemId !== itemId) return;
    this.current = { ...this.current, speed };
    this.applySpeed();
  }

  silence(): void {
    clearTimeout(this.retryTimer);
    this.wantsSound = false;
    this.current = this.next = undefined;
    this.silences.rest();
    this.active.unload();
    this.standby.unload();
  }

  private get hasFailed(): boolean {
    return this.active.element.error !== null;
  }

  /** An element cannot be louder than the file: gain above 1 is heard only where the volume leaves room for it. */
  private applyVolume(): void {
    const volumeOf = (item?: SoundItem): number => Math.min(1, this.amplitude * (item?.gain ?? 1));
    this.active.element.volume = volumeOf(this.current);
    this.standby.element.volume = volumeOf(this.next);
  }

  private applySpeed(): void {
    const speed = this.current?.speed ?? 1;
    this.active.setSpeed(this.isInSilence ? Math.max(speed, Math.min(MOST_SPEED, speed * SILENCE_FACTOR)) : speed);
  }

  private listenForSilence(): void {
    this.isInSilence = false;
    this.applySpeed();
    if (this.current?.track.kind !== 'episode') return this.silences.rest();
    void this.silences.listen(this.active.element, (isSilent) => {
      this.isInSilence = isSilent;
      this.applySpeed();
    });
  }

  private swap(): void {
    [this.active, this.standby] = [this.standby, this.active];
    this.standby.unload();
  }

  private follow(): void {
    if (this.hasFailed) return;
    this.lastMs = this.active.positionSeconds * 1000;
    this.preload();
    this.listener?.progressed();
  }

  private preload(): void {
    const { current, next } = this;
    if (!current || !next || !this.wantsSound || this.standby.itemId === next.itemId) return;
    if ((current.track.durationMs ?? Infinity) - this.lastMs < PRELOAD_MS)
      this.standby.load(next.itemId, next.track, 0);
  }

  private onPaused(element: HTMLAudioElement): void {
    // The end of a track pauses too, and says so by itself; so does a new source.
    if (!this.wantsSound || element.ended || element.readyState === 0) return;
    this.wantsSound = false;
    this.listener?.pausedBySystem();
  }

  private onEnded(): void {
    const { next } = this;
    if (!next) {
      this.wantsSound = false;
      this.listener?.ended();
      return;
    }
    if (this.standby.itemId !== next.itemId) this.standby.load(next.itemId, next.track, 0);
    this.swap();
    this.current = next;
    this.next = undefined;
    this.lastMs = 0;
    this.isInSilence = false;
    this.applySpeed();
    this.applyVolume();
    this.play();
    this.listener?.advanced(next.itemId);
  }

  /** The element gave up: find out why, and wait, transcode or say that it cannot be played. */
  private async onFailed(): Promise<void> {
    const item = this.current;
    // Paused while the connection went: the next "play" loads it again at the same place.
    if (!item || !this.wantsSound) return;
    if (isWithoutDevice(this.active.element.error)) {
      this.wantsSound = false;
      this.listener?.noDevice();
      return;
    }
    this.listener?.ranDry();
    const cause = await this.causes.of(item.track, this.active.isTranscoded);
    if (!this.stillWants(item)) return;
    if (cause.kind === 'away') this.connection.reportAway();
    else if (cause.kind === 'busy') this.retryTimer = setTimeout(() => this.tryAgain(), BUSY_RETRY_MS);
    else if (this.active.isMadeSmaller) {
      // Better large than silent: there may be no ffmpeg.
      this.active.load(item.itemId, item.track, this.lastMs / 1000, 'original');
      this.play();
    } else if (cause.kind === 'undecodable' && !this.active.isTranscoded) {
      this.active.load(item.itemId, item.track, this.lastMs / 1000, 'playable');
      this.play();
    } else {
      this.wantsSound = false;
      this.listener?.failed(cause.kind === 'refused' ? cause.reason : $localize`It cannot be decoded.`);
    }
  }

  private stillWants({ itemId }: SoundItem): boolean {
    return this.itemId === itemId && this.wantsSound;
  }

  private tryAgain(): void {
    if (this.wantsSound && this.hasFailed) this.play();
  }

  private make(): Voice {
    const element = this.document.createElement('audio');
    const voice = new Voice(element, this.quality);
    const on = (event: string, act: () => void): void => {
      element.addEventListener(event, () => {
        if (voice === this.active && voice.itemId !== undefined) act();
      });
    };
    for (const event of ['timeupdate', 'progress', 'seeked']) on(event, () => this.follow());
    on('playing', () => this.listener?.started());
    on('waiting', () => this.listener?.ranDry());
    on('pause', () => this.onPaused(element));
    on('ended', () => this.onEnded());
    on('error', () => void this.onFailed());
    return voice;
  }
}
