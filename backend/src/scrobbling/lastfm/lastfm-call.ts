import { createHash } from 'node:crypto';
import { line } from '../../upstream/index.js';
import type { PlayedTrack } from '../played-track.js';
import type { Listen } from '../service.js';

export type Parameters = Readonly<Record<string, string>>;

const UNSIGNED = new Set(['format', 'callback', 'api_sig']);
const MAX_TEXT_LENGTH = 1_000;
const MS_PER_SECOND = 1_000;

/**
 * `api_sig` of a call: MD5 over all names and values in ASCII order of the names, and the shared secret
 * (https://www.last.fm/api/authspec#_8-signing-calls).
 */
export function signature(parameters: Parameters, sharedSecret: string): string {
  const names = Object.keys(parameters).filter((name) => !UNSIGNED.has(name));
  // By UTF-16 units, which for these names is ASCII: `artist[10]` comes before `artist[1]`.
  const text = names.sort().map((name) => `${name}${parameters[name]!}`).join(''); // prettier-ignore
  return createHash('md5').update(`${text}${sharedSecret}`, 'utf8').digest('hex');
}

/** @returns undefined where artist or title is unknown, without which Last.fm takes nothing */
export function trackParameters(track: PlayedTrack): Parameters | undefined {
  const artist = line(track.artist, MAX_TEXT_LENGTH);
  const title = line(track.title, MAX_TEXT_LENGTH);
  if (artist === undefined || title === undefined) return undefined;
  const album = line(track.album, MAX_TEXT_LENGTH);
  const albumArtist = line(track.albumArtist, MAX_TEXT_LENGTH);
  const seconds = Math.round((track.durationMs ?? 0) / MS_PER_SECOND);
  return {
    artist,
    track: title,
    ...(album !== undefined && { album }),
    ...(albumArtist !== undefined && albumArtist !== artist && { albumArtist }),
    ...(track.trackNumber !== undefined && { trackNumber: String(track.trackNumber) }),
    ...(seconds > 0 && { duration: String(seconds) }),
    ...(track.recordingMbid !== undefined && { mbid: track.recordingMbid }),
  };
}

/** The parameters of listens in one call, each with its place: `artist[0]`. */
export function scrobbleParameters(listens: readonly { listen: Listen; parameters: Parameters }[]): Parameters {
  const entries = listens.flatMap(({ listen, parameters }, place) => {
    const timestamp = String(Math.floor(listen.startedAtMs / MS_PER_SECOND));
    const all = { ...parameters, timestamp, ...(!listen.track.isChosenByListener && { chosenByUser: '0' }) };
    return Object.entries(all).map(([name, value]) => [`${name}[${place}]`, value] as const);
  });
  return Object.fromEntries(entries);
}
