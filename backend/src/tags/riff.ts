import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { genresIn } from './genres.js';
import { readId3v2 } from './id3v2.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields, type FieldName } from './tag-fields.js';
import { decodeUtf8 } from './text.js';

const MAX_CHUNKS = 2_000;
const LEAST_SHARE = 0.9;
/** Sizes that recorders and pipes write when they do not know better: up to the end of the file. */
const OPEN_SIZES = new Set([0, 0xffffffff, 0x7fffffff, 0x80000000]);
const PCM_FORMATS = new Map<number, 'pcm' | 'mp3'>([[1, 'pcm'], [3, 'pcm'], [6, 'pcm'], [7, 'pcm'], [0x55, 'mp3']]); // prettier-ignore
const EXTENSIBLE = 0xfffe;

const INFO_FIELDS: Readonly<Record<string, FieldName>> = {
  INAM: 'TITLE', IART: 'ARTIST', IPRD: 'ALBUM', ICRD: 'DATE', ICMT: 'COMMENT', ITRK: 'TRACKNUMBER', IPRT: 'TRACKNUMBER',
  IMUS: 'COMPOSER', IPUB: 'LABEL',
}; // prettier-ignore

interface WaveFormat {
  readonly codec: 'pcm' | 'mp3';
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly bytesPerSecond: number;
  readonly bitDepth: number;
}

/**
 * WAV, also in its 64-bit form, with tags in an `id3 ` or `LIST INFO` chunk.
 * @see EBU Tech 3306 and RFC 2361
 */
export function readWave(file: ByteFile): ParsedAudio {
  const head = file.upTo(0, 12).toString('latin1');
  if (!/^(?:RIFF|RF64)[^]{4}WAVE$/.test(head)) throw new BrokenAudio('not-audio', 'The file is not WAV.');
  const fields = new TagFields();
  const info = new TagFields();
  let format: WaveFormat | undefined;
  let data: ByteRange | undefined;
  let longDataBytes = 0;
  let at = 12;
  for (let chunks = 0; at + 8 <= file.sizeBytes && chunks < MAX_CHUNKS; chunks++) {
    const header = file.exactly(at, 8);
    const type = header.toString('latin1', 0, 4);
    let length = header.readUInt32LE(4);
    at += 8;
    if (type === 'ds64' && length >= 16) longDataBytes = Number(file.exactly(at, 16).readBigUInt64LE(8));
    else if (type === 'fmt ') format = waveFormat(file, { offset: at, length });
    else if (type === 'data') {
      if (length === 0xffffffff && longDataBytes > 0) length = longDataBytes;
      else if (OPEN_SIZES.has(length)) length = file.sizeBytes - at;
      data = { offset: at, length };
    } else if (type === 'LIST' && length >= 4) readInfo(file, { offset: at, length }, info);
    else if ((type === 'id3 ' || type === 'ID3 ') && at + length <= file.sizeBytes) readId3v2(file, at, fields);
    at += length + (length % 2);
  }
  if (!format || !data) throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
  fields.fillFrom(info);
  return { properties: wholeSound(file, format, data), fields, audio: present(file, data) };
}

/** How long the sound is that is really there. */
function wholeSound(file: ByteFile, format: WaveFormat, data: ByteRange): AudioProperties {
  const { length } = present(file, data);
  if (length <= 0) throw new BrokenAudio('truncated', 'The file holds headers but no sound.');
  if (length < data.length * LEAST_SHARE) {
    throw new BrokenAudio(
      'truncated',
      `The file ends after ${Math.round((length / data.length) * 100)} % of its sound.`,
    );
  }
  const { codec, channels, sampleRateHz, bytesPerSecond, bitDepth } = format;
  const durationMs = (length / bytesPerSecond) * 1000;
  const common = { codec, container: 'wav', durationMs, channels, sampleRateHz } as const;
  return codec === 'pcm' ? { ...common, bitDepth } : common;
}

const present = (file: ByteFile, { offset, length }: ByteRange): ByteRange => ({
  offset,
  length: Math.min(length, file.sizeBytes - offset),
});

function waveFormat(file: ByteFile, { offset, length }: ByteRange): WaveFormat {
  if (length < 16) throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
  const bytes = file.exactly(offset, Math.min(length, 26));
  let tag = bytes.readUInt16LE(0);
  if (tag === EXTENSIBLE && bytes.length >= 26) tag = bytes.readUInt16LE(24);
  const codec = PCM_FORMATS.get(tag);
  if (!codec) throw new BrokenAudio('not-audio', `The file holds sound in an unknown format (WAV ${tag}).`);
  const channels = bytes.readUInt16LE(2);
  const sampleRateHz = bytes.readUInt32LE(4);
  const bitDepth = bytes.readUInt16LE(14);
  const bytesPerSecond = codec === 'pcm' ? (sampleRateHz * channels * bitDepth) / 8 : bytes.readUInt32LE(8);
  if (channels === 0 || bytesPerSecond <= 0) throw new BrokenAudio('corrupt', 'The file claims to hold no channels.');
  return { codec, channels, sampleRateHz, bytesPerSecond, bitDepth };
}

function readInfo(file: ByteFile, { offset, length }: ByteRange, fields: TagFields): void {
  if (file.upTo(offset, 4).toString('latin1') !== 'INFO') return;
  const end = Math.min(offset + length, file.sizeBytes);
  let at = offset + 4;
  for (let items = 0; at + 8 <= end && items < MAX_CHUNKS; items++) {
    const header = file.exactly(at, 8);
    const type = header.toString('latin1', 0, 4);
    const size = header.readUInt32LE(4);
    at += 8;
    if (at + size > end) return;
    const name = INFO_FIELDS[type];
    if (name !== undefined || type === 'IGNR') {
      const text = decodeUtf8(file.upTo(at, Math.min(size, 4096))).replace(/\0[^]*/, '');
      if (name !== undefined) fields.add(name, text);
      else for (const genre of genresIn(text)) fields.add('GENRE', genre);
    }
    at += size + (size % 2);
  }
}
