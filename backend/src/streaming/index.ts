export { titleAt } from './live/live-buffer.js';
export { LiveTitleView, LiveView } from './live/live.dto.js';
export { LiveStreams } from './live/live-streams.js';
export type { LiveTitle } from './live/live-part.js';
export { SoundingSources } from './sounding-sources.js';
export { StreamingModule } from './streaming.module.js';
export { Transcoder } from './transcode/transcoder.js';
