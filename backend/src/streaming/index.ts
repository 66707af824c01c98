export { titleAt } from './live/live-buffer.js';
export { LiveTitleView, LiveView } from './live/live.dto.js';
export { LiveStreams } from './live/live-streams.js';
export type { LiveTitle } from './live/live-part.js';
export { parsePlaylist, type PlaylistHints } from './live/playlists/parse-playlist.js';
export type { PlaylistEntry } from './live/playlists/playlist-entry.js';
export { SoundingSources } from './sounding-sources.js';
export { StreamingModule } from './streaming.module.js';
export { Transcoder } from './transcode/transcoder.js';
