import { fieldsOf, isrcOf, mbidOf, present, spanOf } from '../../../common/index.js';
import { requiredText, shortText } from '../texts.js';
import type { ImportFormat } from '../imported-listen.js';
import { timeOf } from '../instants.js';

/**
 * ListenBrainz: the export archive (`listens/YYYY/M.jsonl`), one of its files, the older export (a JSON list), and
 * answers of its API. Times are when a listen began.
 */
export const listenBrainz: ImportFormat = {
  wrappers: new Set(['payload', 'listens']),

  hasListens(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return /\.jsonl?$/.test(name) && (/(?:^|\/)listens\//.test(path) || /(?:^|_)listens/.test(name));
  },

  read(record) {
    // What is playing now has no time.
    if (record.playing_now === true) return undefined;
    const track = fieldsOf(record.track_metadata);
    const info = fieldsOf(track.additional_info);
    const mapped = fieldsOf(track.mbid_mapping);
    const time = timeOf(record.listened_at);
    return {
      startedAtMs: time.atMs,
      precisionMs: time.precisionMs,
      title: requiredText(track.track_name, 'track name'),
      artist: requiredText(track.artist_name, 'artist name'),
      outcome: 'finished',
      ...present({
        album: shortText(track.release_name),
        albumArtist: shortText(info.release_artist_name),
        mbRecordingId: mbidOf(mapped.recording_mbid) ?? mbidOf(info.recording_mbid),
        mbReleaseId: mbidOf(mapped.release_mbid) ?? mbidOf(info.release_mbid),
        mbArtistId: first(mapped.artist_mbids) ?? first(info.artist_mbids),
        isrc: isrcOf(info.isrc),
        durationMs: spanOf(info.duration_ms) ?? spanOf(info.duration, 1_000),
        heardMs: spanOf(info.duration_played, 1_000),
      }),
    };
  },
};

function first(ids: unknown): string | undefined {
  return Array.isArray(ids) ? mbidOf(ids[0]) : undefined;
}
