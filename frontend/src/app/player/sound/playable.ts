import type { Transcode } from '../../core/api/urls';
import type { AudioFormatView, TrackView } from '../../core/api/types';
import type { Size } from './sound-size';

/** What is asked of an audio element to know what it plays. */
export type CanPlay = (mimeType: string) => string;

/** Codec names as `canPlayType` wants them beside the container's type. */
const CODECS: Record<string, string> = {
  flac: 'flac',
  opus: 'opus',
  vorbis: 'vorbis',
  aac: 'mp4a.40.2',
  alac: 'alac',
};

/** In this order: the best that the browser plays. MP3 plays everywhere. */
const FALLBACKS: readonly { mimeType: string; transcode: Transcode }[] = [
  { mimeType: 'audio/ogg; codecs="opus"', transcode: { format: 'opus', bitrateKbps: 192 } },
  { mimeType: 'audio/mpeg', transcode: { format: 'mp3', bitrateKbps: 256 } },
];

/** Whether the browser says that it cannot play this; when it does not know it is worth a try. */
export function isRefused(format: AudioFormatView, canPlay: CanPlay): boolean {
  const container = format.mimeType;
  const codec = CODECS[format.codec];
  // Only where the container may hold several: `audio/mpeg; codecs=…` is unknown to browsers that play it well.
  const isMixed = ['audio/mp4', 'audio/ogg', 'audio/webm', 'audio/x-m4a'].includes(container);
  const asked = codec && isMixed ? `${container}; codecs="${codec}"` : container;
  return canPlay(asked) === '';
}

/** What to ask of the server for a track that the browser cannot play as it is. */
export function fallbackFor(canPlay: CanPlay): Transcode {
  const best = FALLBACKS.find((fallback) => canPlay(fallback.mimeType) !== '');
  return best?.transcode ?? { format: 'mp3', bitrateKbps: 256 };
}

/** By how smallness is asked for: what each is made of where the browser plays it, the best first. MP3 plays everywhere. */
const SMALLER: Record<Exclude<Size, 'original'>, readonly { mimeType: string; transcode: Transcode }[]> = {
  '128': [
    { mimeType: 'audio/ogg; codecs="opus"', transcode: { format: 'opus', bitrateKbps: 128 } },
    { mimeType: 'audio/aac', transcode: { format: 'aac', bitrateKbps: 128 } },
    { mimeType: 'audio/mpeg', transcode: { format: 'mp3', bitrateKbps: 160 } },
  ],
  // What others sound like at 64 is not what anybody means by it.
  '64': [
    { mimeType: 'audio/ogg; codecs="opus"', transcode: { format: 'opus', bitrateKbps: 64 } },
    { mimeType: 'audio/aac', transcode: { format: 'aac', bitrateKbps: 96 } },
    { mimeType: 'audio/mpeg', transcode: { format: 'mp3', bitrateKbps: 96 } },
  ],
};
/** What is hardly larger is not worth the loss of making it anew. */
const WORTH_IT = 1.25;

/**
 * What to ask of the server so that less has to be loaded.
 * @returns undefined where it is to be loaded as it is: it is small already, or nobody knows what it is
 */
export function smallerFor({ format }: TrackView, size: Size, canPlay: CanPlay): Transcode | undefined {
  if (size === 'original' || !format) return undefined;
  const { transcode } = SMALLER[size].find(({ mimeType }) => canPlay(mimeType) !== '') ?? {};
  return format.bitrateKbps > (transcode?.bitrateKbps ?? Infinity) * WORTH_IT ? transcode : undefined;
}
