import { address, urlOf } from './api';
import type { Options } from './contract';

/** As many as the server takes. */
const MOST_OUTPUTS = 100;

// Addresses of what the browser itself fetches. All are relative: it resolves them against `<base href>`, so the app
// works below any path.

export const apiDocsUrl = 'api/docs';
export const healthUrl = 'healthz';

/** Events of these topics; the outputs are there as long as they are listened to. */
export function eventsUrl(topics: readonly string[], outputIds: readonly string[]): string {
  const outputs = outputIds.length > 0 ? `&outputIds=${outputIds.slice(0, MOST_OUTPUTS).join(',')}` : '';
  return `${urlOf('/api/v1/events')}?topics=${topics.join(',')}${outputs}`;
}

/** What a search finds, as it comes. */
export function searchStreamUrl(query: NonNullable<Options<'get', '/api/v1/search/stream'>['query']>): string {
  // A worker that stands between would gather the whole answer first.
  return address('/api/v1/search/stream', { query: { ...query, 'ngsw-bypass': 'true' } });
}

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

/** The sound of a station from a moment of its clock on. */
export function liveUrl(trackId: string, atMs: number, format?: Transcode['format']): string {
  const query = new URLSearchParams({ at: String(atMs), ...(format && { format }) });
  return `stream/${encodeURIComponent(trackId)}?${query.toString()}`;
}

/** Of audio that a source has in two: what sounds best, or what is smallest. */
export type Quality = 'best' | 'saving';

/** The audio of a track: untouched, or transcoded. @param quality absent: as it is set for its source */
export function streamUrl(trackId: string, transcode?: Transcode, quality?: Quality): string {
  const query = new URLSearchParams();
  if (transcode) query.set('format', transcode.format);
  if (transcode?.bitrateKbps !== undefined) query.set('bitrate', String(transcode.bitrateKbps));
  if (transcode?.startSeconds) query.set('t', transcode.startSeconds.toFixed(3));
  if (quality) query.set('quality', quality);
  const path = `stream/${encodeURIComponent(trackId)}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** An album as a ZIP, whose name the server tells. */
export function albumDownloadUrl(albumId: string): string {
  return address('/stream/album/{albumId}', { path: { albumId } });
}

/** The audio of a track as a file, whose name the server tells. */
export function downloadUrl(trackId: string): string {
  return `${streamUrl(trackId)}?download=true`;
}
