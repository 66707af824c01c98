import type { LiveFormat, LivePart } from '../live-part.js';
import { SoundGroup, type LiveReader } from './live-reader.js';

/** What stations send that say nothing of it. */
const USUAL_KBPS = 128;
const PART_MS = 250;

/** Sound that only a decoder can tell anything of: cut anywhere, as long as the bit rate says. */
export class OpaqueReader implements LiveReader {
  readonly format: LiveFormat;
  private readonly group = new SoundGroup();
  private readonly msPerByte: number;
  private readonly partBytes: number;
  private length = 0;

  constructor(format: LiveFormat, bitrateKbps: number = USUAL_KBPS) {
    this.format = format;
    this.msPerByte = 8 / bitrateKbps;
    this.partBytes = Math.max(1, Math.round(PART_MS / this.msPerByte));
  }

  push(bytes: Buffer): LivePart[] {
    const parts: LivePart[] = [];
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + this.partBytes - this.length);
      this.group.add(piece, piece.length * this.msPerByte);
      this.length += piece.length;
      at += piece.length;
      if (this.length === this.partBytes) parts.push(...this.flush());
    }
    return parts;
  }

  flush(): LivePart[] {
    this.length = 0;
    return this.group.take();
  }
}
