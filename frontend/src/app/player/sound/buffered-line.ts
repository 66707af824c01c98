import { UnsuitableAudio } from './containers/audio-bytes';
import { grouped, type EncodedAudio } from './containers/encoded-audio';
import type { SoundItem } from './sound-engine';
import type { SoundQuality } from './sound-quality';
import { SourceBufferWriter } from './source-buffer-writer';
import { placementOf, Timeline, type Segment } from './timeline';

/** So much is fetched ahead: enough for a lost network or a restarting server, little enough to hold. */
const AHEAD_SECONDS = 75;
/** Appended at once. */
const GROUP_SECONDS = 0.5;
/** Decoders need a little sound before a place that was sought to sound right there (RFC 7845, 4.6: 80 ms). */
const PREROLL_SECONDS = 0.1;

/**
 * One item behind the other in the buffer of an audio element: what plays now, and ahead of time what follows. Lives
 * until another item is to be played out of turn, or a place that is not buffered.
 */
export class BufferedLine {
  readonly timeline = new Timeline();
  private readonly source = new MediaSource();
  private readonly url: string;
  private readonly life = new AbortController();
  private writer?: SourceBufferWriter;
  private next?: SoundItem;
  /** That one if its fetching has begun. */
  private begun?: SoundItem;
  /** What is being fetched; a new one takes the place of an item that is not to follow any more. */
  private feeding: { readonly stop: AbortController; readonly done: Promise<void> };
  /** Where it is to begin, until the element knows its sound and can be put there. */
  private start?: number;
  /** Resolved when the playhead has moved or another item is to follow. */
  private wake?: () => void;

  /** @param failed the item can neither be fetched nor taken apart; not told of the one that would follow */
  constructor(
    private readonly element: HTMLAudioElement,
    item: SoundItem,
    positionSeconds: number,
    next: SoundItem | undefined,
    private readonly quality: SoundQuality,
    private readonly failed: (error: unknown) => void,
  ) {
    this.next = next;
    this.url = URL.createObjectURL(this.source);
    element.src = this.url;
    if (positionSeconds > 0) this.startAt(positionSeconds);
    const opened = new Promise<void>((resolve) => {
      this.source.addEventListener('sourceopen', () => resolve(), { once: true, signal: this.life.signal });
    });
    const segment = this.timeline.append(item.itemId);
    this.feeding = this.startFeeding(opened, (signal) => this.feed(item, segment, positionSeconds, signal));
  }

  /** Where on the line it sounds or is about to. */
  get playhead(): number {
    return this.start ?? this.element.currentTime;
  }

  /** What is to follow the last item that has begun. Fetched parts of one that is not wanted any more are dropped. */
  setNext(next: SoundItem | undefined): void {
    if (next?.itemId === this.next?.itemId) return;
    const now = this.timeline.at(this.playhead);
    const unwanted = now && this.timeline.after(now);
    this.next = next;
    if (!unwanted) {
      this.wake?.();
      return;
    }
    this.feeding.stop.abort();
    this.feeding = this.startFeeding(this.feeding.done, async () => {
      this.timeline.cut(unwanted);
      await this.writer?.cutFrom(unwanted.origin);
    });
  }

  /** The playhead has crossed into the next item. */
  entered(segment: Segment): void {
    this.timeline.forgetBefore(segment);
    this.next = undefined;
  }

  /** To be called whenever the playhead has moved. */
  moved(): void {
    this.wake?.();
  }

  destroy(): void {
    URL.revokeObjectURL(this.url);
    this.life.abort(new DOMException('Another sound is wanted.', 'AbortError'));
  }

  private startAt(seconds: number): void {
    this.start = seconds;
    const jump = (): void => {
      this.start = undefined;
      this.element.currentTime = seconds;
    };
    this.element.addEventListener('loadedmetadata', jump, { once: true, signal: this.life.signal });
  }

  private startFeeding(before: Promise<void>, first: (signal: AbortSignal) => Promise<void>): BufferedLine['feeding'] {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.life.signal]);
    signal.addEventListener('abort', () => this.wake?.(), { once: true });
    const done = before
      .then(() => first(signal))
      .then(() => this.follow(signal))
      .catch((error: unknown) => {
        if (!signal.aborted) this.failed(error);
      });
    return { stop, done };
  }

  /** Fetches what follows, one item after the other, until it is stopped. */
  private async follow(signal: AbortSignal): Promise<void> {
    for (;;) {
      const item = this.next;
      if (!item || item === this.begun) {
        this.writer?.finish();
        await this.woken(signal);
        continue;
      }
      this.begun = item;
      const segment = this.timeline.append(item.itemId);
      try {
        await this.feed(item, segment, 0, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        // What plays now is not its fault. When it is over, whoever drives this finds out by itself.
        this.timeline.cut(segment);
        await this.writer?.cutFrom(segment.origin);
      }
    }
  }

  private async feed(item: SoundItem, segment: Segment, fromSeconds: number, signal: AbortSignal): Promise<void> {
    const audio = await openStream(item, this.quality, signal);
    const { rateHz, skippedSamples } = audio;
    const writer = this.prepare(audio);
    if (audio.init) {
      writer.place(placementOf(segment.origin, audio), 0, true);
      await writer.append(audio.init, signal);
    }
    const fromSample = Math.max(0, Math.floor((fromSeconds - PREROLL_SECONDS) * rateHz) + skippedSamples);
    let isFirst = true;
    for await (const { packets, endsAt } of grouped(audio.packets(fromSample), GROUP_SECONDS * rateHz)) {
      await this.until(() => writer.end - this.playhead < AHEAD_SECONDS, signal);
      const placement = placementOf(segment.origin, audio, endsAt);
      const shift = audio.hasTimes ? 0 : (packets[0]?.at ?? 0) / rateHz;
      writer.place(placement, shift, isFirst);
      isFirst = false;
      if (packets.length > 0) await writer.append(audio.wrap(packets), signal);
      if (endsAt === undefined) continue;
      segment.end = placement.windowEnd;
      const beyond = packets.find(({ at }) => at >= endsAt);
      if (beyond && !audio.hasTimes) {
        // A decoder of MP3 gives the last samples of a frame only when it gets another. One that lies wholly in the
        // padding would not be kept, so it is put where one sample of it is still within.
        writer.place({ ...placement, offset: placement.windowEnd - 1 / rateHz }, 0, true);
        await writer.append(audio.wrap([beyond]), signal);
      }
    }
  }

  private prepare(audio: EncodedAudio): SourceBufferWriter {
    if (!MediaSource.isTypeSupported(audio.mimeType)) {
      throw new UnsuitableAudio(`The browser takes no ${audio.mimeType}.`);
    }
    this.writer ??= new SourceBufferWriter(this.source, audio.mimeType, () => this.playhead);
    this.writer.changeType(audio.mimeType);
    return this.writer;
  }

  private async until(condition: () => boolean, signal: AbortSignal): Promise<void> {
    while (!condition()) await this.woken(signal);
  }

  private async woken(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve) => (this.wake = resolve));
    signal.throwIfAborted();
  }
}

/** The readers of formats come with the first sound: the first page does without them. */
async function openStream({ track }: SoundItem, quality: SoundQuality, signal: AbortSignal): Promise<EncodedAudio> {
  const smaller = quality.smaller(track);
  const kind = quality.gaplessKind(track);
  if (!kind) throw new UnsuitableAudio('There is no gapless way for this kind of file.');
  const [{ openAudio }, { openRemote }] = await Promise.all([
    import('./containers/open-audio'),
    import('./containers/open-remote'),
  ]);
  return openAudio(await openRemote(quality.urlOf(track.id, smaller), smaller !== undefined, signal), kind);
}
