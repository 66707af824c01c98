export { CatalogueModule } from './catalogue.module.js';
export type { KnownPerformers, PerformerFacts, RecordingFacts, ReleaseFacts } from './identity/facts.js';
export { performerIdentity, samePerformer } from './identity/performer-rules.js';
export { recordingIdentity, sameRecording } from './identity/recording-rules.js';
export { releaseIdentity, sameRelease } from './identity/release-rules.js';
export { artworkIdOf } from './source-track-reader.js';
export { TrackDirectory, type TrackReader } from './track-directory.js';
export { unknownTrack, vanishedView, type CreditFacts, type TrackFacts, type TrackLocation } from './track-facts.js';
export { AlbumRef, ArtistRef, AudioFormatView, ReplayGainView, TrackView } from './track.dto.js';
