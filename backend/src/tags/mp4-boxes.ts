import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';

const MAX_BOXES = 4_000;

export interface Mp4Box extends ByteRange {
  readonly type: string;
}

/**
 * The boxes in a stretch of the file, `offset` and `length` without their headers. What reaches past the end of
 * the stretch is cut there.
 * @see ISO/IEC 14496-12, 4.2
 */
export function* mp4Boxes(file: ByteFile, within: ByteRange): Generator<Mp4Box> {
  const end = within.offset + within.length;
  let at = within.offset;
  for (let boxes = 0; at + 8 <= end; boxes++) {
    if (boxes > MAX_BOXES) throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
    const header = file.upTo(at, 16);
    if (header.length < 8) return;
    let size = header.readUInt32BE(0);
    let headerBytes = 8;
    if (size === 1 && header.length === 16) {
      size = header.readUInt32BE(8) * 0x100000000 + header.readUInt32BE(12);
      headerBytes = 16;
    } else if (size === 0) {
      size = end - at;
    }
    if (size < headerBytes) return; // a lie: nothing behind it can be found
    const type = header.toString('latin1', 4, 8);
    yield { type, offset: at + headerBytes, length: Math.min(size, end - at) - headerBytes };
    at += size;
  }
}

/** The first box of this type in a stretch. */
export function mp4Box(file: ByteFile, within: ByteRange, type: string): Mp4Box | undefined {
  for (const box of mp4Boxes(file, within)) if (box.type === type) return box;
  return undefined;
}
