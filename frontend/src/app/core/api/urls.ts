/**
 * Every address of the server that the app knows. All are relative: the browser resolves them against `<base href>`,
 * so the app works below any path.
 */
const API = 'api/v1';

/** A path below the API; each segment is percent-encoded. */
function api(...segments: string[]): string {
  return [API, ...segments.map(encodeURIComponent)].join('/');
}

export const albumsUrl = api('albums');
export const artistsUrl = api('artists');
export const tracksUrl = api('tracks');
export const genresUrl = api('genres');
export const searchUrl = api('search');
export const sourcesUrl = api('sources');
export const systemUrl = api('system');
export const scansUrl = api('scans');
export const currentScanUrl = api('scans', 'current');
export const scanFaultsUrl = api('scans', 'faults');
export const scanEventsUrl = api('scans', 'events');
export const playerUrl = api('playback');
export const queueUrl = api('playback', 'queue');
export const scrobblingUrl = api('scrobbling');
export const scrobblingRetryUrl = (id: string): string => api('scrobbling', id, 'retry');
export const lastFmConnectUrl = api('scrobbling', 'lastfm', 'connect');
export const lastFmConnectFinishUrl = api('scrobbling', 'lastfm', 'connect', 'finish');
export const homeUrl = api('home');
export const listensUrl = api('history', 'listens');
export const listeningDaysUrl = api('history', 'days');
export const historySummaryUrl = api('history', 'statistics', 'summary');
export const topUrl = api('history', 'statistics', 'top');
export const listeningClockUrl = api('history', 'statistics', 'clock');
export const discoveryUrl = api('history', 'statistics', 'discovery');
export const completenessUrl = api('history', 'statistics', 'completeness');
export const importsUrl = api('history', 'imports');
export const apiDocsUrl = 'api/docs';
export const healthUrl = 'healthz';

export const albumUrl = (id: string): string => api('albums', id);
export const albumEditUrl = (id: string, field: 'title' | 'artist'): string => api('albums', id, 'edits', field);
export const albumPlacementUrl = (id: string): string => api('albums', id, 'placement');
export const artistUrl = (id: string): string => api('artists', id);
export const trackUrl = (id: string): string => api('tracks', id);
export const lyricsUrl = (trackId: string): string => api('tracks', trackId, 'lyrics');
export const trackTitleEditUrl = (id: string): string => api('tracks', id, 'edits', 'title');
export const artworkUrl = (id: string): string => api('artworks', id);

/** What the player is asked to do: `pause`, `queue/move` … */
export const playerCommandUrl = (command: string): string => api('playback', ...command.split('/'));
export const outputUrl = (id: string): string => api('playback', 'outputs', id);
export const outputReleaseUrl = (id: string): string => api('playback', 'outputs', id, 'release');
export const outputReportsUrl = (id: string): string => api('playback', 'outputs', id, 'reports');

/** The player's events; that output is there as long as they are listened to. */
export const playerEventsUrl = (outputId: string): string =>
  `${api('playback', 'events')}?outputId=${encodeURIComponent(outputId)}`;
export const importUrl = (id: string): string => api('history', 'imports', id);
export const importApplyUrl = (id: string): string => api('history', 'imports', id, 'apply');

/** The whole history as a file to keep. */
export function historyExportUrl(format: 'jsonl' | 'csv'): string {
  return `${api('history', 'export')}?format=${format}`;
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

/** The audio of a track: untouched, or transcoded. */
export function streamUrl(trackId: string, transcode?: Transcode): string {
  const path = `stream/${encodeURIComponent(trackId)}`;
  if (!transcode) return path;
  const query = new URLSearchParams({ format: transcode.format });
  if (transcode.bitrateKbps !== undefined) query.set('bitrate', String(transcode.bitrateKbps));
  if (transcode.startSeconds) query.set('t', transcode.startSeconds.toFixed(3));
  return `${path}?${query.toString()}`;
}
