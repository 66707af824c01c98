import { BrokenAudio } from './broken-audio.js';
import type { ByteRange, ByteSource } from './byte-file.js';

/** Bytes taken one after the other, though they may lie in pieces in the file (an Ogg packet over several pages). */
export interface SequentialBytes {
  /** The next bytes; good until the next call. @throws BrokenAudio where they are not there */
  take(length: number): Buffer;
  /** Passes over bytes without fetching them, and tells where they lie. */
  skip(length: number): readonly ByteRange[];
  /** The first bytes, at most `most`, of ranges that were skipped. */
  fetch(ranges: readonly ByteRange[], most: number): Buffer;
}

/** The first bytes, at most `most`, of what lies in several pieces; a copy. */
export function fetchRanges(source: ByteSource, ranges: readonly ByteRange[], most: number): Buffer {
  const pieces: Buffer[] = [];
  let wanted = most;
  for (const { offset, length } of ranges) {
    if (wanted <= 0) break;
    const piece = Buffer.from(source.upTo(offset, Math.min(length, wanted)));
    pieces.push(piece);
    wanted -= piece.length;
  }
  return Buffer.concat(pieces);
}

/** Bytes in one piece. */
export class ContiguousBytes implements SequentialBytes {
  private readonly source: ByteSource;
  private at: number;
  private readonly end: number;

  constructor(source: ByteSource, { offset, length }: ByteRange) {
    this.source = source;
    this.at = offset;
    this.end = offset + length;
  }

  take(length: number): Buffer {
    this.advance(length);
    return this.source.exactly(this.at - length, length);
  }

  skip(length: number): readonly ByteRange[] {
    this.advance(length);
    return [{ offset: this.at - length, length }];
  }

  fetch(ranges: readonly ByteRange[], most: number): Buffer {
    return fetchRanges(this.source, ranges, most);
  }

  private advance(length: number): void {
    if (length > this.end - this.at) throw new BrokenAudio('corrupt', 'A field is longer than the tag that holds it.');
    this.at += length;
  }
}
