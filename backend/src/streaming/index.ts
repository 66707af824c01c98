export { SoundingSources } from './sounding-sources.js';
export { StreamingModule } from './streaming.module.js';
export { Transcoder } from './transcode/transcoder.js';
