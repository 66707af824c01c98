import { BrokenAudio } from './broken-audio.js';
import type { ByteFile } from './byte-file.js';
import { samplesByLastFrame } from './flac-frame.js';
import { readId3v2 } from './id3v2.js';
import { readFlacCueSheet } from './flac-cue-sheet.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { ContiguousBytes } from './sequential-bytes.js';
import { TagFields } from './tag-fields.js';
import { readFlacPicture, readVorbisComment } from './vorbis-comment.js';

const STREAM_INFO = 0;
const VORBIS_COMMENT = 4;
const CUE_SHEET = 5;
const PICTURE = 6;
const INVALID = 127;
const STREAM_INFO_BYTES = 34;
const MAX_BLOCKS = 512;

/**
 * FLAC in its own container.
 * @see RFC 9639
 * @throws BrokenAudio no stream information, or no sound behind the blocks
 */
export function readFlac(file: ByteFile): ParsedAudio {
  const foreign = new TagFields();
  const start = readId3v2(file, 0, foreign);
  if (file.upTo(start, 4).toString('latin1') !== 'fLaC') throw new BrokenAudio('not-audio', 'The file is not FLAC.');
  const fields = new TagFields();
  let info: StreamInfo | undefined;
  let at = start + 4;
  for (let isLast = false, blocks = 0; !isLast; blocks++) {
    if (blocks >= MAX_BLOCKS) throw new BrokenAudio('corrupt', 'The headers of the file do not come to an end.');
    const header = file.exactly(at, 4);
    const type = (header[0] ?? 0) & 0x7f;
    isLast = ((header[0] ?? 0) & 0x80) !== 0;
    const length = header.readUIntBE(1, 3);
    at += 4;
    if (type === INVALID) throw new BrokenAudio('corrupt', 'A block of the file header is not valid.');
    if (at + length > file.sizeBytes) throw new BrokenAudio('truncated', 'The file ends within its headers.');
    if (type === STREAM_INFO && length >= STREAM_INFO_BYTES) info = streamInfo(file.exactly(at, STREAM_INFO_BYTES));
    else if (type === VORBIS_COMMENT)
      readLeniently(() => readVorbisComment(new ContiguousBytes(file, { offset: at, length }), fields));
    else if (type === CUE_SHEET) readLeniently(() => readFlacCueSheet(file, { offset: at, length }, fields));
    else if (type === PICTURE) readFlacPicture(new ContiguousBytes(file, { offset: at, length }), length, fields);
    at += length;
  }
  if (!info) throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
  if (at >= file.sizeBytes) throw new BrokenAudio('truncated', 'The file holds headers but no sound.');
  const sync = file.exactly(at, 2).readUInt16BE(0);
  if ((sync & 0xfffc) !== 0xfff8) throw new BrokenAudio('corrupt', 'There is no sound where it should begin.');
  fields.fillFrom(foreign);
  const samples = info.samples > 0 ? info.samples : samplesByLastFrame(file, at, info.blockSamples);
  const { sampleRateHz, channels, bitDepth, md5 } = info;
  const properties: AudioProperties = {
    codec: 'flac', container: 'flac', durationMs: (samples / sampleRateHz) * 1000, sampleRateHz, channels, bitDepth,
  }; // prettier-ignore
  const audio = { offset: at, length: file.sizeBytes - at };
  return md5 === undefined ? { properties, fields, audio } : { properties, fields, audio, audioDigest: md5 };
}

/** Damaged tags do not keep sound from being played: what was read before the damage stands. */
function readLeniently(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof BrokenAudio)) throw error;
  }
}

/** What the first block tells of the sound. */
export interface StreamInfo {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly bitDepth: number;
  /** 0 when unknown. */
  readonly samples: number;
  readonly blockSamples: number;
  /** MD5 of the decoded sound, where the encoder knew it. */
  readonly md5?: string;
}

/** @param bytes the 34 bytes of a `STREAMINFO` block */
export function streamInfo(bytes: Buffer): StreamInfo {
  const sampleRateHz = bytes.readUIntBE(10, 3) >>> 4;
  if (sampleRateHz === 0) throw new BrokenAudio('corrupt', 'The file claims a sample rate of 0 Hz.');
  const md5 = bytes.toString('hex', 18, 34);
  return {
    sampleRateHz,
    channels: (((bytes[12] ?? 0) >>> 1) & 7) + 1,
    bitDepth: ((((bytes[12] ?? 0) & 1) << 4) | ((bytes[13] ?? 0) >>> 4)) + 1,
    samples: ((bytes[13] ?? 0) & 15) * 0x100000000 + bytes.readUInt32BE(14),
    blockSamples: bytes.readUInt16BE(2),
    ...(/^0*$/.test(md5) ? {} : { md5 }),
  };
}
