import type { ByteFile } from './byte-file.js';
import { BrokenAudio } from './broken-audio.js';
import { readTrailingTags } from './id3v1.js';
import { readId3v2 } from './id3v2.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { lrcOf } from './sung-pieces.js';
import { TagFields } from './tag-fields.js';

/** Sound begins right behind the tags; this much damage or padding before it is forgiven. */
const SEARCH_BYTES = 128 * 1024;
const WINDOW_BYTES = 8 * 1024;
/** So many frames in a row are no coincidence. */
const FRAMES_IN_A_ROW = 3;
/** Of a file that says how long its sound is, at least this much has to be there. */
const LEAST_SHARE = 0.9;

const BITRATES_V1_L1 = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
const BITRATES_V1_L2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const BITRATES_V1_L3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_V2_L1 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const BITRATES_V2_L23 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

interface FrameHeader {
  readonly isVersion1: boolean;
  readonly bitrateKbps: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly samples: number;
  readonly lengthBytes: number;
}

/**
 * MPEG-1, 2 and 2.5 audio (MP3) with ID3v2, ID3v1 and APEv2 tags.
 * @throws BrokenAudio no frames, or far fewer than the file says
 */
export function readMpegAudio(file: ByteFile): ParsedAudio {
  const fields = new TagFields();
  const tagsEnd = readId3v2(file, 0, fields);
  if (tagsEnd >= file.sizeBytes) throw new BrokenAudio('truncated', 'The file holds tags but no sound.');
  const start = findFrames(file, tagsEnd);
  const first = file.exactly(start, Math.min(WINDOW_BYTES, file.sizeBytes - start));
  const header = frameHeader(first, 0);
  if (!header) throw new BrokenAudio('corrupt', 'The file holds no sound.');
  const summary = xingSummary(first, header) ?? vbriSummary(first);
  const bitrateKbps = summary ? undefined : averageBitrate(first);
  if (fields.lyricsByFrame) {
    fields.add('LYRICS', lrcOf(fields.lyricsByFrame, (header.samples * 1000) / header.sampleRateHz));
  }
  const end = readTrailingTags(file, start, fields);
  const length = end - start;
  const expected = summary?.sizeBytes ?? 0;
  if (expected > 0 && length < expected * LEAST_SHARE) {
    throw new BrokenAudio('truncated', `The file ends after ${Math.round((length / expected) * 100)} % of its sound.`);
  }
  const common = {
    codec: 'mp3',
    container: 'mpeg',
    sampleRateHz: header.sampleRateHz,
    channels: header.channels,
  } as const;
  const properties: AudioProperties =
    summary && summary.samples > 0
      ? { ...common, durationMs: (summary.samples / header.sampleRateHz) * 1000 }
      : {
          ...common,
          durationMs: (length * 8) / (bitrateKbps ?? header.bitrateKbps),
          bitrateKbps: bitrateKbps ?? header.bitrateKbps,
        };
  return { properties, fields, audio: { offset: start, length } };
}

/** Where the first of several consecutive frames begins. */
function findFrames(file: ByteFile, from: number): number {
  const limit = Math.min(file.sizeBytes, from + SEARCH_BYTES);
  for (let windowAt = from; windowAt < limit; windowAt += WINDOW_BYTES) {
    // Looked at with an overlap, so that a header across two windows is not missed.
    const length = file.upTo(windowAt, WINDOW_BYTES + 4).length;
    for (let i = 0; i + 4 <= length; i++) {
      const window = file.upTo(windowAt, length);
      const next = window.indexOf(0xff, i);
      if (next < 0 || next + 4 > length) break;
      i = next;
      if (((window[i + 1] ?? 0) & 0xe0) === 0xe0 && areFrames(file, windowAt + i)) return windowAt + i;
    }
  }
  throw new BrokenAudio('not-audio', 'There is no MPEG sound in the file.');
}

function areFrames(file: ByteFile, start: number): boolean {
  let at = start;
  let first: FrameHeader | undefined;
  for (let n = 0; n < FRAMES_IN_A_ROW; n++) {
    const bytes = file.upTo(at, 4);
    if (n > 0 && at >= file.sizeBytes - 128 - 32) return true; // a very short file, or its trailing tags
    const header = bytes.length === 4 ? frameHeader(bytes, 0) : undefined;
    if (!header) return false;
    if (first && (header.sampleRateHz !== first.sampleRateHz || header.isVersion1 !== first.isVersion1)) return false;
    first ??= header;
    at += header.lengthBytes;
  }
  return true;
}

/** @see ISO/IEC 11172-3, 2.4.1.3; MPEG-2.5 is the common extension with halved rates. Free format is not read. */
function frameHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  const bits = bytes.readUInt32BE(at);
  if (bits >>> 21 !== 0x7ff) return undefined;
  const version = (bits >>> 19) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const layer = 4 - ((bits >>> 17) & 3);
  const sampleRate = SAMPLE_RATES[(bits >>> 10) & 3];
  if (version === 1 || layer === 4 || sampleRate === undefined) return undefined;
  const isVersion1 = version === 3;
  const bitrateKbps = bitratesOf(isVersion1, layer)[(bits >>> 12) & 15];
  if (bitrateKbps === undefined || bitrateKbps === 0) return undefined;
  const sampleRateHz = isVersion1 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4;
  const padding = (bits >>> 9) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !isVersion1 ? 576 : 1152;
  const lengthBytes =
    layer === 1
      ? (Math.floor((12_000 * bitrateKbps) / sampleRateHz) + padding) * 4
      : Math.floor((samples * 125 * bitrateKbps) / sampleRateHz) + padding;
  return { isVersion1, bitrateKbps, sampleRateHz, channels: ((bits >>> 6) & 3) === 3 ? 1 : 2, samples, lengthBytes };
}

function bitratesOf(isVersion1: boolean, layer: number): readonly number[] {
  if (isVersion1) return layer === 1 ? BITRATES_V1_L1 : layer === 2 ? BITRATES_V1_L2 : BITRATES_V1_L3;
  return layer === 1 ? BITRATES_V2_L1 : BITRATES_V2_L23;
}

interface Summary {
  /** Samples to be heard, without the encoder's delay and padding. */
  readonly samples: number;
  /** Size of the sound, where given. */
  readonly sizeBytes?: number;
}

/** The `Xing` or `Info` header in the first frame, with LAME's delay and padding behind it. */
function xingSummary(frame: Buffer, header: FrameHeader): Summary | undefined {
  const isMono = header.channels === 1;
  const at = 4 + (header.isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  if (frame.length < at + 120) return undefined;
  const mark = frame.toString('latin1', at, at + 4);
  if (mark !== 'Xing' && mark !== 'Info') return undefined;
  const flags = frame.readUInt32BE(at + 4);
  let next = at + 8;
  const take = (mask: number, size: number): number => {
    if ((flags & mask) === 0) return 0;
    next += size;
    return frame.readUInt32BE(next - size);
  };
  const frames = take(1, 4);
  const sizeBytes = take(2, 4);
  take(4, 100); // table of contents
  take(8, 4); // quality
  const gap =
    frame.length >= next + 24 && frame.toString('latin1', next, next + 1) !== '\0' ? frame.readUIntBE(next + 21, 3) : 0;
  const samples = Math.max(0, frames * header.samples - (gap >>> 12) - (gap & 0xfff));
  return sizeBytes > 0 ? { samples, sizeBytes } : { samples };
}

/** The header of the Fraunhofer encoder, always 32 bytes into the first frame. */
function vbriSummary(frame: Buffer): Summary | undefined {
  if (frame.length < 62 || frame.toString('latin1', 36, 40) !== 'VBRI') return undefined;
  const header = frameHeader(frame, 0);
  return header && { samples: frame.readUInt32BE(50) * header.samples, sizeBytes: frame.readUInt32BE(46) };
}

/** Without a summary: that of the frames at the beginning, which for a constant bit rate is that of all. */
function averageBitrate(bytes: Buffer): number | undefined {
  let seconds = 0;
  let at = 0;
  while (at + 4 <= bytes.length) {
    const header = frameHeader(bytes, at);
    if (!header || header.lengthBytes < 4) break;
    at += header.lengthBytes;
    seconds += header.samples / header.sampleRateHz;
  }
  return seconds > 0 ? (at * 8) / 1000 / seconds : undefined;
}
