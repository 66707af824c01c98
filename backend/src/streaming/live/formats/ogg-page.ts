const HEADER_BYTES = 27;
const MARK = 'OggS';
const IS_CONTINUED = 1;
const BEGINS_LINK = 2;
const ENDS_LINK = 4;
const FULL_LACE = 255;

/** One page of an Ogg stream. @see RFC 3533 */
export interface OggPage {
  /** All of it. */
  readonly bytes: Buffer;
  /** Which of the streams in the file it belongs to. */
  readonly serial: number;
  /** Counts the pages of that stream. */
  readonly sequence: number;
  /** Position at its end, in the unit of the codec; absent where no packet ends in it. */
  readonly granule?: number;
  /** It begins with the rest of a packet. */
  readonly isContinued: boolean;
  readonly beginsLink: boolean;
  readonly endsLink: boolean;
  /** Pieces of packets, one behind the other; all but the last end in this page, and the last where `endsWhole`. */
  readonly pieces: readonly Buffer[];
  readonly endsWhole: boolean;
}

/** What a stretch of bytes begins with. */
export type FoundPage =
  | { readonly kind: 'page'; readonly page: OggPage }
  /** Not enough to tell. */
  | { readonly kind: 'wait' }
  /** No page begins in so many bytes. */
  | { readonly kind: 'garbage'; readonly bytes: number };

/** Looks for a page at the beginning; its checksum has to be right, so that sound that looks like a page is none. */
export function pageAt(bytes: Buffer): FoundPage {
  const markAt = bytes.indexOf(MARK, 0, 'latin1');
  // The mark may have begun with the last bytes.
  if (markAt < 0)
    return beginsMark(bytes) ? { kind: 'wait' } : { kind: 'garbage', bytes: Math.max(1, bytes.length - 3) };
  if (markAt > 0) return { kind: 'garbage', bytes: markAt };
  if (bytes.length < HEADER_BYTES) return { kind: 'wait' };
  const segments = bytes[26] ?? 0;
  if (bytes[4] !== 0) return { kind: 'garbage', bytes: 1 };
  if (bytes.length < HEADER_BYTES + segments) return { kind: 'wait' };
  const laces = bytes.subarray(HEADER_BYTES, HEADER_BYTES + segments);
  const length = laces.reduce((sum, lace) => sum + lace, HEADER_BYTES + segments);
  if (bytes.length < length) return { kind: 'wait' };
  const page = bytes.subarray(0, length);
  // All of it: to look for pages inside would cost the square of what comes.
  if (checksumOf(page) !== page.readUInt32LE(22)) return { kind: 'garbage', bytes: length };
  return { kind: 'page', page: parse(page, laces) };
}

function beginsMark(bytes: Buffer): boolean {
  return bytes.length < MARK.length && MARK.startsWith(bytes.toString('latin1'));
}

function parse(bytes: Buffer, laces: Buffer): OggPage {
  const flags = bytes[5] ?? 0;
  const granule = granuleOf(bytes);
  return {
    bytes,
    serial: bytes.readUInt32LE(14),
    sequence: bytes.readUInt32LE(18),
    ...(granule !== undefined && { granule }),
    isContinued: (flags & IS_CONTINUED) !== 0,
    beginsLink: (flags & BEGINS_LINK) !== 0,
    endsLink: (flags & ENDS_LINK) !== 0,
    pieces: piecesOf(bytes, laces),
    endsWhole: laces.length === 0 || laces.at(-1) !== FULL_LACE,
  };
}

/** 64 bits, of which a stream needs at most 53; −1 stands for none. */
function granuleOf(bytes: Buffer): number | undefined {
  const high = bytes.readInt32LE(10);
  return high < 0 ? undefined : high * 0x100000000 + bytes.readUInt32LE(6);
}

function piecesOf(bytes: Buffer, laces: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let from = HEADER_BYTES + laces.length;
  let end = from;
  for (const lace of laces) {
    end += lace;
    if (lace === FULL_LACE) continue;
    pieces.push(bytes.subarray(from, end));
    from = end;
  }
  if (end > from) pieces.push(bytes.subarray(from, end));
  return pieces;
}

const POLYNOMIAL = 0x04c11db7;
const CHECKSUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? POLYNOMIAL : 0);
  return sum;
});

/** CRC-32 without reflection, in which the checksum itself counts as zero. */
function checksumOf(page: Buffer): number {
  let sum = 0;
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    sum = (sum << 8) ^ (CHECKSUMS[(sum >>> 24) ^ byte] ?? 0);
  }
  return sum >>> 0;
}
