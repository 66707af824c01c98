import { textAt, viewOf } from './audio-bytes';

/** A page of an Ogg file. */
export interface OggPage {
  readonly serial: number;
  /** Position at the end of the last packet that ends here; undefined when none does. */
  readonly granule?: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether its first segment goes on with a packet of the page before. */
  readonly isContinued: boolean;
  /** Parts of packets; all are whole but perhaps the first and the last. */
  readonly parts: readonly Uint8Array[];
  /** Whether the last part is the end of its packet. */
  readonly endsWhole: boolean;
  readonly lengthBytes: number;
}

/** The largest page: header, 255 lengths, 255 segments of 255 bytes. */
export const MAX_PAGE_BYTES = 27 + 255 + 255 * 255;

/**
 * The page that begins there; undefined when none does, or not all of it is there.
 * @see RFC 3533, 6
 */
export function oggPage(bytes: Uint8Array, from: number): OggPage | undefined {
  if (from + 27 > bytes.length || textAt(bytes, from, 4) !== 'OggS' || bytes[from + 4] !== 0) return undefined;
  const view = viewOf(bytes);
  const flags = view.getUint8(from + 5);
  const granule = view.getBigInt64(from + 6, true);
  const lengths = bytes.subarray(from + 27, from + 27 + view.getUint8(from + 26));
  const bodyAt = from + 27 + view.getUint8(from + 26);
  const parts: Uint8Array[] = [];
  let at = bodyAt;
  let partAt = at;
  for (const length of lengths) {
    at += length;
    if (length === 255) continue;
    parts.push(bytes.subarray(partAt, at));
    partAt = at;
  }
  if (at > bytes.length) return undefined;
  const endsWhole = partAt === at;
  if (!endsWhole) parts.push(bytes.subarray(partAt, at));
  return {
    serial: view.getUint32(from + 14, true),
    ...(granule >= 0n && { granule: Number(granule) }),
    isContinued: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    parts,
    endsWhole,
    lengthBytes: at - from,
  };
}

/** Where the next mark of a page is, from there on. */
export function findOggPage(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0x4f, from); at >= 0; at = bytes.indexOf(0x4f, at + 1)) {
    if (textAt(bytes, at, 4) === 'OggS') return at;
  }
  return undefined;
}
