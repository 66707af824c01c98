import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';

/** One place where a track can be heard. */
export interface PlayableTrack {
  readonly source: string;
  readonly locator: string;
  readonly codec: string;
  readonly container: string;
  readonly mimeType: string;
  readonly channels: number;
  readonly bitDepth: number | null;
  readonly durationMs: number;
}

const SELECT = `SELECT s.source, s.locator, s.codec, s.container, s.mime_type AS "mimeType", s.channels,
    s.bit_depth AS "bitDepth", t.duration_ms AS "durationMs"
  FROM track_source s JOIN track t ON t.key = s.track_key`;
// What was missing at the last scan may be back, so it is tried as well, but last.
const ORDER = 'ORDER BY s.is_missing, s.bitrate_kbps DESC, s.key';

/** Finds where a track can be heard. */
@Injectable()
export class PlayableTracks {
  constructor(private readonly database: Database) {}

  /**
   * @returns at least one, best first
   * @throws NotFound there is no such track
   */
  async find(id: string): Promise<PlayableTrack[]> {
    const found = await this.database.read.all<PlayableTrack>(`${SELECT} WHERE t.id = ? ${ORDER}`, [id]);
    if (found.length === 0) throw new NotFound('track', id);
    return found;
  }
}
