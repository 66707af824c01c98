import { createHash } from 'node:crypto';
import type { Listen } from '../listen.js';
import { present } from '../../common/index.js';
import type { ImportService } from './formats.js';
import type { ImportedListen } from './imported-listen.js';
import type { TrackMatch } from './track-match.js';

const DIGEST = 32;

/**
 * An imported listen as it goes into the ledger. Services that count only what was heard for the most part do not say
 * for how long: that is taken for the whole track, and for nothing where its length is not known either.
 */
export function toListen(
  listen: ImportedListen,
  { ownerId, service, match }: { ownerId: string; service: ImportService; match?: TrackMatch },
): Listen {
  const { kind, startedAtMs, outcome, stoppedAtMs, context, output, local } = listen;
  const durationMs = listen.durationMs ?? match?.durationMs;
  return {
    ownerId,
    playId: listen.playId ?? madePlayId(service, listen),
    heard: {
      title: listen.title,
      artist: listen.artist,
      source: listen.source ?? service,
      ...present({
        performer: listen.performer ?? match?.performer,
        album: listen.album ?? match?.album,
        albumArtist: listen.albumArtist ?? match?.albumArtist,
        trackId: match?.trackId ?? listen.trackId,
        albumId: match ? match.albumId : listen.albumId,
        artistId: match ? match.artistId : listen.artistId,
        mbRecordingId: listen.mbRecordingId,
        isrc: listen.isrc,
        mbReleaseId: listen.mbReleaseId,
        mbArtistId: listen.mbArtistId,
      }),
    },
    startedAtMs,
    heardMs: listen.heardMs ?? durationMs ?? 0,
    outcome,
    origin: listen.origin ?? service,
    ...present({ kind, durationMs, stoppedAtMs, context, output, local }),
  };
}

/** The same for the same listen, whenever it is imported. */
function madePlayId(service: ImportService, { startedAtMs, artist, title }: ImportedListen): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([startedAtMs, artist, title]))
    .digest('base64url');
  return `${service}-${digest.slice(0, DIGEST)}`;
}
