import { readSync } from 'node:fs';
import { BrokenAudio } from './broken-audio.js';

/** One read of the disk fetches this much, so that small hops forward need no further one. */
const WINDOW_BYTES = 16 * 1024;
/** The most that is looked at in one piece; a larger claim in a file is a lie or a picture, which is not read. */
const MAX_PIECE_BYTES = 2 * 1024 * 1024;
/** The most that is read of one file before it is given up: headers that never end are an attack or damage. */
const MAX_READ_BYTES = 64 * 1024 * 1024;
const MAX_READS = 5_000;

/** Bytes that can be looked at by position. A piece is good until the next call. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes there, fewer at the end, none past it. */
  upTo(offset: number, length: number): Buffer;
  /** @throws BrokenAudio `truncated` where the bytes end before */
  exactly(offset: number, length: number): Buffer;
}

/** A stretch of a file, in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads an open file in pieces through one window that is kept from file to file. A piece is a view of that window:
 * good until the next call. Nothing past the end of the file is ever given.
 */
export class ByteFile implements ByteSource {
  sizeBytes = 0;
  private fd = -1;
  private window: Buffer = Buffer.allocUnsafeSlow(WINDOW_BYTES);
  private windowOffset = 0;
  private windowLength = 0;
  private readBytes = 0;
  private reads = 0;

  /** Goes over to another file. */
  open(fd: number, sizeBytes: number): void {
    this.fd = fd;
    this.sizeBytes = sizeBytes;
    this.windowOffset = 0;
    this.windowLength = 0;
    this.readBytes = 0;
    this.reads = 0;
  }

  /**
   * The `length` bytes at `offset`, fewer at the end of the file, none past it.
   * @throws BrokenAudio when more is asked of one file than a sound one needs
   */
  upTo(offset: number, length: number): Buffer {
    if (offset < 0 || length < 0) throw new BrokenAudio('corrupt', 'A length or position in the file is negative.');
    const within = offset - this.windowOffset;
    if (within >= 0 && within + length <= this.windowLength) return this.window.subarray(within, within + length);
    const available = Math.min(length, Math.max(0, this.sizeBytes - offset));
    if (within >= 0 && within + available <= this.windowLength) {
      return this.window.subarray(within, within + available);
    }
    if (available > MAX_PIECE_BYTES) throw new BrokenAudio('too-large', 'A tag in the file is larger than 2 MiB.');
    this.fill(offset, available);
    return this.window.subarray(0, Math.min(available, this.windowLength));
  }

  /**
   * Exactly the `length` bytes at `offset`.
   * @throws BrokenAudio `truncated` where the file ends before
   */
  exactly(offset: number, length: number): Buffer {
    const bytes = this.upTo(offset, length);
    if (bytes.length < length) throw new BrokenAudio('truncated', 'The file ends in the middle of its headers.');
    return bytes;
  }

  private fill(offset: number, wanted: number): void {
    const length = Math.max(wanted, Math.min(WINDOW_BYTES, this.sizeBytes - offset));
    this.readBytes += length;
    if (++this.reads > MAX_READS || this.readBytes > MAX_READ_BYTES) {
      throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
    }
    if (length > this.window.length) this.window = Buffer.allocUnsafeSlow(length);
    this.windowLength = this.readInto(this.window, offset, length);
    this.windowOffset = offset;
  }

  /** @returns how many bytes there were */
  protected readInto(window: Buffer, offset: number, length: number): number {
    return readSync(this.fd, window, 0, length, offset);
  }
}

/** Bytes in memory, such as a tag that had to be decoded first. */
export class MemoryBytes implements ByteSource {
  readonly sizeBytes: number;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.sizeBytes = bytes.length;
  }

  upTo(offset: number, length: number): Buffer {
    return this.bytes.subarray(offset, offset + length);
  }

  exactly(offset: number, length: number): Buffer {
    const piece = this.upTo(offset, length);
    if (piece.length < length) throw new BrokenAudio('truncated', 'A tag ends in the middle of a field.');
    return piece;
  }
}
