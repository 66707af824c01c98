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

/** Longer than any path, which is what the local source knows its tracks by. */
const MAX_ID_LENGTH = 5_000;

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
   * @param id of the library, or of a source (`local:…`)
   * @returns at least one, best first
   * @throws NotFound there is no such track
   */
  async find(id: string): Promise<PlayableTrack[]> {
    if (id.length > MAX_ID_LENGTH || id.includes('\0')) throw new NotFound('track', id);
    const colon = id.indexOf(':');
    const found =
      colon === -1
        ? await this.database.read.all<PlayableTrack>(`${SELECT} WHERE t.id = ? ${ORDER}`, [id])
        : await this.database.read.all<PlayableTrack>(`${SELECT} WHERE s.source = ? AND s.locator = ? ${ORDER}`, [
            id.slice(0, colon),
            id.slice(colon + 1),
          ]);
    if (found.length === 0) throw new NotFound('track', id);
    return found;
  }
}
