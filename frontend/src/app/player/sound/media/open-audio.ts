import type { AudioFormatView } from '../../../api/types';
import { UnsuitableAudio, type AudioBytes } from './audio-bytes';
import type { EncodedAudio } from './encoded-audio';
import { openFlac } from './flac';
import { openMp3 } from './mp3';
import { openMp4 } from './mp4';
import { openOggOpus } from './ogg-opus';

/** Takes a file apart by what the library says it is. @throws UnsuitableAudio it is not that, or broken */
export function openAudio(bytes: AudioBytes, { codec, mimeType }: AudioFormatView): Promise<EncodedAudio> {
  if (mimeType === 'audio/mp4') return openMp4(bytes);
  if (codec === 'flac' && mimeType === 'audio/flac') return openFlac(bytes);
  if (codec === 'opus' && mimeType === 'audio/ogg') return openOggOpus(bytes);
  if (codec === 'mp3') return openMp3(bytes);
  throw new UnsuitableAudio(`There is no gapless way for ${codec} in ${mimeType}.`);
}
