import { textAt, UnsuitableAudio, type AudioBytes } from './audio-bytes';
import type { EncodedAudio } from './encoded-audio';
import { openFlac } from './flac';
import { openMp3 } from './mp3';
import { openMp4 } from './mp4';
import { openOggOpus } from './ogg-opus';
import { openWebmOpus } from './webm-opus';

/** The formats that are taken apart for the gapless way; `sniffed`: that of its first bytes. */
export type GaplessKind = 'flac' | 'mp3' | 'mp4' | 'ogg-opus' | 'webm-opus' | 'sniffed';

const OPENERS: Record<GaplessKind, (bytes: AudioBytes) => Promise<EncodedAudio>> = {
  flac: openFlac,
  mp3: openMp3,
  mp4: openMp4,
  'ogg-opus': openOggOpus,
  'webm-opus': openWebmOpus,
  sniffed: openSniffed,
};

/** What comes from elsewhere is known when it is there. */
async function openSniffed(bytes: AudioBytes): Promise<EncodedAudio> {
  switch (textAt(await bytes.read(0, 4), 0, 4)) {
    case '\x1aE\xdf\xa3':
      return openWebmOpus(bytes);
    case 'OggS':
      return openOggOpus(bytes);
    case 'fLaC':
      return openFlac(bytes);
    default:
      throw new UnsuitableAudio('There is no gapless way for this kind of file.');
  }
}

/** Takes a file apart. @throws UnsuitableAudio it is not of that kind, or broken */
export function openAudio(bytes: AudioBytes, kind: GaplessKind): Promise<EncodedAudio> {
  return OPENERS[kind](bytes);
}
