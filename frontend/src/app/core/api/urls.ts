import { urlOf } from './api';

// Addresses of what the browser itself fetches. All are relative: it resolves them against `<base href>`, so the app
// works below any path.

export const apiDocsUrl = 'api/docs';
export const healthUrl = 'healthz';
export const scanEventsUrl = urlOf('/api/v1/scans/events');

/** The player's events; that output is there as long as they are listened to. */
export const playerEventsUrl = (outputId: string): string =>
  `${urlOf('/api/v1/playback/events')}?outputId=${encodeURIComponent(outputId)}`;

/** A cover as an image at most `sizePx` wide and high. */
export function coverUrl(artworkId: string, sizePx: number): string {
  return `art/${encodeURIComponent(artworkId)}?size=${sizePx}`;
}

/** What the server is asked to make of a track that the browser cannot play as it is. */
export interface Transcode {
  format: 'opus' | 'mp3' | 'aac' | 'flac';
  bitrateKbps?: number;
  /** Where to begin; a transcode cannot be sought in otherwise. */
  startSeconds?: number;
}

/** The audio of a track: untouched, or transcoded. */
export function streamUrl(trackId: string, transcode?: Transcode): string {
  const path = `stream/${encodeURIComponent(trackId)}`;
  if (!transcode) return path;
  const query = new URLSearchParams({ format: transcode.format });
  if (transcode.bitrateKbps !== undefined) query.set('bitrate', String(transcode.bitrateKbps));
  if (transcode.startSeconds) query.set('t', transcode.startSeconds.toFixed(3));
  return `${path}?${query.toString()}`;
}
