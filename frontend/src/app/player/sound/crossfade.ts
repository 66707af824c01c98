import { fadeMsBetween, levelsAt } from './fade';
import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';

/** The next item is fetched this long before its fade begins. */
const PRELOAD_MS = 20_000;
/** `timeupdate` comes four times a second: the rest of the way to the beginning of a fade is a timer's. */
const TIMER_MS = 1_000;
const STEP_MS = 25;
/** A fade that comes too late to last so long is none: the next item begins where this one ends. */
const LEAST_FADE_MS = 500;

interface Fade {
  readonly startedAtMs: number;
  readonly lengthMs: number;
  readonly timer: ReturnType<typeof setInterval>;
}

/**
 * Two decks, each an engine of its own, that fade from one to the other. Where nothing is to be faded the deck that sounds is
 * told all, and goes on to the next item by itself, gaplessly; the second deck is not even made before the first fade.
 * The next item is current from the moment its fade begins.
 */
export class Crossfade implements SoundEngine {
  listener?: SoundListener;
  private active: SoundEngine;
  private other?: SoundEngine;
  private current?: SoundItem;
  private next?: SoundItem;
  /** What the deck that sounds has been given to go on to. */
  private given?: SoundItem;
  /** What the other deck holds ready. */
  private prepared?: SoundItem;
  private fade?: Fade;
  private startTimer?: ReturnType<typeof setTimeout>;
  private wantsSound = false;
  private amplitude = 1;

  /** @param seconds how long a fade is to last; 0 for none */
  constructor(
    private readonly makeEngine: () => SoundEngine,
    private readonly seconds: () => number,
  ) {
    this.active = this.makeDeck();
  }

  get itemId(): string | undefined {
    return this.active.itemId;
  }

  get positionMs(): number {
    return this.active.positionMs;
  }

  get bufferedMs(): number {
    return this.active.bufferedMs;
  }

  get heardMs(): number {
    return this.active.heardMs;
  }

  get lengthMs(): number | undefined {
    return this.active.lengthMs;
  }

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    this.wantsSound = false;
    this.endFade();
    this.current = item;
    this.next = next;
    this.dropPrepared();
    this.given = this.toBeGiven();
    this.active.load(item, positionMs, this.given);
  }

  setNext(next: SoundItem | undefined): void {
    this.next = next;
    if (this.prepared?.itemId !== next?.itemId) this.dropPrepared();
    this.give();
  }

  play(): void {
    this.wantsSound = true;
    this.active.play();
  }

  pause(): void {
    this.stop();
    this.active.pause();
  }

  seek(positionMs: number): void {
    this.endFade();
    this.active.seek(positionMs);
  }

  setVolume(amplitude: number): void {
    this.amplitude = amplitude;
    this.applyVolume();
  }

  setGain(itemId: string, gain: number): void {
    if (this.next?.itemId === itemId) this.next = { ...this.next, gain };
    this.active.setGain(itemId, gain);
    this.other?.setGain(itemId, gain);
  }

  setSpeed(itemId: string, speed: number): void {
    if (this.next?.itemId === itemId) this.next = { ...this.next, speed };
    this.active.setSpeed?.(itemId, speed);
  }

  silence(): void {
    this.stop();
    this.current = this.next = this.given = undefined;
    this.dropPrepared();
    this.active.silence();
  }

  private get fadeMs(): number {
    const { current, next } = this;
    return current && next ? fadeMsBetween(current.track, next.track, this.seconds()) : 0;
  }

  private toBeGiven(): SoundItem | undefined {
    return this.fadeMs === 0 ? this.next : undefined;
  }

  private give(): void {
    this.given = this.toBeGiven();
    this.active.setNext(this.given);
  }

  private follow(): void {
    this.listener?.progressed();
    // Somebody has switched it on or off meanwhile.
    if (this.given?.itemId !== this.toBeGiven()?.itemId) this.give();
    clearTimeout(this.startTimer);
    const { next, fadeMs } = this;
    if (!next || fadeMs === 0 || !this.wantsSound) return;
    const untilFadeMs = this.restMs() - fadeMs;
    if (untilFadeMs < PRELOAD_MS) this.prepare(next);
    if (untilFadeMs < TIMER_MS) {
      this.startTimer = setTimeout(() => this.cross(Math.min(fadeMs, this.restMs())), Math.max(0, untilFadeMs));
    }
  }

  /** Of what sounds. */
  private restMs(): number {
    const lengthMs = this.active.lengthMs ?? this.current?.track.durationMs ?? Infinity;
    return lengthMs - this.active.positionMs;
  }

  private prepare(item: SoundItem): SoundEngine {
    const other = (this.other ??= this.makeDeck());
    if (this.prepared?.itemId === item.itemId) return other;
    // What still faded out from before there is over.
    this.endFade();
    this.prepared = item;
    other.load(item, 0);
    return other;
  }

  private cross(lengthMs: number): void {
    const { next, other } = this;
    // What is not there yet would leave a fade into silence: it is tried again, and at the end begins without one.
    if (!next || !this.prepared || !other?.bufferedMs || !this.wantsSound || lengthMs < LEAST_FADE_MS) return;
    this.listener?.progressed();
    const timer = setInterval(() => this.step(), STEP_MS);
    this.fade = { startedAtMs: performance.now(), lengthMs, timer };
    this.goOn(next, other);
  }

  private goOn(next: SoundItem, deck: SoundEngine): void {
    clearTimeout(this.startTimer);
    this.other = this.active;
    this.active = deck;
    this.current = next;
    this.next = this.given = this.prepared = undefined;
    this.applyVolume();
    deck.setGain(next.itemId, next.gain);
    deck.play();
    this.listener?.advanced(next.itemId);
  }

  private step(): void {
    if (this.fade && performance.now() - this.fade.startedAtMs < this.fade.lengthMs) this.applyVolume();
    else this.endFade();
  }

  /** What faded out is silent from now on, and the other as loud as it is. */
  private endFade(): void {
    clearTimeout(this.startTimer);
    if (!this.fade) return;
    clearInterval(this.fade.timer);
    this.fade = undefined;
    this.other?.silence();
    this.applyVolume();
  }

  private stop(): void {
    this.wantsSound = false;
    this.endFade();
  }

  private dropPrepared(): void {
    if (this.prepared) this.other?.silence();
    this.prepared = undefined;
  }

  private applyVolume(): void {
    const { fade } = this;
    const levels = fade ? levelsAt((performance.now() - fade.startedAtMs) / fade.lengthMs) : { begun: 1, ending: 1 };
    this.active.setVolume(this.amplitude * levels.begun);
    this.other?.setVolume(this.amplitude * levels.ending);
  }

  private onAdvanced(toItemId: string): void {
    this.current = this.next;
    this.next = this.given = undefined;
    this.listener?.advanced(toItemId);
  }

  private onEnded(): void {
    const { next } = this;
    if (next) {
      const deck = this.prepare(next);
      this.endFade();
      this.goOn(next, deck);
      this.other?.silence();
      return;
    }
    this.stop();
    this.listener?.ended();
  }

  private makeDeck(): SoundEngine {
    const deck = this.makeEngine();
    deck.setVolume(this.amplitude);
    const ifActive = (tell: () => void): void => {
      if (deck === this.active) tell();
    };
    const stopped = (tell: () => void): void =>
      ifActive(() => {
        this.stop();
        tell();
      });
    deck.listener = {
      progressed: () => ifActive(() => this.follow()),
      started: () => ifActive(() => this.listener?.started()),
      ranDry: () => ifActive(() => this.listener?.ranDry()),
      pausedBySystem: () => stopped(() => this.listener?.pausedBySystem()),
      noDevice: () => stopped(() => this.listener?.noDevice()),
      blocked: () => stopped(() => this.listener?.blocked()),
      failed: (reason) => stopped(() => this.listener?.failed(reason)),
      advanced: (toItemId) => ifActive(() => this.onAdvanced(toItemId)),
      ended: () => ifActive(() => this.onEnded()),
    };
    return deck;
  }
}
