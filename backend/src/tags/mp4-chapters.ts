import type { ByteFile, ByteRange } from './byte-file.js';
import { MAX_CHAPTERS } from './chapters.js';
import { mp4Box, mp4Boxes, type Mp4Box } from './mp4-boxes.js';
import type { TagFields } from './tag-fields.js';
import { decodeUtf16, decodeUtf8 } from './text.js';

const MAX_TITLE_BYTES = 4_096;
/** `chpl` counts in units of 100 ns. */
const NERO_UNITS_PER_MS = 10_000;

/**
 * Chapters of M4A and M4B: a track of text that the sound refers to, as Apple's players write it; else the list of Nero, which
 * holds at most 255.
 * @see QuickTime file format, “Chapter lists”
 */
export function readMp4Chapters(file: ByteFile, moov: ByteRange, fields: TagFields): void {
  const text = chapterTrack(file, moov);
  if (text && readTextTrack(file, text, fields)) return;
  const chpl = neroList(file, moov);
  if (chpl) readNeroList(file, chpl, fields);
}

/** The same for a file that is far away: the texts of the track lie all over it, the list in one place. */
export function readMp4ChapterList(file: ByteFile, moov: ByteRange, fields: TagFields): void {
  const chpl = neroList(file, moov);
  if (chpl) readNeroList(file, chpl, fields);
  if (fields.chapters.length === 0) readMp4Chapters(file, moov, fields);
}

function neroList(file: ByteFile, moov: ByteRange): Mp4Box | undefined {
  const udta = mp4Box(file, moov, 'udta');
  return udta && mp4Box(file, udta, 'chpl');
}

/** The track of text among those that another track refers to as its chapters: others of them are pictures. */
function chapterTrack(file: ByteFile, moov: ByteRange): Mp4Box | undefined {
  const ids = new Set<number>();
  const tracks: Mp4Box[] = [];
  for (const trak of mp4Boxes(file, moov)) {
    if (trak.type !== 'trak') continue;
    tracks.push(trak);
    const tref = mp4Box(file, trak, 'tref');
    const chap = tref && mp4Box(file, tref, 'chap');
    for (let at = 0; chap && at + 4 <= Math.min(chap.length, 64); at += 4) {
      ids.add(file.exactly(chap.offset + at, 4).readUInt32BE(0));
    }
  }
  if (ids.size === 0) return undefined;
  return tracks.find((trak) => ids.has(trackId(file, trak)) && /^(?:text|sbtl|subt)$/.test(handlerOf(file, trak)));
}

function trackId(file: ByteFile, trak: ByteRange): number {
  const tkhd = mp4Box(file, trak, 'tkhd');
  if (!tkhd) return 0;
  const isLong = file.exactly(tkhd.offset, 1)[0] === 1;
  return file.exactly(tkhd.offset + (isLong ? 20 : 12), 4).readUInt32BE(0);
}

function handlerOf(file: ByteFile, trak: ByteRange): string {
  const mdia = mp4Box(file, trak, 'mdia');
  const hdlr = mdia && mp4Box(file, mdia, 'hdlr');
  return hdlr ? file.upTo(hdlr.offset + 8, 4).toString('latin1') : '';
}

/** @returns whether there were any */
function readTextTrack(file: ByteFile, trak: ByteRange, fields: TagFields): boolean {
  const mdia = mp4Box(file, trak, 'mdia');
  const mdhd = mdia && mp4Box(file, mdia, 'mdhd');
  const minf = mdia && mp4Box(file, mdia, 'minf');
  const stbl = minf && mp4Box(file, minf, 'stbl');
  if (!mdhd || !stbl) return false;
  const timescale = file.exactly(mdhd.offset + (file.exactly(mdhd.offset, 1)[0] === 1 ? 20 : 12), 4).readUInt32BE(0);
  const offsets = sampleOffsets(file, stbl);
  if (timescale === 0 || offsets.length === 0) return false;
  const starts = sampleStarts(file, stbl, offsets.length);
  for (const [n, offset] of offsets.entries()) {
    const start = starts[n];
    if (start === undefined) break;
    fields.addChapter((start / timescale) * 1_000, titleAt(file, offset));
  }
  return true;
}

/** Two bytes tell how long the text is; what is behind it styles it. */
function titleAt(file: ByteFile, offset: number): string {
  const length = Math.min(file.exactly(offset, 2).readUInt16BE(0), MAX_TITLE_BYTES);
  const bytes = file.upTo(offset + 2, length);
  const isUtf16 = bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
  return isUtf16 ? decodeUtf16(bytes, 'big').replace('\ufeff', '') : decodeUtf8(bytes);
}

function sampleStarts(file: ByteFile, stbl: ByteRange, most: number): number[] {
  const starts: number[] = [];
  let time = 0;
  for (const [count = 0, duration = 0] of table(file, mp4Box(file, stbl, 'stts'), 2)) {
    for (let n = 0; n < count && starts.length < most; n++, time += duration) starts.push(time);
  }
  return starts;
}

/** Where the samples lie: chunk by chunk, each of several. */
function sampleOffsets(file: ByteFile, stbl: ByteRange): number[] {
  const stsz = mp4Box(file, stbl, 'stsz');
  if (!stsz || stsz.length < 12) return [];
  const head = file.exactly(stsz.offset, 12);
  const [sameSize, count] = [head.readUInt32BE(4), Math.min(head.readUInt32BE(8), MAX_CHAPTERS)];
  // A copy: what was read is good until the next piece is.
  const sizes =
    sameSize > 0 ? undefined : Buffer.from(file.upTo(stsz.offset + 12, Math.min(count * 4, stsz.length - 12)));
  const sizeOf = (n: number): number => (sizes && n * 4 + 4 <= sizes.length ? sizes.readUInt32BE(n * 4) : sameSize);
  const runs = [...table(file, mp4Box(file, stbl, 'stsc'), 3)];
  const offsets: number[] = [];
  let run = 0;
  let chunk = 0;
  for (const chunkOffset of chunkOffsets(file, stbl)) {
    chunk++;
    while ((runs[run + 1]?.[0] ?? Infinity) <= chunk) run++;
    let at = chunkOffset;
    for (let n = 0; n < (runs[run]?.[1] ?? 1) && offsets.length < count; n++) {
      offsets.push(at);
      at += sizeOf(offsets.length - 1);
    }
    if (offsets.length >= count) break;
  }
  return offsets;
}

function chunkOffsets(file: ByteFile, stbl: ByteRange): number[] {
  const short = mp4Box(file, stbl, 'stco');
  if (short) return [...table(file, short, 1)].map(([offset = 0]) => offset);
  return [...table(file, mp4Box(file, stbl, 'co64'), 2)].map(([high = 0, low = 0]) => high * 0x100000000 + low);
}

/** The rows of a table of 32-bit numbers behind version, flags and count. */
function* table(file: ByteFile, box: ByteRange | undefined, columns: number): Generator<readonly number[]> {
  if (!box || box.length < 8) return;
  const claimed = file.exactly(box.offset + 4, 4).readUInt32BE(0);
  const rows = Math.min(claimed, MAX_CHAPTERS, Math.floor((box.length - 8) / (columns * 4)));
  const bytes = Buffer.from(file.upTo(box.offset + 8, rows * columns * 4));
  for (let row = 0; (row + 1) * columns * 4 <= bytes.length; row++) {
    yield Array.from({ length: columns }, (_, column) => bytes.readUInt32BE((row * columns + column) * 4));
  }
}

function readNeroList(file: ByteFile, chpl: ByteRange, fields: TagFields): void {
  const end = chpl.offset + chpl.length;
  const version = file.exactly(chpl.offset, 1)[0] ?? 0;
  let at = chpl.offset + 4 + (version > 0 ? 4 : 0);
  const count = file.exactly(at, 1)[0] ?? 0;
  at += 1;
  for (let n = 0; n < count && at + 9 <= end; n++) {
    const head = file.exactly(at, 9);
    const startMs = Number(head.readBigUInt64BE(0)) / NERO_UNITS_PER_MS;
    const length = head[8] ?? 0;
    if (at + 9 + length > end) break;
    fields.addChapter(startMs, decodeUtf8(file.upTo(at + 9, length)));
    at += 9 + length;
  }
}
