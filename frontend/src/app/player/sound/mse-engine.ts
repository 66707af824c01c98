import type { AudioGraph } from './audio-graph';
import { BufferedLine } from './buffered-line';
import { HeardClock } from './heard-clock';
import type { SoundEngine, SoundItem, SoundListener } from './sound-engine';
import type { SoundQuality } from './sound-quality';
import type { Segment } from './timeline';

/** A hole in the buffer no longer than this is jumped over: damage in a file, a place found only roughly. */
const HOLE_SECONDS = 2;
/** Going to the very end means hearing the end. */
const LEAST_REST_SECONDS = 0.05;
/**
 * A place before this is meant to be the beginning: it is the moment that a command took on its way. An element would
 * also begin at 0 by itself as long as that is buffered, and sound a piece twice.
 */
const LEAST_START_SECONDS = 0.25;

/**
 * One audio element fed by hand, so that an item follows the one before to the sample. What it cannot take it fails with;
 * an engine that plays files as they are has to follow.
 */
export class MseEngine implements SoundEngine {
  listener?: SoundListener;
  private line?: BufferedLine;
  private segment?: Segment;
  private current?: SoundItem;
  private next?: SoundItem;
  private isWanted = false;
  private amplitude = 1;
  private readonly heard = new HeardClock();
  private boundaryTimer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly element: HTMLAudioElement,
    private readonly quality: SoundQuality,
    private readonly graph: AudioGraph,
  ) {
    const on = (event: string, then: () => void): void =>
      element.addEventListener(event, () => {
        if (this.line) then();
      });
    on('timeupdate', () => this.follow());
    on('progress', () => this.listener?.progressed());
    on('seeked', () => this.listener?.progressed());
    on('playing', () => this.listener?.started());
    on('waiting', () => this.onWaiting());
    on('pause', () => {
      // An event from before it was told to play again says nothing of now.
      if (element.paused && !element.ended && this.isWanted) this.stopped(() => this.listener?.pausedBySystem());
    });
    on('ended', () => {
      this.follow();
      this.stopped(() => this.listener?.ended());
    });
    on('error', () => this.fail(element.error?.message ?? ''));
  }

  get itemId(): string | undefined {
    return this.current?.itemId;
  }

  get positionMs(): number {
    if (!this.line || !this.segment) return 0;
    const { origin, end = Infinity } = this.segment;
    return Math.max(0, Math.round((Math.min(this.line.playhead, end) - origin) * 1000));
  }

  get bufferedMs(): number {
    if (!this.line || !this.segment) return 0;
    const { playhead } = this.line;
    const end = this.rangeAt(playhead)?.end ?? playhead;
    return Math.round((Math.min(end, this.segment.end ?? Infinity) - this.segment.origin) * 1000);
  }

  get heardMs(): number {
    this.listen();
    return this.heard.heardMs;
  }

  load(item: SoundItem, positionMs: number, next?: SoundItem): void {
    this.isWanted = false;
    this.heard.restart();
    this.current = item;
    this.begin(positionMs / 1000, next);
  }

  setNext(next: SoundItem | undefined): void {
    this.follow();
    this.next = next;
    this.line?.setNext(next);
  }

  play(): void {
    this.isWanted = true;
    this.graph.sounds(this.element);
    this.element.play().catch((error: unknown) => {
      // Another load or a pause came in between: whoever did that has said what happens now. Any other failure is also
      // told by the element's error event.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.stopped(() => this.listener?.blocked());
    });
  }

  pause(): void {
    this.isWanted = false;
    this.follow();
    this.element.pause();
  }

  seek(positionMs: number): void {
    if (!this.segment) return;
    const { origin, end = Infinity } = this.segment;
    const place = Math.min(origin + positionMs / 1000, end - LEAST_REST_SECONDS);
    if (!this.rangeAt(place)) {
      this.begin(positionMs / 1000, this.next);
      return;
    }
    this.listen();
    this.element.currentTime = place;
    this.heard.jumpedTo(place);
    this.line?.moved();
    // At its end it has stopped by itself.
    if (this.isWanted) this.play();
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

  silence(): void {
    this.isWanted = false;
    this.letGo();
    this.current = this.next = undefined;
    this.element.pause();
    this.element.removeAttribute('src');
    this.element.load();
  }

  /** Buffers the current item from a place on, anew. */
  private begin(wantedSeconds: number, next: SoundItem | undefined): void {
    const item = this.current;
    if (!item) return;
    const positionSeconds = wantedSeconds < LEAST_START_SECONDS ? 0 : wantedSeconds;
    this.letGo();
    this.next = next;
    const line = new BufferedLine(this.element, item, positionSeconds, next, this.quality, (error) => {
      if (this.line === line) this.fail(error instanceof Error ? error.message : String(error));
    });
    this.line = line;
    this.segment = line.timeline.at(positionSeconds);
    this.heard.jumpedTo(positionSeconds);
    this.applyVolume();
    // The element forgets with every new source that it was playing.
    if (this.isWanted) this.play();
  }

  /** Looks where the playhead is: tells of the way it went, and of a boundary that it has crossed. */
  private follow(): void {
    const { line } = this;
    const now = line?.timeline.at(line.playhead);
    if (!line || !now) return;
    if (now !== this.segment) this.cross(line, now);
    this.listen();
    line.moved();
    this.watchBoundary();
    this.listener?.progressed();
  }

  private cross(line: BufferedLine, now: Segment): void {
    this.heard.ranTo(now.origin);
    // The last word of the old item.
    this.listener?.progressed();
    this.heard.restart();
    this.segment = now;
    this.current = this.next;
    this.next = undefined;
    line.entered(now);
    this.applyVolume();
    this.listener?.advanced(now.itemId);
  }

  /** `timeupdate` comes four times a second: too seldom to change the volume where the next item begins. */
  private watchBoundary(): void {
    clearTimeout(this.boundaryTimer);
    const left = (this.segment?.end ?? Infinity) - this.element.currentTime;
    if (left < 1 && !this.element.paused) this.boundaryTimer = setTimeout(() => this.follow(), left * 1000 + 5);
  }

  private listen(): void {
    if (!this.line || this.element.seeking) return;
    this.heard.ranTo(Math.min(this.line.playhead, this.segment?.end ?? Infinity));
  }

  private onWaiting(): void {
    const { currentTime } = this.element;
    const hole = this.ranges().find(({ start }) => start > currentTime && start - currentTime < HOLE_SECONDS);
    if (hole && !this.rangeAt(currentTime + LEAST_REST_SECONDS)) this.element.currentTime = hole.start;
    this.listener?.ranDry();
  }

  private stopped(tell: () => void): void {
    this.isWanted = false;
    this.listen();
    tell();
  }

  private fail(reason: string): void {
    this.listen();
    this.line?.destroy();
    this.listener?.failed(reason);
  }

  private letGo(): void {
    clearTimeout(this.boundaryTimer);
    this.listen();
    this.line?.destroy();
    this.line = this.segment = undefined;
  }

  private applyVolume(): void {
    this.element.volume = Math.min(1, Math.max(0, this.amplitude * (this.current?.gain ?? 1)));
  }

  private rangeAt(seconds: number): { start: number; end: number } | undefined {
    return this.ranges().find(({ start, end }) => start <= seconds && seconds < end);
  }

  private ranges(): { start: number; end: number }[] {
    const { buffered } = this.element;
    return Array.from({ length: buffered.length }, (_, i) => ({ start: buffered.start(i), end: buffered.end(i) }));
  }
}
