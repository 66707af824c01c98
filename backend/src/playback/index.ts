export {
  PlayEvents,
  type OutputRef,
  type PlayContext,
  type PlayEvent,
  type PlayListener,
  type PlayOutcome,
  type ToldPlay,
} from './play-events.js';
export { PlaybackModule } from './playback.module.js';
