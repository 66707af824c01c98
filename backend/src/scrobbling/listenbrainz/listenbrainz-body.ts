import { line } from '../../upstream/index.js';
import type { PlayedTrack } from '../played-track.js';
import { NAMELESS, type Listen, type Refusal } from '../service.js';

/** A listen takes 10,240 bytes at most; even with every character escaped, three such texts leave room for the rest. */
const MAX_TEXT_LENGTH = 450;
const MAX_ARTISTS = 20;
const MAX_DURATION_MS = 24 * 24 * 60 * 60 * 1_000;
/** October 2002, when the first such service began. */
const EARLIEST_SECONDS = 1_033_410_600;
const MOST_AHEAD_SECONDS = 3_600;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MS_PER_SECOND = 1_000;

export interface TrackMetadata {
  readonly artist_name: string;
  readonly track_name: string;
  readonly release_name?: string;
  readonly additional_info: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface SubmittedListen {
  readonly listened_at: number;
  readonly track_metadata: TrackMetadata;
}

/**
 * What ListenBrainz is told of a track (https://listenbrainz.readthedocs.io, “JSON Documentation”). What is unknown or
 * would be refused is left out.
 * @returns undefined where artist or title is unknown, without which it takes nothing
 */
export function trackMetadata(track: PlayedTrack, version: string): TrackMetadata | undefined {
  const artist = line(track.artist, MAX_TEXT_LENGTH);
  const title = line(track.title, MAX_TEXT_LENGTH);
  if (artist === undefined || title === undefined) return undefined;
  const album = line(track.album, MAX_TEXT_LENGTH);
  return {
    artist_name: artist,
    track_name: title,
    ...(album !== undefined && { release_name: album }),
    additional_info: { ...additionalInfo(track), ...client(version) },
  };
}

/** What it knows recordings by that it is not told the id of (https://listenbrainz.readthedocs.io, “metadata/lookup”). */
export function lookUpNames(track: PlayedTrack): { artist_name: string; recording_name: string } | undefined {
  const artist = line(track.artist, MAX_TEXT_LENGTH);
  const title = line(track.title, MAX_TEXT_LENGTH);
  return artist === undefined || title === undefined ? undefined : { artist_name: artist, recording_name: title };
}

/** @returns why, of a listen that ListenBrainz would refuse */
export function submittedListen(
  { startedAtMs, track }: Listen,
  version: string,
  nowMs: number,
): SubmittedListen | Refusal {
  const metadata = trackMetadata(track, version);
  if (!metadata) return NAMELESS;
  const seconds = Math.floor(startedAtMs / MS_PER_SECOND);
  const latest = Math.floor(nowMs / MS_PER_SECOND) + MOST_AHEAD_SECONDS;
  if (!(seconds >= EARLIEST_SECONDS && seconds <= latest))
    return {
      reason: 'Its time cannot be right: look at the clock of the server.',
      told: { code: 'scrobble-wrong-time' },
    };
  return { listened_at: seconds, track_metadata: metadata };
}

function client(version: string): TrackMetadata['additional_info'] {
  return { media_player: 'Pyxis', submission_client: 'Pyxis', submission_client_version: version };
}

function additionalInfo(track: PlayedTrack): TrackMetadata['additional_info'] {
  const { trackNumber, durationMs = 0, recordingMbid, releaseMbid, releaseGroupMbid } = track;
  const artistMbids = track.artistMbids ?? [];
  const isrc = track.isrc !== undefined && /^[A-Z0-9]{12}$/.test(track.isrc) ? track.isrc : undefined;
  const duration = Math.round(durationMs);
  return {
    ...(trackNumber !== undefined && Number.isSafeInteger(trackNumber) && { tracknumber: trackNumber }),
    ...(duration > 0 && duration <= MAX_DURATION_MS && { duration_ms: duration }),
    ...(isrc !== undefined && { isrc }),
    ...(isUuid(recordingMbid) && { recording_mbid: recordingMbid }),
    ...(isUuid(releaseMbid) && { release_mbid: releaseMbid }),
    ...(isUuid(releaseGroupMbid) && { release_group_mbid: releaseGroupMbid }),
    ...(artistMbids.length > 0 &&
      artistMbids.length <= MAX_ARTISTS &&
      artistMbids.every(isUuid) && { artist_mbids: artistMbids }),
  };
}

function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}
