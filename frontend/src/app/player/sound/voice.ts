import type { TrackView } from '../../core/api/types';
import type { Transcode } from '../../core/api/urls';
import { fallbackFor, isRefused } from './playable';
import type { SoundQuality } from './sound-quality';

/** How a track is loaded: as small as was chosen, as it is, or as something that every browser plays. */
export type Form = 'chosen' | 'original' | 'playable';

/** Buffered audio this close behind the wanted place is jumped into instead of asked for again. */
const BUFFER_SLACK_SECONDS = 0.5;

/**
 * One audio element and the track in it. Hides that a transcoded stream begins where it was asked to begin and can be
 * sought in only by asking anew, and counts how much of the track really sounded.
 */
export class Voice {
  private offsetSeconds = 0;
  private transcode?: Transcode;
  private isSmaller = false;
  /** Where to go as soon as the element knows its track. */
  private pendingSeconds?: number;
  private loadedItemId?: string;
  private track?: TrackView;
  private heard = 0;
  /** Up to which place of the element all that sounded is counted; absent while it goes elsewhere. */
  private countedTo?: number;

  constructor(
    readonly element: HTMLAudioElement,
    private readonly quality: SoundQuality,
  ) {
    element.preload = 'auto';
    element.addEventListener('timeupdate', () => this.count());
    element.addEventListener('loadedmetadata', () => {
      const { pendingSeconds } = this;
      if (pendingSeconds === undefined) return;
      this.pendingSeconds = undefined;
      this.goTo(pendingSeconds);
    });
  }

  /** The queue item that is loaded; absent when none is. */
  get itemId(): string | undefined {
    return this.loadedItemId;
  }

  get isTranscoded(): boolean {
    return this.transcode !== undefined;
  }

  /** Whether it is converted only to be small: it could be played as it is. */
  get isMadeSmaller(): boolean {
    return this.isSmaller;
  }

  /** Where it is in the track, also where it is about to go. */
  get positionSeconds(): number {
    return this.pendingSeconds ?? this.offsetSeconds + this.element.currentTime;
  }

  /** Up to where the audio around the current place is there. */
  get bufferedSeconds(): number {
    const { buffered, currentTime } = this.element;
    for (let range = 0; range < buffered.length; range++) {
      const isHere = buffered.start(range) <= currentTime + BUFFER_SLACK_SECONDS && buffered.end(range) >= currentTime;
      if (isHere) return this.offsetSeconds + buffered.end(range);
    }
    return this.positionSeconds;
  }

  /** How long the track is; absent while the element does not know, or has only a part of it. */
  get lengthSeconds(): number | undefined {
    const { duration } = this.element;
    return Number.isFinite(duration) && duration > 0 && this.offsetSeconds === 0 ? duration : undefined;
  }

  /** How much of the track sounded since it was loaded. */
  get heardSeconds(): number {
    this.count();
    return this.heard;
  }

  /** Also of what it loads from now on. */
  setSpeed(speed: number): void {
    this.element.defaultPlaybackRate = this.element.playbackRate = speed;
  }

  /** Loads a track to begin at that second; transcoded where the browser cannot play it, or when told to. */
  load(itemId: string, track: TrackView, startSeconds: number, form: Form = 'chosen'): void {
    const canPlay = (mimeType: string): string => this.element.canPlayType(mimeType);
    const isHere = form !== 'playable' && this.quality.isHere(track);
    const needsIt = form === 'playable' || (!isHere && track.format !== undefined && isRefused(track.format, canPlay));
    const smaller = form === 'chosen' ? this.quality.smaller(track) : undefined;
    this.loadedItemId = itemId;
    this.track = track;
    this.heard = 0;
    this.countedTo = undefined;
    this.transcode = smaller ?? (needsIt ? fallbackFor(canPlay) : undefined);
    this.isSmaller = smaller !== undefined && !needsIt;
    this.fetch(startSeconds);
  }

  /** Goes to that second of the loaded track. */
  seek(seconds: number): void {
    if (!this.track) return;
    this.stopCounting();
    if (this.transcode && !this.isBuffered(seconds - this.offsetSeconds)) {
      this.fetch(seconds);
    } else if (this.element.readyState === 0) {
      this.pendingSeconds = seconds;
    } else this.goTo(Math.max(0, seconds - this.offsetSeconds));
  }

  /** Asks for the audio anew from that second; used after the network was lost. */
  reload(seconds: number): void {
    this.stopCounting();
    this.fetch(seconds);
  }

  /** Lets go of the track and of its connection. */
  unload(): void {
    this.element.pause();
    this.countedTo = undefined;
    this.loadedItemId = this.track = this.transcode = this.pendingSeconds = undefined;
    this.offsetSeconds = 0;
    if (this.element.hasAttribute('src')) {
      this.element.removeAttribute('src');
      this.element.load();
    }
  }

  private fetch(startSeconds: number): void {
    if (!this.track) return;
    if (this.transcode) {
      this.offsetSeconds = startSeconds;
      this.pendingSeconds = undefined;
      this.element.src = this.quality.urlOf(this.track.id, { ...this.transcode, startSeconds });
    } else {
      this.offsetSeconds = 0;
      this.pendingSeconds = startSeconds > 0 ? startSeconds : undefined;
      this.element.src = this.quality.urlOf(this.track.id);
    }
    this.element.load();
  }

  /**
   * What is sent without parts, as its length shows at its end only, lets nobody go anywhere: it is asked for as transcoded, which
   * begins where it is told to.
   */
  private goTo(elementSeconds: number): void {
    if (this.transcode || this.canReach(elementSeconds)) {
      this.element.currentTime = elementSeconds;
      return;
    }
    const isPlaying = !this.element.paused;
    this.transcode = fallbackFor((mimeType) => this.element.canPlayType(mimeType));
    this.fetch(elementSeconds);
    // Loading has stopped it; that it may not sound is told by who plays it.
    if (isPlaying) this.element.play().catch(() => undefined);
  }

  /** Behind its end is its end: what is told of a track may be longer than its sound. */
  private canReach(elementSeconds: number): boolean {
    const { duration, seekable } = this.element;
    const wanted = Number.isFinite(duration)
      ? Math.min(elementSeconds, duration - BUFFER_SLACK_SECONDS)
      : elementSeconds;
    return this.isBuffered(elementSeconds) || isIn(seekable, Math.max(0, wanted));
  }

  private count(): void {
    const { currentTime, seeking } = this.element;
    if (seeking || this.pendingSeconds !== undefined) return;
    if (this.countedTo !== undefined && currentTime > this.countedTo) this.heard += currentTime - this.countedTo;
    this.countedTo = currentTime;
  }

  /** It goes elsewhere: what sounded so far is counted, the way there is not. */
  private stopCounting(): void {
    this.count();
    this.countedTo = undefined;
  }

  private isBuffered(elementSeconds: number): boolean {
    return isIn(this.element.buffered, elementSeconds);
  }
}

function isIn(ranges: TimeRanges, seconds: number): boolean {
  for (let range = 0; range < ranges.length; range++) {
    if (ranges.start(range) <= seconds && seconds <= ranges.end(range)) return true;
  }
  return false;
}
