import type { LiveFormat, LivePart } from '../live-part.js';
import { ADTS } from './adts-frame.js';
import { ByteWindow } from './byte-window.js';
import { FramedReader } from './framed-reader.js';
import { ID3_HEADER_BYTES, id3LengthAt, readId3 } from './id3.js';
import type { LiveReader } from './live-reader.js';
import { TitleTeller, type TitleContext } from './live-title.js';
import { MPEG_AUDIO } from './mpeg-frame.js';

export const TS_PACKET_BYTES = 188;
export const TS_SYNC = 0x47;
const PROGRAM_LIST = 0;
const MAX_SECTION_BYTES = 1024;
const MAX_TAG_BYTES = 64 * 1024;
/** Types of streams in the map of a programme (ISO/IEC 13818-1, table 2-34). */
const SOUND_KINDS = new Map([
  [0x03, MPEG_AUDIO],
  [0x04, MPEG_AUDIO],
  [0x0f, ADTS],
]);
/** Timed metadata in ID3 (https://developer.apple.com/library/archive/documentation/AudioVideo/Conceptual/HTTP_Live_Streaming_Metadata_Spec/). */
const TIMED_METADATA = 0x15;

/**
 * The sound in an MPEG transport stream, without the transport: AAC or MP3 in frames of their own. Of several sounds the first
 * is taken, pictures are left out; timed metadata becomes titles.
 */
export class TsReader implements LiveReader {
  private readonly window = new ByteWindow();
  private readonly titles = new TitleTeller();
  private readonly sections = new Map<number, Buffer>();
  private mapPid?: number;
  private sound?: { readonly pid: number; readonly reader: FramedReader };
  private metadataPid?: number;
  private tag?: Buffer;

  constructor(private readonly context: TitleContext = {}) {}

  get format(): LiveFormat | undefined {
    return this.sound?.reader.format;
  }

  push(bytes: Buffer): LivePart[] {
    this.window.append(bytes);
    const parts: LivePart[] = [];
    while (this.window.length >= TS_PACKET_BYTES) {
      const { view } = this.window;
      if (view[0] === TS_SYNC) {
        this.readPacket(view.subarray(0, TS_PACKET_BYTES), parts);
        this.window.drop(TS_PACKET_BYTES);
      } else {
        const next = view.indexOf(TS_SYNC, 1);
        this.window.drop(next < 0 ? view.length : next);
      }
    }
    return parts;
  }

  flush(): LivePart[] {
    return this.sound?.reader.flush() ?? [];
  }

  private readPacket(packet: Buffer, parts: LivePart[]): void {
    const flags = packet.readUInt16BE(1);
    const pid = flags & 0x1fff;
    const begins = (flags & 0x4000) !== 0;
    const control = packet[3] ?? 0;
    const isBroken = (flags & 0x8000) !== 0;
    const isScrambled = (control & 0xc0) !== 0;
    if (isBroken || isScrambled || (control & 0x10) === 0) return;
    const payload = packet.subarray((control & 0x20) === 0 ? 4 : 5 + (packet[4] ?? 0));
    if (pid === PROGRAM_LIST || pid === this.mapPid) this.readSection(pid, payload, begins);
    else if (pid === this.sound?.pid)
      parts.push(...this.sound.reader.push(begins ? withoutPesHeader(payload) : payload));
    else if (pid === this.metadataPid) this.readMetadata(payload, begins, parts);
  }

  /** Tables may go over several packets. */
  private readSection(pid: number, payload: Buffer, begins: boolean): void {
    const before = begins ? Buffer.alloc(0) : this.sections.get(pid);
    if (!before) return;
    const section = Buffer.concat([before, begins ? payload.subarray(1 + (payload[0] ?? 0)) : payload]);
    const length = section.length < 3 ? Infinity : 3 + (section.readUInt16BE(1) & 0x0fff);
    if (section.length < length) {
      if (section.length <= MAX_SECTION_BYTES) this.sections.set(pid, section);
      else this.sections.delete(pid);
      return;
    }
    this.sections.delete(pid);
    // At its end is a checksum.
    const table = section.subarray(0, length - 4);
    if (pid === PROGRAM_LIST) this.readProgramList(table);
    else this.readProgramMap(table);
  }

  private readProgramList(table: Buffer): void {
    for (let at = 8; at + 4 <= table.length; at += 4) {
      const isNetwork = table.readUInt16BE(at) === 0;
      if (isNetwork) continue;
      this.mapPid = table.readUInt16BE(at + 2) & 0x1fff;
      return;
    }
  }

  private readProgramMap(table: Buffer): void {
    if (table.length < 12) return;
    const streams: { readonly type: number; readonly pid: number }[] = [];
    for (let at = 12 + (table.readUInt16BE(10) & 0x0fff); at + 5 <= table.length;) {
      streams.push({ type: table[at] ?? 0, pid: table.readUInt16BE(at + 1) & 0x1fff });
      at += 5 + (table.readUInt16BE(at + 3) & 0x0fff);
    }
    this.metadataPid = streams.find(({ type }) => type === TIMED_METADATA)?.pid;
    const sound = streams.find(({ type }) => SOUND_KINDS.has(type));
    const kind = SOUND_KINDS.get(sound?.type ?? 0);
    if (!sound || !kind || sound.pid === this.sound?.pid) return;
    this.sound = { pid: sound.pid, reader: new FramedReader(kind, this.context) };
  }

  private readMetadata(payload: Buffer, begins: boolean, parts: LivePart[]): void {
    if (begins) this.tag = Buffer.from(withoutPesHeader(payload));
    else if (this.tag) this.tag = Buffer.concat([this.tag, payload]);
    const { tag } = this;
    if (!tag || tag.length < ID3_HEADER_BYTES) return;
    const length = id3LengthAt(tag, 0);
    if (length !== undefined && tag.length < length && tag.length <= MAX_TAG_BYTES) return;
    this.tag = undefined;
    const told = length === undefined ? undefined : readId3(tag.subarray(0, length), this.context);
    const title = told ? this.titles.tell(told.title) : [];
    if (title.length > 0) parts.push(...this.flush(), ...title);
  }
}

/** What a packet of an elementary stream holds behind its times. */
function withoutPesHeader(payload: Buffer): Buffer {
  const isHeader = payload.length >= 9 && payload.readUIntBE(0, 3) === 1;
  return isHeader ? payload.subarray(9 + (payload[8] ?? 0)) : payload;
}
