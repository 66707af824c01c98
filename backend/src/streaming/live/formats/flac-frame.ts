/** Longest header of a frame, with its checksum. */
export const FLAC_HEADER_BYTES = 16;

/** What a frame of FLAC says of itself. */
export interface FlacFrameHeader {
  readonly samples: number;
  /** Of the frame, or of its first sample where frames have different lengths. */
  readonly number: number;
  /** The one of the frame that follows. */
  readonly nextNumber: number;
}

/**
 * The header that begins here, with the right checksum.
 * @param bytes 16 from there on at least
 * @see RFC 9639 §9.1
 */
export function flacHeaderAt(bytes: Buffer, at: number): FlacFrameHeader | undefined {
  const sync = bytes.readUInt16BE(at);
  if (sync !== 0xfff8 && sync !== 0xfff9) return undefined;
  const coded = codedNumber(bytes, at + 4);
  if (!coded) return undefined;
  const codes = bytes[at + 2] ?? 0;
  const blockCode = codes >>> 4;
  const rateCode = codes & 15;
  const blockBytes = blockCode === 6 ? 1 : blockCode === 7 ? 2 : 0;
  const rateBytes = rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  const checksumAt = coded.end + blockBytes + rateBytes;
  if (blockCode === 0 || rateCode === 15 || crc8(bytes, at, checksumAt) !== bytes[checksumAt]) return undefined;
  const samples = blockBytes > 0 ? bytes.readUIntBE(coded.end, blockBytes) + 1 : samplesOf(blockCode);
  const { number } = coded;
  return { samples, number, nextNumber: sync === 0xfff9 ? number + samples : number + 1 };
}

function samplesOf(code: number): number {
  if (code === 1) return 192;
  return code < 6 ? 576 * 2 ** (code - 2) : 256 * 2 ** (code - 8);
}

/** A number coded as in UTF-8, extended to seven bytes. */
function codedNumber(bytes: Buffer, at: number): { readonly number: number; readonly end: number } | undefined {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { number: first, end: at + 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let number = first & (0x7f >>> length);
  for (let n = 1; n < length; n++) {
    const byte = bytes[at + n] ?? 0;
    if ((byte & 0xc0) !== 0x80) return undefined;
    number = number * 64 + (byte & 0x3f);
  }
  return { number, end: at + length };
}

function crc8(bytes: Buffer, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at++) {
    crc ^= bytes[at] ?? 0;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x80) === 0 ? 0 : 0x07)) & 0xff;
  }
  return crc;
}
