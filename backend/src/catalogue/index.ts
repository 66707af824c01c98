export type {
  Finding,
  KnownPerformers,
  Outcome,
  PerformerFacts,
  RecordingFacts,
  ReleaseFacts,
  SourceId,
} from './identity/facts.js';
export { performerIdentity, samePerformer } from './identity/performer-rules.js';
export { recordingIdentity, sameRecording } from './identity/recording-rules.js';
export { releaseIdentity, sameRelease } from './identity/release-rules.js';
