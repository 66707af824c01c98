import type { AudioFormat } from './audio-format.js';
import type { ByteRange } from './byte-file.js';
import type { TagFields } from './tag-fields.js';

/** What is known of the audio; without a bit rate, the average over `audio` is meant. */
export interface AudioProperties extends Omit<AudioFormat, 'mimeType' | 'bitrateKbps'> {
  readonly bitrateKbps?: number;
  /** Where the container alone does not tell. */
  readonly mimeType?: string;
}

/** What a reader of one file format finds. */
export interface ParsedAudio {
  readonly properties: AudioProperties;
  readonly fields: TagFields;
  /** The bytes of the audio, without tags as far as the format keeps them apart. */
  readonly audio: ByteRange;
  /** Digest of the decoded audio, where the file carries one. */
  readonly audioDigest?: string;
}
