import { textAt, viewOf } from './audio-bytes';

/** The header of an MPEG audio frame of layer III. */
export interface MpegFrameHeader {
  readonly isVersion1: boolean;
  readonly isMono: boolean;
  readonly bitrateKbps: number;
  readonly rateHz: number;
  readonly samples: number;
  readonly lengthBytes: number;
}

/** What the first frame says of the whole, where it is a `Xing` or `Info` header instead of sound. */
export interface XingHeader {
  readonly frames?: number;
  readonly sizeBytes?: number;
  /** For every percent of the time, how many 256ths of the bytes lie before. */
  readonly seekTable?: Uint8Array;
  readonly hasConstantBitrate: boolean;
  /** Samples that the encoder put before and behind the sound; absent where it does not say. */
  readonly gaps?: { readonly delay: number; readonly padding: number };
}

const BITRATES_V1_KBPS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_V2_KBPS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_HZ = [44_100, 48_000, 32_000];

/** @see ISO/IEC 11172-3, 2.4.1.3; MPEG-2.5 is the common extension with halved rates. Free format is not read. */
export function mpegFrameHeader(bytes: Uint8Array, at: number): MpegFrameHeader | undefined {
  if (at + 4 > bytes.length) return undefined;
  const bits = viewOf(bytes).getUint32(at);
  const version = (bits >>> 19) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const isLayer3 = ((bits >>> 17) & 3) === 1;
  const fullRate = RATES_HZ[(bits >>> 10) & 3];
  if (bits >>> 21 !== 0x7ff || version === 1 || !isLayer3 || fullRate === undefined) return undefined;
  const isVersion1 = version === 3;
  const bitrateKbps = (isVersion1 ? BITRATES_V1_KBPS : BITRATES_V2_KBPS)[(bits >>> 12) & 15];
  if (!bitrateKbps) return undefined;
  const rateHz = isVersion1 ? fullRate : version === 2 ? fullRate / 2 : fullRate / 4;
  const samples = isVersion1 ? 1152 : 576;
  const lengthBytes = Math.floor((samples * 125 * bitrateKbps) / rateHz) + ((bits >>> 9) & 1);
  return { isVersion1, isMono: ((bits >>> 6) & 3) === 3, bitrateKbps, rateHz, samples, lengthBytes };
}

/**
 * The `Xing` or `Info` header with what LAME and its heirs write behind it; undefined when the frame is sound.
 * @see http://gabriel.mp3-tech.org/mp3infotag.html
 */
export function xingHeader(frame: Uint8Array, header: MpegFrameHeader): XingHeader | undefined {
  const { isVersion1, isMono } = header;
  let next = 4 + (isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  const mark = textAt(frame, next, 4);
  if (mark !== 'Xing' && mark !== 'Info') return undefined;
  const view = viewOf(frame);
  if (next + 8 > frame.length) return undefined;
  const flags = view.getUint32(next + 4);
  next += 8;
  const take = (mask: number, length: number): number | undefined => {
    if ((flags & mask) === 0) return undefined;
    next += length;
    return next <= frame.length ? next - length : undefined;
  };
  const framesAt = take(1, 4);
  const sizeAt = take(2, 4);
  const tableAt = take(4, 100);
  take(8, 4); // quality
  const gaps = encoderGaps(frame, next);
  return {
    hasConstantBitrate: mark === 'Info',
    ...(framesAt !== undefined && { frames: view.getUint32(framesAt) }),
    ...(sizeAt !== undefined && { sizeBytes: view.getUint32(sizeAt) }),
    ...(tableAt !== undefined && { seekTable: frame.slice(tableAt, tableAt + 100) }),
    ...(gaps && { gaps }),
  };
}

/** Twelve bits each, 21 bytes behind the name of the encoder. Some write the name and leave the rest empty. */
function encoderGaps(frame: Uint8Array, at: number): XingHeader['gaps'] {
  if (frame.length < at + 24 || (frame[at] ?? 0) === 0) return undefined;
  const bits = viewOf(frame).getUint32(at + 20) & 0xffffff;
  return bits === 0 ? undefined : { delay: bits >>> 12, padding: bits & 0xfff };
}
