import type { LiveFormat, LivePart } from '../live-part.js';
import { ByteWindow } from './byte-window.js';
import { ID3_HEADER_BYTES, id3LengthAt, readId3 } from './id3.js';
import { SoundGroup, type LiveReader } from './live-reader.js';
import { TitleTeller, type TitleContext } from './live-title.js';

/** What a frame says of itself. */
export interface FrameHeader {
  /** With the header. */
  readonly lengthBytes: number;
  readonly durationMs: number;
  /** Equal for frames of one stream. */
  readonly sameKey: number;
  readonly codec: string;
}

/** A kind of sound whose every frame has a header of its own. */
export interface FrameKind {
  readonly headerBytes: number;
  readonly container: string;
  readonly mimeType: string;
  /** @param bytes with a whole header from `at` on */
  headerAt(bytes: Buffer, at: number): FrameHeader | undefined;
  /** Whether there is something to be heard in a frame. */
  isSound(frame: Buffer): boolean;
}

/** So many frames in a row, of one kind, are no coincidence. */
const FRAMES_IN_A_ROW = 3;
const SYNC = 0xff;
const ID3_FIRST = 0x49;

/** Where the first of several frames in a row begins; undefined where there are none. */
export function findFrames(kind: FrameKind, bytes: Buffer): number | undefined {
  for (let at = bytes.indexOf(SYNC); at >= 0; at = bytes.indexOf(SYNC, at + 1)) {
    if (areFrames(kind, bytes, at) === true) return at;
  }
  return undefined;
}

/** @returns undefined where there are not enough bytes to tell */
function areFrames(kind: FrameKind, bytes: Buffer, start: number): boolean | undefined {
  let at = start;
  let first: FrameHeader | undefined;
  for (let n = 0; n < FRAMES_IN_A_ROW; n++) {
    if (at + kind.headerBytes > bytes.length) return undefined;
    const header = kind.headerAt(bytes, at);
    if (!header || (first && header.sameKey !== first.sameKey)) return false;
    first ??= header;
    at += header.lengthBytes;
  }
  return true;
}

/** MP3 and AAC: whole frames, found again after whatever lies between them; tags in between tell titles. */
export class FramedReader implements LiveReader {
  format: LiveFormat | undefined;
  private readonly window = new ByteWindow();
  private readonly group = new SoundGroup();
  private readonly titles = new TitleTeller();
  /** Of the frames under way; absent: they have to be found. */
  private sameKey?: number;

  constructor(
    private readonly kind: FrameKind,
    private readonly context: TitleContext = {},
  ) {}

  push(bytes: Buffer): LivePart[] {
    this.window.append(bytes);
    const parts: LivePart[] = [];
    while (this.step(parts));
    return parts;
  }

  flush(): LivePart[] {
    return this.group.take();
  }

  /** Deals with what the window begins with. @returns false when more bytes are needed */
  private step(parts: LivePart[]): boolean {
    const { view } = this.window;
    if (view[0] === ID3_FIRST) {
      if (view.length < ID3_HEADER_BYTES) return false;
      const length = id3LengthAt(view, 0);
      if (length !== undefined) return this.readTag(length, parts);
    }
    return this.sameKey === undefined ? this.search() : this.readFrame(this.sameKey, parts);
  }

  private readTag(length: number, parts: LivePart[]): boolean {
    const { view } = this.window;
    if (view.length < length) return false;
    const told = readId3(view.subarray(0, length), this.context);
    if (told) {
      const title = this.titles.tell(told.title);
      if (title.length > 0) parts.push(...this.flush(), ...title);
    }
    this.window.drop(length);
    return true;
  }

  private readFrame(sameKey: number, parts: LivePart[]): boolean {
    const { view } = this.window;
    if (view.length < this.kind.headerBytes) return false;
    const header = this.kind.headerAt(view, 0);
    if (header?.sameKey !== sameKey) {
      this.sameKey = undefined;
      return true;
    }
    if (view.length < header.lengthBytes) return false;
    const frame = view.subarray(0, header.lengthBytes);
    if (this.kind.isSound(frame)) {
      this.group.add(frame, header.durationMs);
      if (this.group.isFull) parts.push(...this.group.take());
    }
    this.window.drop(header.lengthBytes);
    return true;
  }

  /** Drops what is neither frame nor tag. */
  private search(): boolean {
    const { view } = this.window;
    let at = 0;
    for (; at + ID3_HEADER_BYTES <= view.length; at++) {
      if (view[at] === ID3_FIRST && at > 0 && id3LengthAt(view, at) !== undefined) break;
      if (view[at] !== SYNC) continue;
      const verdict = areFrames(this.kind, view, at);
      if (verdict === true) this.begin(this.kind.headerAt(view, at));
      if (verdict !== false) break;
    }
    const isAtTag = at > 0 && view[at] === ID3_FIRST;
    this.window.drop(at);
    return this.sameKey !== undefined || isAtTag;
  }

  private begin(header: FrameHeader | undefined): void {
    if (!header) return;
    this.sameKey = header.sameKey;
    this.format = { codec: header.codec, container: this.kind.container, mimeType: this.kind.mimeType };
  }
}
