import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Database } from '../../database/index.js';
import { SavedStations } from '../../stations/index.js';
import { exportedHeart, exportedStation, type ExportedHeart, type HeartRow } from './exported-heart.js';

const BATCH = 250;

const NEXT = `SELECT h.key, h.kind, h.subject, h.title, h.artist, h.hearted_at_ms, w.id AS artwork_id, p.name AS performer,
    c.duration_ms, a.title AS album, s.address,
    (SELECT MIN(f.value) FROM recording_ref f WHERE f.recording_key = c.key AND f.kind = 'mbid') AS mb_recording_id,
    (SELECT MIN(f.value) FROM recording_ref f WHERE f.recording_key = c.key AND f.kind = 'isrc') AS isrc,
    (SELECT MIN(f.value) FROM release_ref f
     WHERE h.kind = 'album' AND f.release_key = h.identity_key AND f.kind = 'mbid') AS mb_release_id,
    (SELECT MIN(f.value) FROM performer_ref f
     WHERE h.kind = 'artist' AND f.performer_key = h.identity_key AND f.kind = 'mbid') AS mb_artist_id
  FROM heart h LEFT JOIN artwork w ON w.key = h.artwork_key
  LEFT JOIN recording c ON h.kind = 'track' AND c.key = h.identity_key LEFT JOIN performer p ON p.key = c.performer_key
  LEFT JOIN track t ON h.kind = 'track' AND t.id = h.subject LEFT JOIN album a ON a.key = t.album_key
  LEFT JOIN show s ON h.kind = 'show' AND s.id = h.subject
  WHERE h.owner_id = ? AND (h.hearted_at_ms, h.key) > (?, ?) ORDER BY h.hearted_at_ms, h.key LIMIT ${BATCH}`;

/** Writes all hearts out as JSON lines, oldest first, then the saved stations in their order. */
@Injectable()
export class HeartExport {
  constructor(
    private readonly database: Database,
    private readonly stations: SavedStations,
  ) {}

  async *write(ownerId: string): AsyncGenerator<string> {
    let after: [heartedAtMs: number, key: number] = [Number.MIN_SAFE_INTEGER, 0];
    for (;;) {
      const rows = await this.database.read.all<HeartRow>(NEXT, [ownerId, ...after]);
      const last = rows.at(-1);
      if (!last) break;
      yield lines(rows.map(exportedHeart));
      after = [last.hearted_at_ms, last.key];
      await setImmediate();
    }
    const stations = await this.stations.all(ownerId);
    if (stations.length > 0) yield lines(stations.map(exportedStation));
  }
}

function lines(hearts: readonly ExportedHeart[]): string {
  return hearts.map((heart) => `${JSON.stringify(heart)}\n`).join('');
}
