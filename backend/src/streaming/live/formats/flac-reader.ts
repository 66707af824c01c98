import type { LiveFormat, LivePart } from '../live-part.js';
import { ByteWindow } from './byte-window.js';
import { FLAC_HEADER_BYTES, flacHeaderAt, type FlacFrameHeader } from './flac-frame.js';
import { ownCopy, SoundGroup, type LiveReader } from './live-reader.js';
import { TitleTeller, type TitleContext } from './live-title.js';
import { titleInComments } from './vorbis-comment.js';

const MARK = 'fLaC';
const MARK_BYTES = 4;
const BLOCK_HEADER_BYTES = 4;
const COMMENTS = 4;
const STREAM_INFO_BYTES = 34;
/** Room for a picture. */
const MAX_HEAD_BYTES = 4 * 1024 ** 2;
/** A frame holds 65,535 samples at most, and few encoders write a tenth of that. */
const MAX_FRAME_BYTES = 1024 ** 2;

/**
 * FLAC as it lies in files: the blocks of metadata are the `head`, frames follow. A frame does not say how long it is: it ends
 * where the one with the next number begins.
 * @see RFC 9639
 */
export class FlacReader implements LiveReader {
  readonly format: LiveFormat = { codec: 'flac', container: 'flac', mimeType: 'audio/flac' };
  private readonly window = new ByteWindow();
  private readonly group = new SoundGroup();
  private readonly titles = new TitleTeller();
  /** Samples a second; absent: the head has not come yet. */
  private rateHz?: number;
  /** Of the frame that the window begins with, and how far its end was looked for. */
  private frame?: { readonly header: FlacFrameHeader; lookedAt: number };

  constructor(private readonly context: TitleContext = {}) {}

  push(bytes: Buffer): LivePart[] {
    this.window.append(bytes);
    const parts: LivePart[] = [];
    while (this.step(parts));
    return parts;
  }

  flush(): LivePart[] {
    return this.group.take();
  }

  private step(parts: LivePart[]): boolean {
    if (this.rateHz === undefined) return this.readHead(parts);
    return this.frame ? this.readFrame(this.frame, this.rateHz, parts) : this.search();
  }

  private readHead(parts: LivePart[]): boolean {
    this.window.drop(Math.max(0, this.window.view.indexOf(MARK, 0, 'latin1')));
    const { view } = this.window;
    let at = MARK_BYTES;
    let comments: Buffer | undefined;
    for (let isLast = false; !isLast;) {
      if (at + BLOCK_HEADER_BYTES > view.length) return this.boundHead();
      const first = view[at] ?? 0;
      const from = at + BLOCK_HEADER_BYTES;
      at = from + view.readUIntBE(at + 1, 3);
      if (at > view.length) return this.boundHead();
      if ((first & 0x7f) === COMMENTS) comments = view.subarray(from, at);
      isLast = (first & 0x80) !== 0;
    }
    if (at < MARK_BYTES + BLOCK_HEADER_BYTES + STREAM_INFO_BYTES) return this.boundHead();
    this.rateHz = view.readUIntBE(MARK_BYTES + BLOCK_HEADER_BYTES + 10, 3) >>> 4 || 44_100;
    parts.push({ kind: 'head', bytes: ownCopy(view.subarray(0, at)) });
    parts.push(...this.titles.tell(comments && titleInComments(comments, this.context)));
    this.window.drop(at);
    return true;
  }

  /** More is waited for, unless it is too much: then nothing of the stream is played. */
  private boundHead(): false {
    if (this.window.length > MAX_HEAD_BYTES) this.window.drop(this.window.length);
    return false;
  }

  private readFrame(frame: NonNullable<typeof this.frame>, rateHz: number, parts: LivePart[]): boolean {
    const { view } = this.window;
    for (let at = view.indexOf(0xff, frame.lookedAt); ; at = view.indexOf(0xff, at + 1)) {
      if (at < 0 || at + FLAC_HEADER_BYTES > view.length) {
        frame.lookedAt = at < 0 ? view.length : at;
        if (view.length <= MAX_FRAME_BYTES) return false;
        this.window.drop(view.length - FLAC_HEADER_BYTES);
        this.frame = undefined;
        return true;
      }
      const next = flacHeaderAt(view, at);
      if (next?.number !== frame.header.nextNumber) continue;
      this.group.add(view.subarray(0, at), (frame.header.samples * 1000) / rateHz);
      if (this.group.isFull) parts.push(...this.group.take());
      this.window.drop(at);
      this.frame = { header: next, lookedAt: 1 };
      return true;
    }
  }

  private search(): boolean {
    const { view } = this.window;
    let at = 0;
    for (; at + FLAC_HEADER_BYTES <= view.length; at++) {
      const header = view[at] === 0xff ? flacHeaderAt(view, at) : undefined;
      if (!header) continue;
      this.frame = { header, lookedAt: 1 };
      break;
    }
    this.window.drop(at);
    return this.frame !== undefined;
  }
}
