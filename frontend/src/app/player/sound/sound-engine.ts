import type { TrackView } from '../../core/api/types';

/** What an engine needs to know of an item of the queue to make it sound. */
export interface SoundItem {
  itemId: string;
  track: TrackView;
  /** Linear factor of ReplayGain: 1 leaves the audio as it is. */
  gain: number;
  /** Of speech: 1 is as it was spoken; its pitch stays. */
  speed: number;
}

/** What an engine tells. Each is about the current item; none is told once the engine is silent. */
export interface SoundListener {
  /** The place or what is buffered has changed. */
  progressed(): void;
  /** Sound comes out, for the first time or again. */
  started(): void;
  /** It should sound, but there is no audio left yet. */
  ranDry(): void;
  /** Headphones were pulled out, or another app took the sound: nobody asked this engine to pause. */
  pausedBySystem(): void;
  /** It went on to what was set as next, which is current now. */
  advanced(toItemId: string): void;
  /** The current item is over and nothing was set as next. */
  ended(): void;
  /** It cannot be played, also not in another form; `reason` is a sentence for people. */
  failed(reason: string): void;
  /** There is nothing here that could sound: it has stopped where it was, and tries again with the next `play`. */
  noDevice(): void;
  /** The browser wants a tap before it lets music play. */
  blocked(): void;
}

/** What makes sound in this tab: one item at a time, and the one after it without a gap. */
export interface SoundEngine {
  listener?: SoundListener;
  /** Of the current item; absent while silent. */
  readonly itemId?: string;
  /** Where it is in the current item, also where it is about to go. */
  readonly positionMs: number;
  /** Up to where audio is there. */
  readonly bufferedMs: number;
  /** How long the current item really is; absent while nobody knows, and where it has no end. */
  readonly lengthMs?: number;
  /** How much of the current item really sounded: no seeks, no pauses, no waiting. Cumulative. */
  readonly heardMs: number;
  /** Makes an item current, paused at that place; `play` makes it sound. */
  load(item: SoundItem, positionMs: number, next?: SoundItem): void;
  /** Says what follows by itself. */
  setNext(next: SoundItem | undefined): void;
  play(): void;
  pause(): void;
  seek(positionMs: number): void;
  /** @param amplitude 0 to 1, linear */
  setVolume(amplitude: number): void;
  /** Of the current or the next item. */
  setGain(itemId: string, gain: number): void;
  /** Of the current or the next item. Absent: it plays music only. */
  setSpeed?(itemId: string, speed: number): void;
  /** Lets go of everything, at once. */
  silence(): void;
}
