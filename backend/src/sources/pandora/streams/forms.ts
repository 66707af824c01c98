import type { Quality } from '../../source.js';
import type { AudioForm, AudioForms } from '../answers/playlist.js';

/** From so many on MP3 sounds better than AAC+ at 64. */
const GOOD_MP3_KBPS = 128;

/** The form in which a song is taken: the best that there is, or the smallest. @returns undefined where it has none */
export function formFor({ high, medium, low, mp3, adts, other }: AudioForms, quality: Quality): AudioForm | undefined {
  const isGood = high?.mimeType === 'audio/mpeg' && (high.bitrateKbps ?? 0) >= GOOD_MP3_KBPS;
  const best = [isGood ? high : undefined, mp3, high, medium, adts, low, other];
  const smallest = [low, medium, adts, high, mp3, other];
  return (quality === 'best' ? best : smallest).find((form) => form !== undefined);
}
