export { Canon, type Identified, type Placed } from './canon.js';
export { CatalogueModule } from './catalogue.module.js';
export { ChosenVersions } from './chosen-versions.js';
export { formerIdentity } from './former-identity.js';
export { heardOf, type Heard } from './heard.js';
export { refreshIdentities } from './identity-refresh.js';
export { IDENTITY_VERSION } from './identity-version.js';
export type { Finding, KnownPerformers, PerformerFacts, RecordingFacts, ReleaseFacts } from './identity/facts.js';
export { performerIdentity, samePerformer } from './identity/performer-rules.js';
export { mainCredit, possibleNames } from './identity/performers.js';
export { recordingIdentity, SAME_LENGTH_MS, sameRecording } from './identity/recording-rules.js';
export { releaseIdentity, sameRelease } from './identity/release-rules.js';
export { RECORDING_COLUMNS, recordingFacts, type RecordingRow } from './recording-facts.js';
export { RecordingGroups } from './recording-groups.js';
export { Refs, type Subject } from './refs.js';
export { splitSourceId } from './source-id.js';
export { SourceItems, type SourceItemKind } from './source-items.js';
export { SourceSnapshots, type Snapshot, type SourceArtwork } from './source-snapshots.js';
export { sourceTrackView, whyNotPlayableOf } from './source-track-reader.js';
export { TrackDirectory, type TrackReader } from './track-directory.js';
export { unknownTrack, vanishedView, type CreditFacts, type TrackFacts, type TrackLocation } from './track-facts.js';
export {
  ArtistRef,
  AudioFormatView,
  ReplayGainView,
  TRACK_KINDS,
  TrackView,
  TrackWork,
  type TrackKind,
  type WhyNotPlayable,
} from './track.dto.js';
export { Verdicts, type Verdict } from './verdicts.js';
export { VerdictsOnTracks, type DecidedPairs } from './verdicts-on-tracks.js';
