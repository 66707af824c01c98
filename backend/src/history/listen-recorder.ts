import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HistoryConfig } from '../config/index.js';
import { PlayEvents, type PlayEvent, type PlayListener } from '../playback/index.js';
import type { Sql } from '../sql/index.js';
import { Ledger } from './ledger.js';
import { countsAsListen } from './listen-rule.js';
import type { Heard } from './listen.js';

interface TrackRow {
  readonly title: string;
  readonly artist: string;
  readonly performer: string | null;
  readonly artist_id: string | null;
  readonly album: string;
  readonly album_artist: string;
  readonly album_id: string;
  readonly source: string | null;
  readonly mb_recording_id: string | null;
  readonly isrc: string | null;
  readonly mb_release_id: string | null;
  readonly mb_artist_id: string | null;
}

const TRACK = `SELECT t.title, t.artist, t.mb_recording_id, t.isrc, r.name AS performer, r.id AS artist_id, r.mb_artist_id,
    a.title AS album, a.artist AS album_artist, a.id AS album_id, a.mb_release_id,
    (SELECT s.source FROM track_source s WHERE s.track_key = t.key ORDER BY s.is_missing, s.key LIMIT 1) AS source
  FROM track t JOIN album a ON a.key = t.album_key
  LEFT JOIN track_artist c ON c.track_key = t.key AND c.position = 0 LEFT JOIN artist r ON r.key = c.artist_key
  WHERE t.id = ?`;

/**
 * Turns plays into listens, in the transaction that changes the player: what was answered as played is written down.
 * A play is not to be seen before it counts.
 */
@Injectable()
export class ListenRecorder implements OnModuleInit, PlayListener {
  constructor(
    private readonly events: PlayEvents,
    private readonly ledger: Ledger,
    private readonly config: HistoryConfig,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  async record(event: PlayEvent, sql: Sql): Promise<void> {
    const { ownerId, playId, heardMs, durationMs, context, output } = event;
    if (event.kind === 'started') await this.ledger.closeOpen(sql, ownerId, playId);
    if (!countsAsListen(heardMs, durationMs, this.config.minimumListenSeconds * 1000)) return;
    const heard = await this.heard(sql, event.trackId);
    if (!heard) return;
    await this.ledger.record(sql, {
      ownerId,
      playId,
      heard,
      startedAtMs: event.startedAtMs,
      heardMs,
      ...(durationMs > 0 && { durationMs }),
      outcome: event.outcome ?? 'playing',
      stoppedAtMs: event.positionMs,
      ...(context && { context }),
      output: { name: output.name, kind: output.kind },
      origin: 'pyxis',
    });
  }

  /** What the track is called now; undefined when it left the library in the midst of it. */
  private async heard(sql: Sql, trackId: string): Promise<Heard | undefined> {
    const row = await sql.get<TrackRow>(TRACK, [trackId]);
    if (!row) return undefined;
    return {
      title: row.title,
      artist: row.artist,
      ...(row.performer !== null && { performer: row.performer }),
      ...(row.album !== '' && { album: row.album, albumId: row.album_id }),
      ...(row.album_artist !== '' && { albumArtist: row.album_artist }),
      source: row.source ?? 'local',
      trackId,
      ...(row.artist_id !== null && { artistId: row.artist_id }),
      ...(row.mb_recording_id !== null && { mbRecordingId: row.mb_recording_id }),
      ...(row.isrc !== null && { isrc: row.isrc }),
      ...(row.mb_release_id !== null && { mbReleaseId: row.mb_release_id }),
      ...(row.mb_artist_id !== null && { mbArtistId: row.mb_artist_id }),
    };
  }
}
