import type { AudioFormatView, TrackView } from '../../core/api/types';
import type { Transcode } from '../../core/api/urls';
import type { GaplessKind } from './containers/open-audio';

/** What a SourceBuffer has to take for it. */
const BUFFER_TYPES: Record<GaplessKind, string> = {
  flac: 'audio/mp4; codecs="flac"',
  mp3: 'audio/mpeg',
  mp4: 'audio/mp4; codecs="mp4a.40.2"',
  'ogg-opus': 'audio/mp4; codecs="opus"',
  'webm-opus': 'audio/mp4; codecs="opus"',
  // As most that comes from elsewhere.
  sniffed: 'audio/mp4; codecs="opus"',
};

/** @returns undefined for what has to be played as a file */
export function gaplessKind(format: AudioFormatView | undefined): GaplessKind | undefined {
  if (!format) return 'sniffed';
  const { codec, mimeType } = format;
  if (codec === 'aac' && mimeType === 'audio/mp4') return 'mp4';
  if (codec === 'flac' && mimeType === 'audio/flac') return 'flac';
  if (codec === 'mp3' && mimeType === 'audio/mpeg') return 'mp3';
  if (codec === 'opus' && mimeType === 'audio/ogg') return 'ogg-opus';
  if (codec === 'opus' && mimeType === 'audio/webm') return 'webm-opus';
  return undefined;
}

/** What is converted is held as a whole until it is; what is longer is played as a file. */
const LONGEST_CONVERTED_MS = 20 * 60_000;

/** Of what the server makes of a track. @returns undefined for what has to be played as a file */
export function convertedKind({ durationMs }: TrackView, { format }: Transcode): GaplessKind | undefined {
  return format === 'opus' && (durationMs ?? Infinity) <= LONGEST_CONVERTED_MS ? 'ogg-opus' : undefined;
}

/** @param isTypeSupported of `MediaSource` */
export function canPlayGaplessly(
  kind: GaplessKind | undefined,
  isTypeSupported: (mimeType: string) => boolean,
): boolean {
  return kind !== undefined && isTypeSupported(BUFFER_TYPES[kind]);
}
