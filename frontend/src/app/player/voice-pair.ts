import { DOCUMENT, inject, Service } from '@angular/core';
import type { TrackView } from '../api/types';
import { Voice } from './voice';

/** What the sounding voice tells. */
export interface Heard {
  progressed(): void;
  started(): void;
  /** It should sound, but has no audio left. */
  ranDry(): void;
  paused(): void;
  ended(): void;
  failed(): void;
}

/**
 * Two audio elements: one sounds, the other holds the next track ready, so that it follows without a gap.
 */
@Service()
export class VoicePair {
  private readonly document = inject(DOCUMENT);
  private active = this.make();
  private standby = this.make();

  /** Whom to tell. */
  heard?: Heard;

  /** The queue item in the sounding voice. */
  get itemId(): string | undefined {
    return this.active.itemId;
  }

  get isTranscoded(): boolean {
    return this.active.isTranscoded;
  }

  get positionSeconds(): number {
    return this.active.positionSeconds;
  }

  get bufferedSeconds(): number {
    return this.active.bufferedSeconds;
  }

  /** Makes this item the sounding one: the prepared voice when it holds it, else the same voice with a new track. */
  take(itemId: string, track: TrackView, startSeconds: number, mustTranscode = false): void {
    const isReady = this.standby.itemId === itemId && startSeconds === 0 && !mustTranscode;
    if (!isReady) {
      this.active.load(itemId, track, startSeconds, mustTranscode);
      return;
    }
    [this.active, this.standby] = [this.standby, this.active];
    this.standby.unload();
  }

  /** Begins to fetch an item into the silent voice; does nothing when it is there already. */
  prepare(itemId: string, track: TrackView): void {
    if (this.standby.itemId !== itemId) this.standby.load(itemId, track, 0);
  }

  /** What comes next may be another item now. */
  dropStandby(): void {
    this.standby.unload();
  }

  /** Lets go of everything. */
  silence(): void {
    this.active.unload();
    this.standby.unload();
  }

  play(): Promise<void> {
    return this.active.element.play();
  }

  pause(): void {
    this.active.element.pause();
  }

  seek(seconds: number): void {
    this.active.seek(seconds);
  }

  /** Asks for the audio anew from that second. */
  reload(seconds: number): void {
    this.active.reload(seconds);
  }

  /** @param loudness 0 to 1 as a person sets it; hearing is logarithmic, so the amplitude follows its square */
  setLoudness(loudness: number): void {
    this.active.element.volume = this.standby.element.volume = loudness ** 2;
  }

  private make(): Voice {
    const element = this.document.createElement('audio');
    const voice = new Voice(element);
    const tell = (event: string, what: (heard: Heard) => void): void => {
      element.addEventListener(event, () => {
        if (voice === this.active && voice.itemId !== undefined && this.heard) what(this.heard);
      });
    };
    tell('timeupdate', (heard) => heard.progressed());
    tell('progress', (heard) => heard.progressed());
    tell('seeked', (heard) => heard.progressed());
    tell('playing', (heard) => heard.started());
    tell('waiting', (heard) => heard.ranDry());
    tell('pause', (heard) => {
      // The end of a track pauses too, and says so by itself; so does a new source.
      if (!element.ended && element.readyState > 0) heard.paused();
    });
    tell('ended', (heard) => heard.ended());
    tell('error', (heard) => heard.failed());
    return voice;
  }
}
