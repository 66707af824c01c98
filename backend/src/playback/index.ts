export { ChapterFinders } from './chapter-finders.js';
export { HearingHabits, type Habits } from './hearing-habits.js';
export {
  PlayEvents,
  type OutputRef,
  type PlayContext,
  type PlayEvent,
  type PlayJudge,
  type PlayListener,
  type PlayOutcome,
  type ToldPlay,
} from './play-events.js';
export { currentItem, followingItem, isLive, type PlayerState, type QueueOrigin } from './player-state.js';
export { SubjectBody } from './playback.dto.js';
export { Players, type OwnedState } from './players.js';
export { PlaybackModule } from './playback.module.js';
export { ResumePoints } from './resume-points.js';
export { listedFrom } from './subjects/listed.js';
export {
  idOf,
  PlayableSubjects,
  type EndlessKind,
  type ListKind,
  type OwnedOrigin,
  type Subject,
  type SubjectTracks,
} from './subjects/playable-subjects.js';
