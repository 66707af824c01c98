import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';

/** For specs: an engine that makes no sound and does what it is told. */
export class SilentEngine implements SoundEngine {
  listener?: SoundListener;
  current?: SoundItem;
  next?: SoundItem;
  positionMs = 0;
  bufferedMs = 0;
  heardMs = 0;
  isSounding = false;
  amplitude = 1;
  /** What was asked of it, in order. */
  readonly calls: string[] = [];

  get itemId(): string | undefined {
    return this.current?.itemId;
  }

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    this.calls.push(`load ${item.itemId} ${positionMs}`);
    this.current = item;
    this.next = next;
    this.positionMs = positionMs;
    this.heardMs = 0;
    this.isSounding = false;
  }

  setNext(next: SoundItem | undefined): void {
    this.next = next;
  }

  play(): void {
    this.calls.push('play');
    this.isSounding = true;
  }

  pause(): void {
    this.calls.push('pause');
    this.isSounding = false;
  }

  seek(positionMs: number): void {
    this.calls.push(`seek ${positionMs}`);
    this.positionMs = positionMs;
  }

  setVolume(amplitude: number): void {
    this.amplitude = amplitude;
  }

  setGain(itemId: string, gain: number): void {
    if (this.current?.itemId === itemId) this.current = { ...this.current, gain };
  }

  silence(): void {
    if (!this.current) return;
    this.calls.push('silence');
    this.current = undefined;
    this.isSounding = false;
  }

  /** Sounds on to that place. */
  runTo(positionMs: number): void {
    this.heardMs += positionMs - this.positionMs;
    this.positionMs = positionMs;
    this.listener?.progressed();
  }

  /** Goes on to what was set as next, as at the end of the current item. */
  advance(): void {
    const { next } = this;
    if (!next) throw new Error('Nothing is next.');
    this.current = next;
    this.next = undefined;
    this.positionMs = this.heardMs = 0;
    this.listener?.advanced(next.itemId);
  }
}
