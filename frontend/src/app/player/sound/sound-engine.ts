import type { TrackView } from '../../api/types';

/** What is to sound. */
export interface SoundItem {
  itemId: string;
  track: TrackView;
  /** Linear ReplayGain factor; 1 leaves the sound as it is. */
  gain: number;
}

/** What the sound tells whoever drives it. */
export interface SoundListener {
  /** The place or what is buffered has moved. */
  progressed(): void;
  /** It sounds. */
  started(): void;
  /** It should sound, but has no audio left. */
  ranDry(): void;
  /** Headphones pulled out, another app took the sound. */
  pausedBySystem(): void;
  /**
   * It went on to the next item by itself. `itemId` and `positionMs` are those of the new one already; `heardMs` still
   * is the final figure of the old one, and counts anew as soon as this returns.
   */
  advanced(toItemId: string): void;
  /** The item is over and there is nothing to go on with. */
  ended(): void;
  /** It cannot be played. */
  failed(reason: string): void;
  /** The browser refuses to play without a gesture of a person. */
  blocked(): void;
}

/** What makes the sound in this browser. Positions are milliseconds from the start of the track. */
export interface SoundEngine {
  listener?: SoundListener;
  /** The item that sounds or would sound; absent when none is loaded. */
  readonly itemId?: string;
  readonly positionMs: number;
  /** Up to where audio is there. */
  readonly bufferedMs: number;
  /** Media time of the current item that really sounded, seeks and pauses excluded. */
  readonly heardMs: number;
  load(item: SoundItem, positionMs: number, next?: SoundItem): void;
  setNext(next: SoundItem | undefined): void;
  play(): void;
  pause(): void;
  seek(positionMs: number): void;
  /** @param amplitude 0 to 1 */
  setVolume(amplitude: number): void;
  setGain(itemId: string, gain: number): void;
  /** Lets go of everything. */
  silence(): void;
}
