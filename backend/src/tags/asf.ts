import { readAsfTags } from './asf-tags.js';
import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields } from './tag-fields.js';

const MAX_OBJECTS = 500;
const OBJECT_HEADER_BYTES = 24;
const LEAST_SHARE = 0.9;
const AUDIO_STREAM = guid('F8699E40-5B4D-11CF-A8FD-00805F5C442B');
/** WMA 1, 2, Professional, Lossless, and Voice. */
const WMA_FORMATS = new Set([0x160, 0x161, 0x162, 0x163, 0x0a]);
const WMA_LOSSLESS = 0x163;

const HEADER = guid('75B22630-668E-11CF-A6D9-00AA0062CE6C');
const FILE_PROPERTIES = guid('8CABDCA1-A947-11CF-8EE4-00C00C205365');
const STREAM_PROPERTIES = guid('B7DC0791-A9B7-11CF-8EE6-00C00C205365');
const HEADER_EXTENSION = guid('5FBF03B5-A92E-11CF-8EE3-00C00C205365');
const CONTENT_DESCRIPTION = guid('75B22633-668E-11CF-A6D9-00AA0062CE6C');
const EXTENDED_CONTENT = guid('D2D0A440-E307-11D2-97F0-00A0C95EA850');
const METADATA = guid('C5F8CBEA-5BAF-4877-8467-AA8C44FA4CCA');
const METADATA_LIBRARY = guid('44231C94-9498-49D1-A141-1D134E457054');
const CONTENT_ENCRYPTION = guid('2211B3FB-BD23-11D2-B4B7-00A0C955FC6E');

/** GUIDs as they are written in the file: the first three parts little-endian. In hexadecimal. */
function guid(text: string): string {
  const swap = (part: string): string => part.match(/../g)?.reverse().join('') ?? '';
  const [a = '', b = '', c = '', d = '', e = ''] = text.toLowerCase().split('-');
  return swap(a) + swap(b) + swap(c) + d + e;
}

/**
 * Windows Media Audio.
 * @see Advanced Systems Format (ASF) Specification, revision 01.20
 */
export function readAsf(file: ByteFile): ParsedAudio {
  const head = file.upTo(0, 30);
  if (head.length < 30 || head.toString('hex', 0, 16) !== HEADER)
    throw new BrokenAudio('not-audio', 'The file is not ASF.');
  const headerEnd = readSize(head, 16);
  if (headerEnd > file.sizeBytes) throw new BrokenAudio('truncated', 'The file ends within its headers.');
  const fields = new TagFields();
  let sound: Omit<AudioProperties, 'durationMs'> | undefined;
  let times: FileProperties | undefined;
  for (const object of objects(file, { offset: 30, length: headerEnd - 30 })) {
    if (object.id === FILE_PROPERTIES) times = fileProperties(file, object);
    else if (object.id === STREAM_PROPERTIES) sound ??= streamProperties(file, object);
    else if (object.id === CONTENT_DESCRIPTION) readAsfTags(file, object, 'description', fields);
    else if (object.id === EXTENDED_CONTENT) readAsfTags(file, object, 'extended', fields);
    else if (object.id === CONTENT_ENCRYPTION)
      throw new BrokenAudio('not-audio', 'The file is copy-protected and cannot be played.');
    else if (object.id === HEADER_EXTENSION && object.length > 22) {
      for (const inner of objects(file, { offset: object.offset + 22, length: object.length - 22 })) {
        if (inner.id === METADATA || inner.id === METADATA_LIBRARY) readAsfTags(file, inner, 'library', fields);
      }
    }
  }
  if (!sound || !times) throw new BrokenAudio('not-audio', 'The file holds no sound.');
  if (file.sizeBytes < times.sizeBytes * LEAST_SHARE) {
    throw new BrokenAudio(
      'truncated',
      `The file ends after ${Math.round((file.sizeBytes / times.sizeBytes) * 100)} % of its sound.`,
    );
  }
  const audio = { offset: headerEnd, length: file.sizeBytes - headerEnd };
  return { properties: { ...sound, durationMs: times.durationMs }, fields, audio };
}

interface AsfObject extends ByteRange {
  readonly id: string;
}

function* objects(file: ByteFile, { offset, length }: ByteRange): Generator<AsfObject> {
  const end = Math.min(offset + length, file.sizeBytes);
  let at = offset;
  for (let n = 0; at + OBJECT_HEADER_BYTES <= end && n < MAX_OBJECTS; n++) {
    const header = file.exactly(at, OBJECT_HEADER_BYTES);
    const size = readSize(header, 16);
    if (size < OBJECT_HEADER_BYTES || at + size > end) return;
    yield { id: header.toString('hex', 0, 16), offset: at + OBJECT_HEADER_BYTES, length: size - OBJECT_HEADER_BYTES };
    at += size;
  }
}

interface FileProperties {
  readonly sizeBytes: number;
  readonly durationMs: number;
}

function fileProperties(file: ByteFile, { offset }: AsfObject): FileProperties {
  const bytes = file.exactly(offset, 64);
  const durationMs = readSize(bytes, 40) / 10_000 - readSize(bytes, 56); // 100 ns units; less what is buffered first
  const isBroadcast = (bytes.length >= 64 ? file.exactly(offset + 64, 4).readUInt32LE(0) & 1 : 0) === 1;
  return { sizeBytes: isBroadcast ? 0 : readSize(bytes, 16), durationMs: isBroadcast ? 0 : Math.max(0, durationMs) };
}

function streamProperties(
  file: ByteFile,
  { offset, length }: AsfObject,
): Omit<AudioProperties, 'durationMs'> | undefined {
  if (length < 54 + 16) return undefined;
  const bytes = file.exactly(offset, 54 + 16);
  if (bytes.toString('hex', 0, 16) !== AUDIO_STREAM) return undefined;
  const format = bytes.readUInt16LE(54);
  if (!WMA_FORMATS.has(format))
    throw new BrokenAudio('not-audio', `The file holds sound in an unknown format (ASF ${format}).`);
  const channels = bytes.readUInt16LE(56);
  const sampleRateHz = bytes.readUInt32LE(58);
  if (channels === 0 || sampleRateHz === 0) throw new BrokenAudio('corrupt', 'The file claims to hold no channels.');
  const bitDepth = bytes.readUInt16LE(68);
  return { codec: 'wma', container: 'asf', channels, sampleRateHz, ...(format === WMA_LOSSLESS ? { bitDepth } : {}) };
}

/** 64 bits; sizes past 2^53 are lies and stay large. */
function readSize(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + 4) * 0x100000000 + bytes.readUInt32LE(at);
}
