import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { fetchRanges, type SequentialBytes } from './sequential-bytes.js';

const PAGE_HEADER_BYTES = 27;
/** A cover of 32 MiB in Base64 takes about 700 pages. */
const MAX_HEADER_PAGES = 2_000;
/** A page is at most 65,307 bytes. */
const TAIL_BYTES = [8 * 1024, 72 * 1024, 256 * 1024];
const BEGINS_STREAM = 2;

export interface OggPage {
  readonly offset: number;
  readonly flags: number;
  /** Position at the end of the page, in the unit of the codec; absent where no packet ends in it. */
  readonly granule?: number;
  readonly serial: number;
  readonly body: ByteRange;
}

/** @see RFC 3533. The checksum is not verified: players do that. */
export function readOggPage(file: ByteFile, offset: number): OggPage {
  const header = file.exactly(offset, PAGE_HEADER_BYTES);
  if (header.toString('latin1', 0, 4) !== 'OggS') throw new BrokenAudio('corrupt', 'A page of the file is damaged.');
  const flags = header[5] ?? 0;
  const granule = granuleAt(header, 6);
  const serial = header.readUInt32LE(14);
  const segments = header[26] ?? 0;
  let length = 0;
  for (const lace of file.exactly(offset + PAGE_HEADER_BYTES, segments)) length += lace;
  const body = { offset: offset + PAGE_HEADER_BYTES + segments, length };
  return granule === undefined ? { offset, flags, serial, body } : { offset, flags, granule, serial, body };
}

/** The bytes of one stream's pages from `page` on, without their headers. */
export class OggBytes implements SequentialBytes {
  private readonly file: ByteFile;
  private page: OggPage;
  private taken = 0;
  private pages = 0;

  constructor(file: ByteFile, page: OggPage) {
    this.file = file;
    this.page = page;
  }

  take(length: number): Buffer {
    if (length <= this.page.body.length - this.taken) {
      this.taken += length;
      return this.file.exactly(this.page.body.offset + this.taken - length, length);
    }
    return fetchRanges(this.file, this.skip(length), length);
  }

  skip(length: number): readonly ByteRange[] {
    const ranges: ByteRange[] = [];
    for (let left = length; left > 0;) {
      const available = this.page.body.length - this.taken;
      if (available === 0) {
        this.turnPage();
        continue;
      }
      const step = Math.min(available, left);
      ranges.push({ offset: this.page.body.offset + this.taken, length: step });
      this.taken += step;
      left -= step;
    }
    return ranges;
  }

  fetch(ranges: readonly ByteRange[], most: number): Buffer {
    return fetchRanges(this.file, ranges, most);
  }

  private turnPage(): void {
    if (++this.pages > MAX_HEADER_PAGES)
      throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
    this.page = nextPageOf(this.file, this.page);
    this.taken = 0;
  }
}

/** The page of the same stream after this one. */
function nextPageOf(file: ByteFile, page: OggPage): OggPage {
  let next = page;
  for (let pages = 0; pages < MAX_HEADER_PAGES; pages++) {
    next = readOggPage(file, next.body.offset + next.body.length);
    if (next.serial === page.serial) return next;
  }
  throw new BrokenAudio('corrupt', 'The sound of the file does not go on.');
}

/** The page with which the first stream that `isWanted` begins; `head` is the start of its first packet. */
export function findStream<T>(file: ByteFile, isWanted: (head: Buffer) => T | undefined): { page: OggPage; kind: T } {
  let at = 0;
  for (let pages = 0; pages < 16; pages++) {
    const page = readOggPage(file, at);
    if ((page.flags & BEGINS_STREAM) === 0) break; // all streams begin before any goes on
    const kind = isWanted(file.upTo(page.body.offset, Math.min(64, page.body.length)));
    if (kind !== undefined) return { page, kind };
    at = page.body.offset + page.body.length;
  }
  throw new BrokenAudio('not-audio', 'The file holds no sound in a known format (Vorbis, Opus or FLAC).');
}

/** The first page in which sound ends, so the first with a position above 0. */
export function firstAudioPage(file: ByteFile, first: OggPage): OggPage {
  let page = first;
  for (let pages = 0; pages < MAX_HEADER_PAGES; pages++) {
    page = nextPageOf(file, page);
    if (page.granule !== undefined && page.granule > 0) return page;
  }
  throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
}

/** The position at which the stream ends. */
export function lastGranule(file: ByteFile, serial: number): number | undefined {
  for (const tailBytes of TAIL_BYTES) {
    const from = Math.max(0, file.sizeBytes - tailBytes);
    const tail = file.upTo(from, file.sizeBytes - from);
    for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at > 0 ? tail.lastIndexOf('OggS', at - 1) : -1) {
      if (at + PAGE_HEADER_BYTES > tail.length || tail.readUInt32LE(at + 14) !== serial) continue;
      const granule = granuleAt(tail, at + 6);
      if (granule !== undefined) return granule;
    }
    if (from === 0) break;
  }
  return undefined;
}

/** 64 bits, of which a sound file needs at most 53; −1 stands for none. */
function granuleAt(bytes: Buffer, at: number): number | undefined {
  const high = bytes.readInt32LE(at + 4);
  if (high < 0) return undefined;
  return high * 0x100000000 + bytes.readUInt32LE(at);
}
