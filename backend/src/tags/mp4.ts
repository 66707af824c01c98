import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { mp4Box, mp4Boxes, type Mp4Box } from './mp4-boxes.js';
import { readMp4Chapters } from './mp4-chapters.js';
import { readMp4Tags } from './mp4-tags.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields } from './tag-fields.js';

const LEAST_SHARE = 0.9;
const OBJECT_TYPE_MP3 = [0x69, 0x6b];
const DECODER_CONFIG = 4;

/**
 * AAC, ALAC and whatever else an M4A file may hold.
 * @see ISO/IEC 14496-12 and -14, the QuickTime file format for the tags
 */
export function readMp4(file: ByteFile): ParsedAudio {
  const whole = { offset: 0, length: file.sizeBytes };
  let moov: Mp4Box | undefined;
  let media: Mp4Box | undefined;
  let claimedEnd = 0;
  let isFirst = true;
  for (const box of mp4Boxes(file, whole)) {
    if (isFirst && !/^[a-z0-9 ]{4}$/i.test(box.type)) break;
    isFirst = false;
    if (box.type === 'moov') moov ??= box;
    if (box.type === 'mdat' && (!media || box.length > media.length)) media = box;
    if (box.type === 'mdat') claimedEnd = Math.max(claimedEnd, mdatEnd(file, box));
  }
  if (!moov) {
    const detail = media ? 'The file ends before the table of its sound.' : 'The file is not MPEG-4.';
    throw new BrokenAudio(media ? 'truncated' : 'not-audio', detail);
  }
  if (!media || media.length <= 0) throw new BrokenAudio('truncated', 'The file holds headers but no sound.');
  const present = file.sizeBytes - media.offset;
  const claimed = claimedEnd - media.offset;
  if (present < claimed * LEAST_SHARE) {
    throw new BrokenAudio('truncated', `The file ends after ${Math.round((present / claimed) * 100)} % of its sound.`);
  }
  const fields = new TagFields();
  const properties = readTracks(file, moov);
  readMp4Tags(file, moov, fields);
  readMp4Chapters(file, moov, fields);
  return { properties, fields, audio: { offset: media.offset, length: media.length } };
}

/** Where the box says that it ends, which may be past the end of the file. */
function mdatEnd(file: ByteFile, { offset, length }: ByteRange): number {
  const header = file.upTo(Math.max(0, offset - 16), 16);
  const isLong = header.length === 16 && header.toString('latin1', 4, 8) === 'mdat' && header.readUInt32BE(0) === 1;
  if (isLong) return offset - 16 + header.readUInt32BE(8) * 0x100000000 + header.readUInt32BE(12);
  const size = header.readUInt32BE(header.length - 8);
  return size === 0 ? offset + length : offset - 8 + size;
}

function readTracks(file: ByteFile, moov: ByteRange): AudioProperties {
  for (const trak of mp4Boxes(file, moov)) {
    if (trak.type !== 'trak') continue;
    const mdia = mp4Box(file, trak, 'mdia');
    const hdlr = mdia && mp4Box(file, mdia, 'hdlr');
    if (!mdia || !hdlr || file.upTo(hdlr.offset + 8, 4).toString('latin1') !== 'soun') continue;
    const minf = mp4Box(file, mdia, 'minf');
    const stbl = minf && mp4Box(file, minf, 'stbl');
    const stsd = stbl && mp4Box(file, stbl, 'stsd');
    const mdhd = mp4Box(file, mdia, 'mdhd');
    if (!stsd || !mdhd) throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
    const media = durationOf(file, mdhd);
    const durationMs =
      media > 0 ? Math.max(0, media - skippedMs(file, trak, mdhd)) : fragmentDuration(file, moov, mdhd);
    return { ...sampleEntry(file, stsd), durationMs };
  }
  throw new BrokenAudio('not-audio', 'The file holds no sound.');
}

/** Milliseconds, by `mdhd` or `mvhd`; 0 when it is left open. */
function durationOf(file: ByteFile, box: ByteRange): number {
  const bytes = file.exactly(box.offset, 32);
  const isLong = bytes[0] === 1;
  const timescale = bytes.readUInt32BE(isLong ? 20 : 12);
  const high = isLong ? bytes.readUInt32BE(24) : 0;
  const low = bytes.readUInt32BE(isLong ? 28 : 16);
  if (timescale === 0 || (low === 0xffffffff && (high === 0xffffffff || !isLong))) return 0;
  return ((high * 0x100000000 + low) / timescale) * 1000;
}

/** What the edit list leaves out at the beginning: the encoder's delay, which is not to be heard. */
function skippedMs(file: ByteFile, trak: ByteRange, mdhd: ByteRange): number {
  const edts = mp4Box(file, trak, 'edts');
  const elst = edts && mp4Box(file, edts, 'elst');
  if (!elst || elst.length < 20) return 0;
  const bytes = file.upTo(elst.offset, Math.min(elst.length, 28));
  const isLong = bytes[0] === 1 && bytes.length === 28;
  // An empty edit, a pause before the sound, says -1 here.
  const mediaTime = isLong ? Number(bytes.readBigInt64BE(16)) : bytes.readInt32BE(12);
  const timescale = file.exactly(mdhd.offset, 32).readUInt32BE(file.exactly(mdhd.offset, 1)[0] === 1 ? 20 : 12);
  return mediaTime > 0 && timescale > 0 ? (mediaTime / timescale) * 1000 : 0;
}

/** Fragmented files tell the length of all fragments apart, in the time scale of the whole. */
function fragmentDuration(file: ByteFile, moov: ByteRange, mdhd: ByteRange): number {
  const mvex = mp4Box(file, moov, 'mvex');
  const mehd = mvex && mp4Box(file, mvex, 'mehd');
  const mvhd = mp4Box(file, moov, 'mvhd');
  if (!mehd || !mvhd) return mvhd ? durationOf(file, mvhd) : durationOf(file, mdhd);
  const bytes = file.exactly(mehd.offset, 8);
  const isLong = bytes[0] === 1;
  const value = isLong ? Number(file.exactly(mehd.offset, 12).readBigUInt64BE(4)) : bytes.readUInt32BE(4);
  const timescale = file.exactly(mvhd.offset, 32).readUInt32BE(file.exactly(mvhd.offset, 1)[0] === 1 ? 20 : 12);
  return timescale === 0 ? 0 : (value / timescale) * 1000;
}

/** The first sample entry: codec, rate, channels. */
function sampleEntry(file: ByteFile, stsd: ByteRange): Omit<AudioProperties, 'durationMs'> {
  const entry = firstBox(file, stsd);
  const bytes = file.exactly(entry.offset, 28);
  const channels = bytes.readUInt16BE(16);
  const bitDepth = bytes.readUInt16BE(18);
  const sampleRateHz = bytes.readUInt16BE(24);
  const inner = { offset: entry.offset + 28, length: entry.length - 28 };
  const common = { container: 'mp4', channels, sampleRateHz } as const;
  switch (entry.type) {
    case 'mp4a':
      return { ...common, codec: isMp3(file, inner) ? 'mp3' : 'aac' };
    case 'alac':
      return alacEntry(file, inner) ?? { ...common, codec: 'alac', bitDepth };
    case 'Opus':
      return { ...common, codec: 'opus' };
    case 'fLaC':
      return { ...common, codec: 'flac', bitDepth };
    case 'drms':
      throw new BrokenAudio('not-audio', 'The file is copy-protected and cannot be played.');
    default:
      throw new BrokenAudio('not-audio', `The file holds sound in an unknown format (${printable(entry.type)}).`);
  }
}

function firstBox(file: ByteFile, stsd: ByteRange): Mp4Box {
  for (const box of mp4Boxes(file, { offset: stsd.offset + 8, length: stsd.length - 8 })) {
    if (box.length >= 28) return box;
    break;
  }
  throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
}

/** The 16 bits of the sample entry are too few for high rates: ALAC's own description has them all. */
function alacEntry(file: ByteFile, inner: ByteRange): Omit<AudioProperties, 'durationMs'> | undefined {
  const box = mp4Box(file, inner, 'alac');
  if (!box || box.length < 28) return undefined;
  const bytes = file.exactly(box.offset + 4, 24);
  const sampleRateHz = bytes.readUInt32BE(20);
  return { codec: 'alac', container: 'mp4', bitDepth: bytes[5] ?? 16, channels: bytes[9] ?? 2, sampleRateHz };
}

/** `mp4a` is AAC unless the elementary stream descriptor within says MP3. */
function isMp3(file: ByteFile, inner: ByteRange): boolean {
  const esds = mp4Box(file, inner, 'esds');
  if (!esds) return false;
  const bytes = file.upTo(esds.offset, Math.min(esds.length, 64));
  const at = bytes.indexOf(DECODER_CONFIG, 7);
  if (at < 0) return false;
  let next = at + 1;
  while (next < bytes.length && ((bytes[next] ?? 0) & 0x80) !== 0) next++;
  return OBJECT_TYPE_MP3.includes(bytes[next + 1] ?? 0);
}

const printable = (type: string): string => type.replace(/[^\x20-\x7e]/g, '?');
