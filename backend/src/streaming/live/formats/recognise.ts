import type { LiveFormat } from '../live-part.js';
import { ADTS } from './adts-frame.js';
import { FlacReader } from './flac-reader.js';
import { findFrames, FramedReader } from './framed-reader.js';
import { ID3_HEADER_BYTES, id3LengthAt } from './id3.js';
import type { LiveReader } from './live-reader.js';
import type { TitleContext } from './live-title.js';
import { MPEG_AUDIO } from './mpeg-frame.js';
import { OggReader } from './ogg-reader.js';
import { OpaqueReader } from './opaque-reader.js';
import { TS_PACKET_BYTES, TS_SYNC, TsReader } from './ts-reader.js';

/** What the beginning of a stream is; `unknown`: not enough to tell, or nothing that is known. */
export type StreamKind = 'mpeg' | 'adts' | 'ogg' | 'flac' | 'mpegts' | 'mp4' | 'matroska' | 'wave' | 'asf' | 'unknown';

const ASF_MARK = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
const MATROSKA_MARK = Buffer.from('1a45dfa3', 'hex');
const MP4_BOXES = new Set(['ftyp', 'styp', 'moov', 'moof', 'sidx', 'emsg', 'prft']);

const MOST_BLANKS = 8;

/** By the bytes alone: types are told wrongly too often. */
export function kindOf(begun: Buffer): StreamKind {
  const bytes = begun.subarray(blanksBefore(begun));
  const mark = bytes.toString('latin1', 0, 4);
  if (mark === 'OggS') return 'ogg';
  if (mark === 'fLaC') return 'flac';
  if (mark === 'RIFF') return 'wave';
  if (bytes.indexOf(MATROSKA_MARK) === 0) return 'matroska';
  if (bytes.indexOf(ASF_MARK) === 0) return 'asf';
  if (MP4_BOXES.has(bytes.toString('latin1', 4, 8))) return 'mp4';
  if (isTransportStream(bytes)) return 'mpegts';
  const tag = bytes.length < ID3_HEADER_BYTES ? undefined : id3LengthAt(bytes, 0);
  return framesIn(tag === undefined ? bytes : bytes.subarray(tag));
}

/** Some servers send the end of a line too many. */
function blanksBefore(bytes: Buffer): number {
  let count = 0;
  while (count < MOST_BLANKS && (bytes[count] === 0x0d || bytes[count] === 0x0a)) count++;
  return count;
}

function isTransportStream(bytes: Buffer): boolean {
  return bytes.length > 2 * TS_PACKET_BYTES && [0, 1, 2].every((n) => bytes[n * TS_PACKET_BYTES] === TS_SYNC);
}

/** A stream is joined anywhere, also in the middle of a frame. */
function framesIn(bytes: Buffer): 'mpeg' | 'adts' | 'unknown' {
  const mpegAt = findFrames(MPEG_AUDIO, bytes) ?? Infinity;
  const adtsAt = findFrames(ADTS, bytes) ?? Infinity;
  if (mpegAt === adtsAt) return 'unknown';
  return mpegAt < adtsAt ? 'mpeg' : 'adts';
}

/** What is told of a stream beside its bytes. */
export interface StreamHints {
  /** As the server has it, without parameters; absent where it says nothing. */
  readonly mimeType?: string;
  readonly bitrateKbps?: number;
}

export function readerOf(kind: StreamKind, hints: StreamHints, context: TitleContext): LiveReader {
  switch (kind) {
    case 'mpeg':
      return new FramedReader(MPEG_AUDIO, context);
    case 'adts':
      return new FramedReader(ADTS, context);
    case 'ogg':
      return new OggReader(context);
    case 'flac':
      return new FlacReader(context);
    case 'mpegts':
      return new TsReader(context);
    default:
      return new OpaqueReader(opaqueFormat(kind, hints), hints.bitrateKbps);
  }
}

function opaqueFormat(kind: StreamKind, { mimeType = 'application/octet-stream' }: StreamHints): LiveFormat {
  return { codec: 'unknown', container: kind, mimeType };
}
