import { BrokenAudio } from './broken-audio.js';
import type { ByteFile } from './byte-file.js';
import { streamInfo } from './flac.js';
import { findStream, firstAudioPage, lastGranule, OggBytes, type OggPage } from './ogg-pages.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields } from './tag-fields.js';
import { readVorbisComment } from './vorbis-comment.js';

/** Opus positions always count 48,000 a second (RFC 7845, 4). */
const OPUS_RATE_HZ = 48_000;

interface Stream {
  readonly codec: 'vorbis' | 'opus' | 'flac';
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly bitDepth?: number;
  /** Positions per second, and those before the first sound. */
  readonly granuleRateHz: number;
  readonly skippedSamples: number;
  /** Length of the mark before the comments. */
  readonly commentMark: number;
  readonly audioDigest?: string;
}

/**
 * Ogg Vorbis, Opus and FLAC.
 * @see https://xiph.org/vorbis/doc/Vorbis_I_spec.html, RFC 7845, RFC 9639 section 10.1
 */
export function readOgg(file: ByteFile): ParsedAudio {
  if (file.upTo(0, 4).toString('latin1') !== 'OggS') throw new BrokenAudio('not-audio', 'The file is not Ogg.');
  const { page, kind: stream } = findStream(file, identify);
  const fields = commentsOf(file, page, stream);
  const firstPage = firstAudioPage(file, page);
  const granule = lastGranule(file, page.serial) ?? 0;
  const samples = Math.max(0, granule - stream.skippedSamples);
  const { codec, sampleRateHz, channels, bitDepth, granuleRateHz, audioDigest } = stream;
  const durationMs = (samples / granuleRateHz) * 1000;
  const properties: AudioProperties = {
    codec, container: 'ogg', durationMs, sampleRateHz, channels, ...(bitDepth === undefined ? {} : { bitDepth }),
  }; // prettier-ignore
  // From the sound itself on, behind the header of its first page: that one changes with the size of the tags.
  const audio = { offset: firstPage.body.offset, length: file.sizeBytes - firstPage.body.offset };
  return audioDigest === undefined ? { properties, fields, audio } : { properties, fields, audio, audioDigest };
}

function identify(head: Buffer): Stream | undefined {
  if (head.length >= 30 && head.toString('latin1', 0, 7) === '\x01vorbis') {
    const sampleRateHz = head.readUInt32LE(12);
    const channels = head[11] ?? 0;
    if (sampleRateHz === 0 || channels === 0) throw new BrokenAudio('corrupt', 'The file claims to hold no channels.');
    return { codec: 'vorbis', sampleRateHz, channels, granuleRateHz: sampleRateHz, skippedSamples: 0, commentMark: 7 };
  }
  if (head.length >= 19 && head.toString('latin1', 0, 8) === 'OpusHead') {
    const channels = head[9] ?? 0;
    if (channels === 0) throw new BrokenAudio('corrupt', 'The file claims to hold no channels.');
    const skippedSamples = head.readUInt16LE(10);
    return {
      codec: 'opus', sampleRateHz: OPUS_RATE_HZ, channels, granuleRateHz: OPUS_RATE_HZ, skippedSamples, commentMark: 8,
    }; // prettier-ignore
  }
  if (head.length >= 51 && head.toString('latin1', 0, 5) === '\x7fFLAC') {
    const { sampleRateHz, channels, bitDepth, md5 } = streamInfo(head.subarray(17, 51));
    return {
      codec: 'flac', sampleRateHz, channels, bitDepth, granuleRateHz: sampleRateHz, skippedSamples: 0, commentMark: 4,
      ...(md5 === undefined ? {} : { audioDigest: md5 }),
    }; // prettier-ignore
  }
  return undefined;
}

/** The comments alone, which stand at the beginning. @throws BrokenAudio it is no Ogg with sound */
export function readOggComments(file: ByteFile): TagFields {
  const { page, kind } = findStream(file, identify);
  return commentsOf(file, page, kind);
}

/** The second packet: a mark of the codec, then the comments. Damaged ones do not keep the sound from being played. */
function commentsOf(file: ByteFile, page: OggPage, stream: Stream): TagFields {
  const fields = new TagFields();
  try {
    const bytes = new OggBytes(file, page);
    bytes.skip(page.body.length);
    bytes.skip(stream.commentMark);
    readVorbisComment(bytes, fields);
  } catch (error) {
    if (!(error instanceof BrokenAudio)) throw error;
  }
  return fields;
}
