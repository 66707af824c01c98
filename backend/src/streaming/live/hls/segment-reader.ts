import { announced } from '../formats/icy-title.js';
import { ownCopy, type LiveReader } from '../formats/live-reader.js';
import { TitleTeller, type TitleContext } from '../formats/live-title.js';
import { kindOf, readerOf, type StreamKind } from '../formats/recognise.js';
import type { LiveFormat, LivePart } from '../live-part.js';
import type { HlsSegment } from './hls-list.js';

/** Codecs in MP4, by the names of their sample entries. */
const MP4_CODECS: readonly (readonly [string, string])[] = [
  ['mp4a', 'aac'],
  ['Opus', 'opus'],
  ['fLaC', 'flac'],
  ['ac-3', 'ac3'],
  ['ec-3', 'eac3'],
];
/** Of segments that hold one. `announced` reads them. */
const RECORD = /\w="/;
/** What segments hold whose frames stand for themselves. */
const FRAMED: ReadonlySet<StreamKind> = new Set(['mpegts', 'mpeg', 'adts']);

/** Makes parts of the segments of one list, one after the other. */
export class SegmentReader {
  format: LiveFormat | undefined;
  private readonly titles = new TitleTeller();
  private kind: StreamKind = 'unknown';
  private reader?: LiveReader;

  constructor(private readonly context: TitleContext) {}

  /** What all segments from here on need: `head` of MP4. */
  readInit(bytes: Buffer): LivePart[] {
    const [, codec = 'unknown'] = MP4_CODECS.find(([entry]) => bytes.includes(entry, 0, 'latin1')) ?? [];
    this.format = { codec, container: 'fmp4', mimeType: 'audio/mp4' };
    return [{ kind: 'head', bytes: ownCopy(bytes) }];
  }

  /** @returns nothing where there is no sound in it that is known */
  read(segment: HlsSegment, bytes: Buffer): LivePart[] {
    const sound = segment.init ? this.readFragment(segment, bytes) : this.readFrames(segment, bytes);
    if (sound.length === 0) return [];
    return [...this.titleIn(segment), ...sound];
  }

  /** Only records are titles: other texts there are names of files, and of programs that wrote them. */
  private titleIn({ title }: HlsSegment): LivePart[] {
    if (title === undefined || !RECORD.test(title)) return [];
    return this.titles.tell(announced(title, this.context));
  }

  private readFragment({ durationMs }: HlsSegment, bytes: Buffer): LivePart[] {
    if (kindOf(bytes) !== 'mp4') return [];
    return [{ kind: 'sound', bytes: ownCopy(bytes), durationMs }];
  }

  /** Pieces of one file, cut anywhere. */
  private readPages(bytes: Buffer, durationMs: number): LivePart[] {
    this.kind = 'ogg';
    this.format ??= { codec: bytes.includes('OpusHead') ? 'opus' : 'vorbis', container: 'ogg', mimeType: 'audio/ogg' };
    return [{ kind: 'sound', bytes: ownCopy(bytes), durationMs }];
  }

  private readFrames({ isBreak, durationMs }: HlsSegment, bytes: Buffer): LivePart[] {
    const found = kindOf(bytes);
    if (found === 'ogg' || (found === 'unknown' && this.kind === 'ogg')) return this.readPages(bytes, durationMs);
    // One that is too short to tell goes on with what was before it.
    const kind = found === 'unknown' && this.reader ? this.kind : found;
    if (!FRAMED.has(kind)) return [];
    if (!this.reader || kind !== this.kind || isBreak) this.reader = readerOf(kind, {}, this.context);
    this.kind = kind;
    const parts = [...this.reader.push(bytes), ...this.reader.flush()];
    this.format = this.reader.format ?? this.format;
    return parts;
  }
}
