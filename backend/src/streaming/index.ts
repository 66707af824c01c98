export type { LiveTitle } from './live/live-part.js';
export { SoundingSources } from './sounding-sources.js';
export { StreamingModule } from './streaming.module.js';
export { Transcoder } from './transcode/transcoder.js';
