import { DestroyRef, DOCUMENT, effect, inject, untracked } from '@angular/core';
import { Api } from '../../core/api/api';
import { explain, isServerAway } from '../../core/api/api-error';
import { Connection } from '../../core/api/connection';
import type { LiveView } from '../../core/api/types';
import { liveUrl } from '../../core/api/urls';
import { AudioGraph } from './audio-graph';
import { HeardClock } from './heard-clock';
import { isWithoutDevice } from './no-device';
import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';

/** Containers that every browser plays without an end; anything else is asked for as MP3. */
const PLAYED_AS_THEY_ARE = new Set(['mp3', 'adts']);
/** A connection that broke off is made anew after so long, and longer the more often it does. */
const RETRY_MS = [250, 1_000, 3_000, 6_000];

/**
 * Stations: one audio element on a stream without an end. Places are moments of the station's clock; the server keeps some
 * minutes, so that it goes on where it was, on whichever device. While the server looks for a lost station, the element waits.
 */
export class LiveEngine implements SoundEngine {
  private readonly api = inject(Api);
  private readonly connection = inject(Connection);
  private readonly graph = inject(AudioGraph);
  private readonly element = inject(DOCUMENT).createElement('audio');
  private readonly clock = new HeardClock();

  listener?: SoundListener;
  private current?: SoundItem;
  private wantsSound = false;
  private amplitude = 1;
  /** The moment at the beginning of what the element plays; absent while it plays nothing. */
  private baseMs?: number;
  /** Where to go on; 0 for what is live. */
  private wantedMs = 0;
  /** Of the connection that is being made. */
  private opening?: AbortController;
  private failures = 0;
  private retryTimer?: ReturnType<typeof setTimeout>;

  constructor() {
    this.element.preload = 'auto';
    const on = (event: string, act: () => void): void => {
      this.element.addEventListener(event, () => {
        if (this.baseMs !== undefined) act();
      });
    };
    on('timeupdate', () => this.follow());
    on('playing', () => this.onPlaying());
    on('waiting', () => this.listener?.ranDry());
    on('pause', () => this.onPaused());
    on('ended', () => this.onBroken());
    on('error', () => (isWithoutDevice(this.element.error) ? this.onNoDevice() : this.onBroken()));
    effect(() => {
      if (this.connection.recovered() > 0) untracked(() => this.tryAgain());
    });
    inject(DestroyRef).onDestroy(() => this.silence());
  }

  get itemId(): string | undefined {
    return this.current?.itemId;
  }

  get positionMs(): number {
    return this.baseMs === undefined ? this.wantedMs : this.baseMs + this.element.currentTime * 1000;
  }

  get bufferedMs(): number {
    return this.positionMs;
  }

  get heardMs(): number {
    return this.clock.heardMs;
  }

  load(item: SoundItem, positionMs: number): void {
    this.letGo();
    this.wantsSound = false;
    this.current = item;
    this.wantedMs = positionMs;
    this.failures = 0;
    this.clock.restart();
    this.applyVolume();
  }

  setNext(): void {
    // What has no end is followed by nothing.
  }

  play(): void {
    if (!this.current) return;
    this.wantsSound = true;
    if (this.baseMs === undefined) void this.open(this.current);
    else this.sound();
  }

  pause(): void {
    this.wantsSound = false;
    clearTimeout(this.retryTimer);
    this.opening?.abort();
    this.element.pause();
  }

  seek(positionMs: number): void {
    if (!this.current) return;
    this.letGo();
    this.wantedMs = positionMs;
    if (!this.wantsSound) return;
    this.listener?.ranDry();
    void this.open(this.current);
  }

  setVolume(amplitude: number): void {
    this.amplitude = amplitude;
    this.applyVolume();
  }

  setGain(itemId: string, gain: number): void {
    if (this.current?.itemId !== itemId) return;
    this.current = { ...this.current, gain };
    this.applyVolume();
  }

  silence(): void {
    this.wantsSound = false;
    this.current = undefined;
    this.letGo();
  }

  /** Asks where the station is, and begins to hear it there. */
  private async open(item: SoundItem): Promise<void> {
    this.letGo();
    const opening = new AbortController();
    this.opening = opening;
    try {
      const live = await this.api.read('/api/v1/live/{trackId}', { path: { trackId: item.track.id } });
      if (opening.signal.aborted) return;
      this.begin(item, live);
    } catch (error) {
      if (!opening.signal.aborted) this.onRefused(error);
    }
  }

  private begin({ track }: SoundItem, { oldestMs, edgeMs, startMs, container = '' }: LiveView): void {
    const isKept = this.wantedMs >= oldestMs && this.wantedMs <= edgeMs;
    const atMs = isKept ? Math.round(this.wantedMs) : startMs;
    this.element.src = liveUrl(track.id, atMs, PLAYED_AS_THEY_ARE.has(container) ? undefined : 'mp3');
    this.element.load();
    this.baseMs = atMs;
    this.clock.jumpedTo(0);
    this.sound();
  }

  private sound(): void {
    const { current } = this;
    this.graph.sounds(this.element);
    this.element.play().catch((error: unknown) => {
      const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isRefused || this.current !== current) return;
      this.wantsSound = false;
      this.listener?.blocked();
    });
  }

  private follow(): void {
    this.clock.ranTo(this.element.currentTime);
    this.listener?.progressed();
  }

  private onPlaying(): void {
    this.failures = 0;
    this.listener?.started();
  }

  private onPaused(): void {
    // The end of a connection pauses too, and says so by itself.
    if (!this.wantsSound || this.element.ended || this.element.readyState === 0) return;
    this.wantsSound = false;
    this.listener?.pausedBySystem();
  }

  /** The connection to our server is over, as it is when that starts anew. */
  private onBroken(): void {
    this.wantedMs = this.positionMs;
    this.letGo();
    if (!this.wantsSound) return;
    this.listener?.ranDry();
    const waitMs = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    this.retryTimer = setTimeout(() => this.tryAgain(), waitMs);
  }

  private onNoDevice(): void {
    this.wantedMs = this.positionMs;
    this.wantsSound = false;
    this.letGo();
    this.listener?.noDevice();
  }

  private onRefused(error: unknown): void {
    const { message, canRetry } = explain(error);
    this.listener?.ranDry();
    if (isServerAway(error)) this.connection.reportAway();
    else if (canRetry && this.failures < RETRY_MS.length) this.onBroken();
    else {
      this.wantsSound = false;
      this.listener?.failed(message);
    }
  }

  private tryAgain(): void {
    if (this.wantsSound && this.current && this.baseMs === undefined) void this.open(this.current);
  }

  private applyVolume(): void {
    this.element.volume = Math.min(1, this.amplitude * (this.current?.gain ?? 1));
  }

  /** Lets go of the connection, and of one that is being made. */
  private letGo(): void {
    clearTimeout(this.retryTimer);
    this.opening?.abort();
    this.opening = this.baseMs = undefined;
    if (!this.element.hasAttribute('src')) return;
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }
}
