import { crc32 } from 'node:zlib';
import { readAdts } from './adts.js';
import { readAiff } from './aiff.js';
import { readAsf } from './asf.js';
import { BrokenAudio } from './broken-audio.js';
import type { ByteFile } from './byte-file.js';
import { readFlac } from './flac.js';
import { readMatroska } from './matroska.js';
import { readMp4 } from './mp4.js';
import { readMpegAudio } from './mpeg-audio.js';
import { readOgg } from './ogg.js';
import type { ParsedAudio } from './parsed-audio.js';
import { readWave } from './riff.js';

/** Enough to tell recordings apart, read anyway by most formats' readers. */
const KEY_BYTES = 4 * 1024;

type Reader = (file: ByteFile) => ParsedAudio;

/** Reader by extension, in lower case. A file that turns out to be something else goes by its first bytes. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['mp3', readMpegAudio], ['mp2', readMpegAudio], ['flac', readFlac], ['ogg', readOgg], ['oga', readOgg], ['opus', readOgg],
  ['m4a', readMp4], ['m4b', readMp4], ['aac', readAdts], ['wav', readWave], ['wave', readWave], ['aif', readAiff],
  ['aiff', readAiff], ['aifc', readAiff], ['wma', readAsf], ['mka', readMatroska], ['webm', readMatroska],
  ['weba', readMatroska],
]); // prettier-ignore

/** First bytes of the formats that have a mark there. */
const MARKS: readonly (readonly [mark: RegExp, reader: Reader])[] = [
  [/^fLaC/, readFlac], [/^OggS/, readOgg], [/^[^]{4}ftyp/, readMp4], [/^RIFF[^]{4}WAVE|^RF64/, readWave],
  [/^FORM[^]{4}AIF/, readAiff], [/^\x30\x26\xb2\x75/, readAsf], [/^\x1a\x45\xdf\xa3/, readMatroska],
  [/^ID3|^\xff[\xe2-\xff]/, readMpegAudio],
]; // prettier-ignore

/** Whether a file of this name (its extension in lower case) is looked into. */
export function isAudioExtension(extension: string): boolean {
  return READERS.has(extension);
}

/**
 * Reads what an audio file says of itself.
 * @param extension in lower case, without the dot
 * @throws BrokenAudio with the reason, when it cannot be played
 */
export function readAudio(file: ByteFile, extension: string): ParsedAudio {
  if (file.sizeBytes === 0) throw new BrokenAudio('empty', 'The file is empty.');
  const read = READERS.get(extension);
  if (!read) throw new BrokenAudio('not-audio', `Files that end in .${extension} are not read.`);
  try {
    return playable(read(file));
  } catch (error) {
    // A number outside of the bytes that hold it: Buffer's own check caught what ours did not.
    if (error instanceof RangeError) throw new BrokenAudio('corrupt', 'The headers of the file are damaged.');
    if (!(error instanceof BrokenAudio) || error.code !== 'not-audio') throw error;
    const actual = readerByMark(file, read);
    if (!actual) throw error;
    return playable(actual(file));
  }
}

/** Music is often misnamed: MP4 as `.aac`, Ogg as `.mp3`. */
function readerByMark(file: ByteFile, tried: Reader): Reader | undefined {
  const head = file.upTo(0, 12).toString('latin1');
  const found = MARKS.find(([mark]) => mark.test(head))?.[1];
  return found === tried ? undefined : found;
}

/** A week of sound is the longest that is believed; nonsense beyond would break every sum. */
const MAX_DURATION_MS = 7 * 24 * 3_600_000;

function playable(parsed: ParsedAudio): ParsedAudio {
  const { durationMs, sampleRateHz, channels } = parsed.properties;
  const isSane = Number.isFinite(durationMs) && durationMs >= 0 && durationMs <= MAX_DURATION_MS;
  if (!isSane || sampleRateHz < 1 || sampleRateHz > 2_822_400 * 8 || channels < 1 || channels > 255) {
    throw new BrokenAudio('corrupt', 'The file describes sound that cannot be.');
  }
  return parsed;
}

/** Changes only when the audio does. @see CollectedTrack.contentKey */
export function contentKey(file: ByteFile, { properties, audio, audioDigest }: ParsedAudio): string {
  if (audioDigest !== undefined) return `${properties.codec}:${audioDigest}`;
  const head = file.upTo(audio.offset, Math.min(KEY_BYTES, audio.length));
  return `${properties.codec}:${audio.length.toString(36)}:${crc32(head).toString(16).padStart(8, '0')}`;
}
