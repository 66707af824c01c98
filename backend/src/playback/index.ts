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
export {
  PlayableSubjects,
  type EndlessKind,
  type Given,
  type ListKind,
  type Subject,
  type SubjectTracks,
} from './subjects/playable-subjects.js';
