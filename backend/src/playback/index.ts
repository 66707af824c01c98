export { PlayEvents, type PlayEvent, type PlayListener } from './play-events.js';
export { PlaybackModule } from './playback.module.js';
