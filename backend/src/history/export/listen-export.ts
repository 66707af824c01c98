import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Database } from '../../database/index.js';
import { csvRow } from './csv.js';
import { exportedListen, type ExportedListen, type ExportRow } from './exported-listen.js';

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const BATCH = 250;

const ref = (subject: string, kind: string, name: string): string =>
  `(SELECT MIN(value) FROM ${subject}_ref f WHERE f.${subject}_key = l.${subject}_key AND f.kind = '${kind}') AS ${name}`;

const NEXT = `SELECT l.key, l.play_id, l.started_at_ms, l.local_day, l.local_hour, l.weekday, h.title, h.artist,
    p.name AS performer, h.album, r.artist AS album_artist, h.source, l.heard_ms, l.duration_ms, l.outcome,
    l.stopped_at_ms, l.context_kind, l.context_id, l.context_title, l.output_name, l.output_kind, l.origin, l.kind,
    ${ref('recording', 'track', 'track_id')}, ${ref('release', 'album', 'album_id')},
    ${ref('performer', 'artist', 'artist_id')}, ${ref('recording', 'mbid', 'mb_recording_id')},
    ${ref('recording', 'isrc', 'isrc')}, ${ref('release', 'mbid', 'mb_release_id')},
    ${ref('performer', 'mbid', 'mb_artist_id')}
  FROM listen l JOIN heard_as h ON h.key = l.heard_as_key JOIN performer p ON p.key = l.performer_key
  LEFT JOIN release r ON r.key = l.release_key
  WHERE l.owner_id = ? AND (l.started_at_ms, l.key) > (?, ?) ORDER BY l.started_at_ms, l.key LIMIT ${BATCH}`;

type Cell = string | number | undefined;

/** Columns of CSV, in their order. */
const COLUMNS: readonly (readonly [name: string, cell: (listen: ExportedListen) => Cell])[] = [
  ['startedAt', (listen) => listen.startedAt],
  ['day', (listen) => listen.day],
  ['hour', (listen) => listen.hour],
  ['weekday', (listen) => listen.weekday],
  ['artist', (listen) => listen.artist],
  ['title', (listen) => listen.title],
  ['album', (listen) => listen.album],
  ['albumArtist', (listen) => listen.albumArtist],
  ['heardMs', (listen) => listen.heardMs],
  ['durationMs', (listen) => listen.durationMs],
  ['outcome', (listen) => listen.outcome],
  ['context', (listen) => listen.context?.kind],
  ['contextTitle', (listen) => listen.context?.title],
  ['output', (listen) => listen.output?.name],
  ['source', (listen) => listen.source],
  ['origin', (listen) => listen.origin],
  ['mbRecordingId', (listen) => listen.mbRecordingId],
  ['playId', (listen) => listen.playId],
];

/** Writes all listens out, oldest first, a few at a time: as many as there are, in the same memory. */
@Injectable()
export class ListenExport {
  constructor(private readonly database: Database) {}

  /** The file, in pieces that are made as they are asked for. */
  async *write(ownerId: string, format: ExportFormat): AsyncGenerator<string> {
    if (format === 'csv') yield csvRow(COLUMNS.map(([name]) => name));
    const line = format === 'csv' ? csvLine : jsonLine;
    let after: [startedAtMs: number, key: number] = [Number.MIN_SAFE_INTEGER, 0];
    for (;;) {
      const rows = await this.database.read.all<ExportRow>(NEXT, [ownerId, ...after]);
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map((row) => line(exportedListen(row))).join('');
      after = [last.started_at_ms, last.key];
      // Others get their turn.
      await setImmediate();
    }
  }
}

function jsonLine(listen: ExportedListen): string {
  return `${JSON.stringify(listen)}\n`;
}

function csvLine(listen: ExportedListen): string {
  return csvRow(COLUMNS.map(([, cell]) => cell(listen)));
}
