/** What the header of a FLAC frame says. */
export interface FlacFrameHeader {
  /** Samples before it. */
  readonly at: number;
  readonly samples: number;
}

/** What all frames of a file have in common. */
export interface FlacShape {
  readonly rateHz: number;
  /** Samples of every frame but the last, where it is the same for all. */
  readonly blockSamples: number;
}

/** The longest header: 4 bytes, 7 of the number, 2 of the size, 2 of the rate, checksum. */
export const MAX_HEADER_BYTES = 16;

const RATES_HZ = [0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];

/**
 * The header that begins there; undefined where none does. In sound that merely looks like one, the checksum is wrong in
 * 255 of 256 cases and the rest is unlikely: callers compare `at` with what may come there.
 * @see RFC 9639, 9.1
 */
export function flacFrameHeader(bytes: Uint8Array, from: number, shape: FlacShape): FlacFrameHeader | undefined {
  const [sync0 = 0, sync1 = 0, sizeAndRate = 0, channelsAndDepth = 0] = bytes.subarray(from, from + 4);
  if (sync0 !== 0xff || (sync1 & 0xfe) !== 0xf8 || (channelsAndDepth & 1) !== 0) return undefined;
  if (channelsAndDepth >>> 4 > 10) return undefined;
  let next = from + 4;
  const number = codedNumber(bytes, next);
  if (!number) return undefined;
  next += number.length;
  const take = (length: number): number => {
    let value = 0;
    for (const end = next + length; next < end; next++) value = value * 256 + (bytes[next] ?? 0);
    return value;
  };
  const samples = blockSamples(sizeAndRate >>> 4, take);
  const rateHz = sampleRate(sizeAndRate & 15, take, shape.rateHz);
  if (samples === undefined || rateHz !== shape.rateHz) return undefined;
  if (next >= bytes.length || crc8(bytes, from, next) !== bytes[next]) return undefined;
  const hasVariableSize = (sync1 & 1) === 1;
  return { at: hasVariableSize ? number.value : number.value * shape.blockSamples, samples };
}

function blockSamples(code: number, take: (length: number) => number): number | undefined {
  if (code === 0) return undefined;
  if (code === 1) return 192;
  if (code <= 5) return 576 << (code - 2);
  if (code <= 7) return take(code - 5) + 1;
  return 256 << (code - 8);
}

function sampleRate(code: number, take: (length: number) => number, ofFile: number): number | undefined {
  if (code === 0) return ofFile;
  if (code === 12) return take(1) * 1000;
  if (code === 13) return take(2);
  if (code === 14) return take(2) * 10;
  return RATES_HZ[code];
}

/** A number in the manner of UTF-8, up to 36 bits. */
function codedNumber(bytes: Uint8Array, at: number): { value: number; length: number } | undefined {
  const first = bytes[at] ?? 0xff;
  if (first < 0x80) return { value: first, length: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let value = first & (0x7f >>> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, length };
}

function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let i = from; i < to; i++) {
    crc ^= bytes[i] ?? 0;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x80) === 0 ? 0 : 0x07)) & 0xff;
  }
  return crc;
}
