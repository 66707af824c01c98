import { BrokenAudio } from './broken-audio.js';
import type { ByteFile, ByteRange } from './byte-file.js';
import { readId3v2 } from './id3v2.js';
import type { AudioProperties, ParsedAudio } from './parsed-audio.js';
import { TagFields, type FieldName } from './tag-fields.js';
import { decodeUtf8 } from './text.js';

const MAX_CHUNKS = 2_000;
const LEAST_SHARE = 0.9;
/** Uncompressed kinds of AIFF-C. */
const PCM_TYPES = new Set(['NONE', 'sowt', 'twos', 'raw ', 'in24', 'in32', 'fl32', 'FL32', 'fl64', 'FL64']);
const TEXT_CHUNKS: Readonly<Record<string, FieldName>> = { NAME: 'TITLE', AUTH: 'ARTIST', ANNO: 'COMMENT' };

/**
 * AIFF and uncompressed AIFF-C, with tags in an `ID3 ` chunk.
 * @see Audio Interchange File Format, version 1.3 and draft C
 */
export function readAiff(file: ByteFile): ParsedAudio {
  const head = file.upTo(0, 12).toString('latin1');
  if (!/^FORM[^]{4}AIF[FC]$/.test(head)) throw new BrokenAudio('not-audio', 'The file is not AIFF.');
  const fields = new TagFields();
  const texts = new TagFields();
  let common: Omit<AudioProperties, 'container'> | undefined;
  let sound: ByteRange | undefined;
  let at = 12;
  for (let chunks = 0; at + 8 <= file.sizeBytes && chunks < MAX_CHUNKS; chunks++) {
    const header = file.exactly(at, 8);
    const type = header.toString('latin1', 0, 4);
    const length = header.readUInt32BE(4);
    at += 8;
    const name = TEXT_CHUNKS[type];
    if (type === 'COMM') common = readCommon(file, { offset: at, length }, head.endsWith('C'));
    else if (type === 'SSND' && length > 8) sound = { offset: at + 8, length: length - 8 };
    else if ((type === 'ID3 ' || type === 'id3 ') && at + length <= file.sizeBytes) readId3v2(file, at, fields);
    else if (name !== undefined) texts.add(name, decodeUtf8(file.upTo(at, Math.min(length, 4096))));
    at += length + (length % 2);
  }
  if (!common) throw new BrokenAudio('corrupt', 'The file does not say what sound it holds.');
  const length = sound ? Math.min(sound.length, file.sizeBytes - sound.offset) : 0;
  if (!sound || length < sound.length * LEAST_SHARE || length <= 0) {
    throw new BrokenAudio('truncated', 'The file ends before its sound does.');
  }
  fields.fillFrom(texts);
  return { properties: { ...common, container: 'aiff' }, fields, audio: { offset: sound.offset, length } };
}

function readCommon(
  file: ByteFile,
  { offset, length }: ByteRange,
  isCompressed: boolean,
): Omit<AudioProperties, 'container'> {
  const bytes = file.exactly(offset, isCompressed && length >= 22 ? 22 : 18);
  if (bytes.length === 22 && !PCM_TYPES.has(bytes.toString('latin1', 18, 22))) {
    throw new BrokenAudio('not-audio', 'The file holds sound in an unknown format.');
  }
  const channels = bytes.readUInt16BE(0);
  const sampleRateHz = Math.round(readExtended(bytes, 8));
  if (channels === 0 || !(sampleRateHz > 0)) throw new BrokenAudio('corrupt', 'The file claims to hold no channels.');
  const durationMs = (bytes.readUInt32BE(2) / sampleRateHz) * 1000;
  return { codec: 'pcm', durationMs, channels, sampleRateHz, bitDepth: bytes.readUInt16BE(6) };
}

/** An 80-bit floating point number. */
function readExtended(bytes: Buffer, at: number): number {
  const exponent = (bytes.readUInt16BE(at) & 0x7fff) - 16_383;
  return (bytes.readUInt32BE(at + 2) * 2 ** -31 + bytes.readUInt32BE(at + 6) * 2 ** -63) * 2 ** exponent;
}
