import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';

/** Each plays what the others cannot. */
export interface Engines {
  /** Absent where the browser has no way for it. */
  readonly gapless?: SoundEngine;
  readonly plain: SoundEngine;
  readonly live: SoundEngine;
}

/**
 * Several engines as one: that for stations, the gapless one for what it can take apart, the plain one for everything else. What
 * the gapless one fails with goes on in the plain one at the same place; from one to another there is a short gap.
 */
export class EngineSwitch implements SoundEngine {
  listener?: SoundListener;
  private active: SoundEngine;
  private current?: SoundItem;
  private next?: SoundItem;
  private wantsSound = false;
  /** Of the current item, by the engine that failed with it. */
  private heardBeforeMs = 0;
  /** The item that the gapless engine cannot play although it looked as if. */
  private refusedItemId?: string;

  /** @param suits whether the gapless engine is likely to take it */
  constructor(
    private readonly engines: Engines,
    private readonly suits: (item: SoundItem) => boolean,
  ) {
    const { gapless, plain, live } = engines;
    this.active = gapless ?? plain;
    for (const engine of [plain, live]) {
      engine.listener = this.listenTo(engine, (reason) => {
        this.wantsSound = false;
        this.listener?.failed(reason);
      });
    }
    if (gapless) gapless.listener = this.listenTo(gapless, () => this.goOnPlain(gapless));
  }

  get itemId(): string | undefined {
    return this.current?.itemId;
  }

  get positionMs(): number {
    return this.active.positionMs;
  }

  get bufferedMs(): number {
    return this.active.bufferedMs;
  }

  get heardMs(): number {
    return this.heardBeforeMs + this.active.heardMs;
  }

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    this.wantsSound = false;
    this.heardBeforeMs = 0;
    this.start(this.engineFor(item), item, positionMs, next);
  }

  setNext(next: SoundItem | undefined): void {
    this.next = next;
    this.active.setNext(this.ofActive(next));
  }

  play(): void {
    this.wantsSound = true;
    this.active.play();
  }

  pause(): void {
    this.wantsSound = false;
    this.active.pause();
  }

  seek(positionMs: number): void {
    this.active.seek(positionMs);
  }

  setVolume(amplitude: number): void {
    const { gapless, plain, live } = this.engines;
    for (const engine of [gapless, plain, live]) engine?.setVolume(amplitude);
  }

  setGain(itemId: string, gain: number): void {
    if (this.next?.itemId === itemId) this.next = { ...this.next, gain };
    this.active.setGain(itemId, gain);
  }

  get lengthMs(): number | undefined {
    return this.active.lengthMs;
  }

  setSpeed(itemId: string, speed: number): void {
    if (this.next?.itemId === itemId) this.next = { ...this.next, speed };
    if (this.current?.itemId === itemId) this.current = { ...this.current, speed };
    this.active.setSpeed?.(itemId, speed);
  }

  silence(): void {
    this.wantsSound = false;
    this.current = this.next = undefined;
    this.active.silence();
  }

  private start(engine: SoundEngine, item: SoundItem, positionMs: number, next: SoundItem | undefined): void {
    if (engine !== this.active) this.active.silence();
    this.active = engine;
    this.current = item;
    this.next = next;
    engine.load(item, positionMs, this.ofActive(next));
    if (this.wantsSound) engine.play();
  }

  private engineFor(item: SoundItem): SoundEngine {
    const { gapless, plain, live } = this.engines;
    if (item.track.kind === 'station') return live;
    return gapless && item.itemId !== this.refusedItemId && this.suits(item) ? gapless : plain;
  }

  private ofActive(item: SoundItem | undefined): SoundItem | undefined {
    return item && this.engineFor(item) === this.active ? item : undefined;
  }

  private goOnPlain(gapless: SoundEngine): void {
    const { current } = this;
    if (!current) return;
    this.refusedItemId = current.itemId;
    this.heardBeforeMs += gapless.heardMs;
    this.start(this.engines.plain, current, gapless.positionMs, this.next);
  }

  private onEnded(): void {
    const { next } = this;
    if (!next) {
      this.wantsSound = false;
      this.listener?.ended();
      return;
    }
    // The one that ended would have gone on if it could.
    if (this.active === this.engines.gapless) this.refusedItemId = next.itemId;
    this.heardBeforeMs = 0;
    this.start(this.engineFor(next), next, 0, undefined);
    this.listener?.advanced(next.itemId);
  }

  private listenTo(engine: SoundEngine, failed: (reason: string) => void): SoundListener {
    const ifActive = (tell: () => void): void => {
      if (engine === this.active) tell();
    };
    const stopped = (tell: () => void): void =>
      ifActive(() => {
        this.wantsSound = false;
        tell();
      });
    return {
      progressed: () => ifActive(() => this.listener?.progressed()),
      started: () => ifActive(() => this.listener?.started()),
      ranDry: () => ifActive(() => this.listener?.ranDry()),
      pausedBySystem: () => stopped(() => this.listener?.pausedBySystem()),
      noDevice: () => stopped(() => this.listener?.noDevice()),
      blocked: () => stopped(() => this.listener?.blocked()),
      advanced: (toItemId) =>
        ifActive(() => {
          this.current = this.next;
          this.next = undefined;
          this.heardBeforeMs = 0;
          this.listener?.advanced(toItemId);
        }),
      ended: () => ifActive(() => this.onEnded()),
      failed: (reason) => ifActive(() => failed(reason)),
    };
  }
}
