import { BrokenAudio } from './broken-audio.js';
import type { ByteFile } from './byte-file.js';
import { readTrailingTags } from './id3v1.js';
import { readId3v2 } from './id3v2.js';
import type { ParsedAudio } from './parsed-audio.js';
import { TagFields } from './tag-fields.js';

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
const SAMPLES_A_FRAME = 1_024;
/** The bit rate of so much sound at the beginning stands for that of all. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * AAC without a container (`.aac`). It has no table of contents: its length is estimated.
 * @see ISO/IEC 13818-7, 6.2
 */
export function readAdts(file: ByteFile): ParsedAudio {
  const fields = new TagFields();
  const start = readId3v2(file, 0, fields);
  const first = adtsHeader(file, start);
  if (!first || !adtsHeader(file, start + first.lengthBytes)) {
    throw new BrokenAudio('not-audio', 'There is no AAC sound in the file.');
  }
  let bytes = 0;
  let frames = 0;
  for (let at = start; bytes < SAMPLE_BYTES;) {
    const header = adtsHeader(file, at);
    if (!header) break;
    at += header.lengthBytes;
    bytes += header.lengthBytes;
    frames++;
  }
  const length = readTrailingTags(file, start, fields) - start;
  const { sampleRateHz, channels } = first;
  const durationMs = ((frames * SAMPLES_A_FRAME) / sampleRateHz) * 1000 * (length / bytes);
  const properties = { codec: 'aac', container: 'adts', durationMs, sampleRateHz, channels } as const;
  return { properties, fields, audio: { offset: start, length } };
}

interface AdtsHeader {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly lengthBytes: number;
}

function adtsHeader(file: ByteFile, at: number): AdtsHeader | undefined {
  const bytes = file.upTo(at, 7);
  if (bytes.length < 7 || (bytes.readUInt16BE(0) & 0xfff6) !== 0xfff0) return undefined;
  const sampleRateHz = SAMPLE_RATES[((bytes[2] ?? 0) >>> 2) & 15];
  const lengthBytes = (bytes.readUInt32BE(2) >>> 5) & 0x1fff;
  if (sampleRateHz === undefined || lengthBytes < 7) return undefined;
  const channels = (((bytes[2] ?? 0) & 1) << 2) | ((bytes[3] ?? 0) >>> 6) || 2;
  return { sampleRateHz, channels: channels === 7 ? 8 : channels, lengthBytes };
}
