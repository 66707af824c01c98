import { present, spanOf, type Fields } from '../../../common/index.js';
import { requiredText, shortText } from '../texts.js';
import { RefusedRecord, type ImportedListen, type ImportFormat } from '../imported-listen.js';
import { timeOf } from '../instants.js';
import type { Outcome } from '../../listen.js';

/**
 * Spotify: the extended streaming history (`Streaming_History_Audio_*.json`, formerly `endsong_*.json`) and that of the
 * account data (`StreamingHistory_music_*.json`, formerly `StreamingHistory*.json`), alone or in their archives. Times are
 * when a play ended. Podcasts, audiobooks and videos are not read.
 */
export const spotify: ImportFormat = {
  wrappers: new Set(),
  hasPlays: true,

  hasListens: (path) =>
    /(?:^|\/)(?:streaming_history_audio_|endsong_?|streaminghistory(?:_music_)?)[\d_-]*\.json$/.test(path),

  read(record) {
    return 'ts' in record ? readExtended(record) : ofAccount(record);
  },
};

function readExtended(record: Fields): ImportedListen | undefined {
  if (record.master_metadata_track_name === null || record.master_metadata_track_name === undefined) {
    if ('spotify_track_uri' in record || 'spotify_episode_uri' in record) return undefined;
    throw new RefusedRecord('There is no track.', { code: 'record-no-title' });
  }
  const albumArtist = shortText(record.master_metadata_album_artist_name);
  return {
    ...endedAt(record.ts, record.ms_played),
    title: requiredText(record.master_metadata_track_name, 'track'),
    artist: requiredText(record.master_metadata_album_artist_name, 'artist'),
    outcome: outcomeOf(record),
    ...present({ album: shortText(record.master_metadata_album_album_name), albumArtist }),
  };
}

function ofAccount(record: Fields): ImportedListen | undefined {
  if ('podcastName' in record || 'episodeName' in record) return undefined;
  return {
    ...endedAt(record.endTime, record.msPlayed),
    title: requiredText(record.trackName, 'track'),
    artist: requiredText(record.artistName, 'artist'),
    outcome: 'stopped',
  };
}

function endedAt(end: unknown, playedMs: unknown): Pick<ImportedListen, 'startedAtMs' | 'precisionMs' | 'heardMs'> {
  const { atMs, precisionMs } = timeOf(end);
  const heardMs = spanOf(playedMs) ?? 0;
  return { startedAtMs: atMs - heardMs, precisionMs, heardMs };
}

function outcomeOf({ reason_end, skipped }: Fields): Outcome {
  if (reason_end === 'trackdone') return 'finished';
  return skipped === true || reason_end === 'fwdbtn' || reason_end === 'backbtn' ? 'skipped' : 'stopped';
}
