import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { ebmlElement, ebmlElements, ebmlFloat, ebmlNumber, ebmlText, type EbmlElement } from './ebml.js';
import { readMatroskaChapters } from './matroska-chapters.js';
import { readMatroskaCover, readMatroskaTags } from './matroska-tags.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields } from './tag-fields.js';

const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const SEEK_HEAD = 0x114d9b74;
const SEEK = 0x4dbb;
const SEEK_ID = 0x53ab;
const SEEK_POSITION = 0x53ac;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const SEGMENT_TITLE = 0x7ba9;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const CODEC_ID = 0x86;
const AUDIO = 0xe1;
const SAMPLING_FREQUENCY = 0xb5;
const OUTPUT_SAMPLING_FREQUENCY = 0x78b5;
const CHANNELS = 0x9f;
const BIT_DEPTH = 0x6264;
const CHAPTERS = 0x1043a770;
const TAGS = 0x1254c367;
const ATTACHMENTS = 0x1941a469;
const CLUSTER = 0x1f43b675;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;

const SOUND = 2;
const USUAL_SCALE_NS = 1_000_000;
const MAX_TEXT_BYTES = 64 * 1024;
const MAX_SEEKS = 64;
/** Where nothing says what lies behind the sound, so many pieces of it are passed over to find that. */
const MAX_PASSED_CLUSTERS = 500;
/** The last piece of the sound of nearly every file begins within this distance of its end. */
const TAIL_BYTES = 512 * 1024;

const CODECS: readonly (readonly [id: RegExp, codec: AudioProperties['codec'], isLossless: boolean])[] = [
  [/^A_OPUS/, 'opus', false], [/^A_VORBIS/, 'vorbis', false], [/^A_FLAC/, 'flac', true], [/^A_AAC/, 'aac', false],
  [/^A_MPEG\/L[123]/, 'mp3', false], [/^A_ALAC/, 'alac', true], [/^A_PCM\//, 'pcm', true],
]; // prettier-ignore

/** The parts of a segment that are of use, wherever they lie. */
interface Segment {
  readonly parts: ReadonlyMap<number, EbmlElement>;
  /** The sound. */
  readonly audio: ByteRange;
}

/**
 * Matroska and WebM, of which the first track with sound is read.
 * @see RFC 9559
 * @throws BrokenAudio no sound, or in a format that is not read
 */
export function readMatroska(file: ByteFile): ParsedAudio {
  const head = firstOf(file, 0, file.sizeBytes);
  if (head?.id !== EBML) throw new BrokenAudio('not-audio', 'The file is not Matroska.');
  const docType = ebmlElement(file, head, DOC_TYPE);
  const isWebm = docType !== undefined && ebmlText(file, docType, 16) === 'webm';
  const rest = { offset: head.offset + head.length, length: file.sizeBytes - head.offset - head.length };
  const segment = ebmlElement(file, rest, SEGMENT);
  if (!segment) throw new BrokenAudio('truncated', 'The file holds headers but no sound.');
  const { parts, audio } = partsOf(file, segment);
  const tracks = parts.get(TRACKS);
  if (!tracks) throw new BrokenAudio('truncated', 'The file ends before it says what sound it holds.');
  const fields = new TagFields();
  const info = parts.get(INFO);
  const sound = soundOf(file, tracks);
  const durationMs = (info && durationOf(file, info)) ?? lastTimeMs(file, info, audio);
  readLeniently(() => {
    const tags = parts.get(TAGS);
    if (tags) readMatroskaTags(file, tags, fields);
    const title = info && ebmlElement(file, info, SEGMENT_TITLE);
    if (title && !fields.has('TITLE')) fields.add('TITLE', ebmlText(file, title, MAX_TEXT_BYTES));
    const chapters = parts.get(CHAPTERS);
    if (chapters) readMatroskaChapters(file, chapters, fields);
    const attachments = parts.get(ATTACHMENTS);
    if (attachments) readMatroskaCover(file, attachments, fields);
  });
  const mimeType = isWebm || sound.codec === 'opus' || sound.codec === 'vorbis' ? 'audio/webm' : 'audio/x-matroska';
  return { properties: { ...sound, container: 'matroska', mimeType, durationMs }, fields, audio };
}

/** Damaged tags do not keep sound from being played: what was read before the damage stands. */
function readLeniently(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof BrokenAudio)) throw error;
  }
}

/** Up to the sound everything is looked at; what lies behind it is found by the table that tells where. */
function partsOf(file: ByteFile, segment: EbmlElement): Segment {
  const parts = new Map<number, EbmlElement>();
  const positions: number[] = [];
  const end = segment.offset + segment.length;
  let sound: EbmlElement | undefined;
  let soundEnd: number | undefined;
  let passed = 0;
  for (const element of ebmlElements(file, segment)) {
    if (element.id === CLUSTER) {
      sound ??= element;
      // Its end is not told: everything behind belongs to it, as far as anybody knows.
      if (element.isOpen || positions.length > 0 || ++passed > MAX_PASSED_CLUSTERS) break;
      continue;
    }
    if (sound) soundEnd ??= element.offset;
    if (element.id === SEEK_HEAD) positions.push(...seekPositions(file, element, segment.offset));
    else if (!parts.has(element.id)) parts.set(element.id, element);
  }
  if (!sound) throw new BrokenAudio('truncated', 'The file holds headers but no sound.');
  for (const position of positions.slice(0, MAX_SEEKS)) {
    if (position < sound.offset || position >= end) continue;
    const element = firstOf(file, position, end);
    if (!element || element.id === CLUSTER) continue;
    soundEnd = Math.min(soundEnd ?? Infinity, position);
    if (!parts.has(element.id)) parts.set(element.id, element);
  }
  return { parts, audio: { offset: sound.offset, length: (soundEnd ?? end) - sound.offset } };
}

function seekPositions(file: ByteFile, seekHead: ByteRange, origin: number): number[] {
  const positions: number[] = [];
  for (const seek of ebmlElements(file, seekHead)) {
    if (seek.id !== SEEK || positions.length >= MAX_SEEKS) continue;
    const id = ebmlElement(file, seek, SEEK_ID);
    const position = ebmlElement(file, seek, SEEK_POSITION);
    if (id && position && ebmlNumber(file, id) !== CLUSTER) positions.push(origin + ebmlNumber(file, position));
  }
  return positions;
}

function soundOf(file: ByteFile, tracks: ByteRange): Omit<AudioProperties, 'durationMs' | 'container'> {
  for (const entry of ebmlElements(file, tracks)) {
    if (entry.id !== TRACK_ENTRY) continue;
    const type = ebmlElement(file, entry, TRACK_TYPE);
    if (!type || ebmlNumber(file, type) !== SOUND) continue;
    const codecId = ebmlElement(file, entry, CODEC_ID);
    const name = codecId ? ebmlText(file, codecId, 64) : '';
    const known = CODECS.find(([id]) => id.test(name));
    if (!known) {
      const printable = name.replace(/[^\x20-\x7e]/g, '?');
      throw new BrokenAudio('not-audio', `The file holds sound in an unknown format (${printable}).`);
    }
    const [, codec, isLossless] = known;
    const audio = ebmlElement(file, entry, AUDIO);
    const rate =
      audio && (ebmlElement(file, audio, OUTPUT_SAMPLING_FREQUENCY) ?? ebmlElement(file, audio, SAMPLING_FREQUENCY));
    const channels = audio && ebmlElement(file, audio, CHANNELS);
    const bitDepth = audio && isLossless ? ebmlElement(file, audio, BIT_DEPTH) : undefined;
    return {
      codec,
      sampleRateHz: rate ? Math.round(ebmlFloat(file, rate)) : 8_000,
      channels: channels ? ebmlNumber(file, channels) : 1,
      ...(bitDepth && { bitDepth: ebmlNumber(file, bitDepth) }),
    };
  }
  throw new BrokenAudio('not-audio', 'The file holds no sound.');
}

function scaleNs(file: ByteFile, info: ByteRange | undefined): number {
  const scale = info && ebmlElement(file, info, TIMESTAMP_SCALE);
  return (scale && ebmlNumber(file, scale)) || USUAL_SCALE_NS;
}

function durationOf(file: ByteFile, info: ByteRange): number | undefined {
  const duration = ebmlElement(file, info, DURATION);
  const value = duration ? ebmlFloat(file, duration) : 0;
  return value > 0 ? (value * scaleNs(file, info)) / 1_000_000 : undefined;
}

/** Of a recording that nobody went back in to say how long it became: when its last block begins; 0 where none is found. */
function lastTimeMs(file: ByteFile, info: ByteRange | undefined, audio: ByteRange): number {
  const end = audio.offset + audio.length;
  const from = Math.max(audio.offset, end - TAIL_BYTES);
  const tail = file.upTo(from, end - from);
  const mark = Buffer.from('1f43b675', 'hex');
  const found = tail.lastIndexOf(mark);
  const start = found < 0 ? (from === audio.offset ? audio.offset : undefined) : from + found;
  if (start === undefined) return 0;
  const inside = found < 0 ? { offset: start, length: end - start } : firstOf(file, start, end);
  if (!inside) return 0;
  let clusterTime = 0;
  let latest = 0;
  for (const { id, offset, length } of ebmlElements(file, inside)) {
    if (id === TIMESTAMP) clusterTime = ebmlNumber(file, { offset, length });
    const block =
      id === SIMPLE_BLOCK
        ? { offset, length }
        : id === BLOCK_GROUP
          ? firstOf(file, offset, offset + length)
          : undefined;
    // Behind the number of the track, which has one byte below 128.
    if (block && block.length >= 4) latest = Math.max(latest, file.exactly(block.offset + 1, 2).readInt16BE(0));
  }
  return ((clusterTime + latest) * scaleNs(file, info)) / 1_000_000;
}

function firstOf(file: ByteFile, offset: number, end: number): EbmlElement | undefined {
  const [element] = ebmlElements(file, { offset, length: end - offset });
  return element;
}
