import type { AudioBytes } from './audio-bytes';
import type { EncodedAudio } from './encoded-audio';
import { openFlac } from './flac';
import { openMp3 } from './mp3';
import { openMp4 } from './mp4';
import { openOggOpus } from './ogg-opus';

/** The formats that are taken apart for the gapless way. */
export type GaplessKind = 'flac' | 'mp3' | 'mp4' | 'ogg-opus';

const OPENERS: Record<GaplessKind, (bytes: AudioBytes) => Promise<EncodedAudio>> = {
  flac: openFlac,
  mp3: openMp3,
  mp4: openMp4,
  'ogg-opus': openOggOpus,
};

/** Takes a file apart. @throws UnsuitableAudio it is not of that kind, or broken */
export function openAudio(bytes: AudioBytes, kind: GaplessKind): Promise<EncodedAudio> {
  return OPENERS[kind](bytes);
}
