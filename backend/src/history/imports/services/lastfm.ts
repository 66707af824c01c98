import { fieldsOf, mbidOf, present } from '../../../common/index.js';
import { requiredText, shortText } from '../texts.js';
import type { ImportFormat } from '../imported-listen.js';
import { timeOf } from '../instants.js';

/**
 * Last.fm has no export of its own. These are what tools make of its API: CSV with or without a header
 * (`artist,album,track,date`; `uts,utc_time,artist,artist_mbid,…`), pages of `user.getRecentTracks` as JSON, and flat
 * JSON lists. Times are when a track began.
 */
export const lastFm: ImportFormat = {
  wrappers: new Set(['recenttracks', 'track', 'scrobbles']),
  columns: ['artist', 'album', 'track', 'date'],

  hasListens: (path) => /\.(?:csv|json|jsonl)$/.test(path),

  read(record) {
    if (isPlayingNow(record)) return undefined;
    const { artist, album } = record;
    const date = record.date ?? record.timestamp;
    const time = timeOf(nonBlank(record.uts) ?? fieldsOf(date).uts ?? date ?? record.utc_time);
    return {
      startedAtMs: time.atMs,
      precisionMs: time.precisionMs,
      title: requiredText(record.name ?? record.track ?? record.title, 'track'),
      artist: requiredText(nameOf(artist), 'artist'),
      outcome: 'finished',
      ...present({
        album: shortText(nameOf(album)),
        mbRecordingId: mbidOf(record.mbid) ?? mbidOf(record.track_mbid),
        mbReleaseId: mbidOf(fieldsOf(album).mbid) ?? mbidOf(record.album_mbid),
        mbArtistId: mbidOf(fieldsOf(artist).mbid) ?? mbidOf(record.artist_mbid),
      }),
    };
  },
};

function isPlayingNow(record: Readonly<Record<string, unknown>>): boolean {
  return String(fieldsOf(record['@attr']).nowplaying) === 'true';
}

/** `{"#text": …}` or, in extended answers, `{"name": …}`; a plain text elsewhere. */
function nameOf(value: unknown): unknown {
  return typeof value === 'string' ? value : (fieldsOf(value)['#text'] ?? fieldsOf(value).name);
}

function nonBlank(value: unknown): unknown {
  return value === '' ? undefined : value;
}
