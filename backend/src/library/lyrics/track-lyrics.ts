import { Injectable } from '@nestjs/common';
import { NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { LyricsView } from '../library.dto.js';
import { LyricsEdits } from './lyrics-edits.js';
import { parseLyrics } from './parse-lyrics.js';
import { RemoteLyrics } from './remote-lyrics.js';

/** Of words of which nobody says whose they are. */
const UNTOLD = 'remote';

const OWN = 'own';

/** Reads the words of tracks. */
@Injectable()
export class TrackLyrics {
  constructor(
    private readonly database: Database,
    private readonly remote: RemoteLyrics,
    private readonly edits: LyricsEdits,
  ) {}

  /**
   * Those that a person wrote, else those that files hold, else what its sources elsewhere have.
   * @param id of the library or of a source
   * @throws NotFound there is no such track, or it has none
   * @throws SourceUnavailable, UpstreamError a source did not answer
   */
  async find(id: string): Promise<LyricsView> {
    const { text, offsetMs } = await this.edits.find(id);
    const shift = offsetMs === 0 ? {} : { offsetMs };
    if (text !== undefined) return { origin: OWN, text, ...shift, ...parseLyrics(text) };
    const row = await this.database.read.get<{ origin: string; text: string }>(
      'SELECT l.origin, l.text FROM lyrics l JOIN track t ON t.key = l.track_key WHERE t.id = ?',
      [id],
    );
    const found = row ?? (await this.remote.find(id));
    if (!found) throw new NotFound('lyrics of track', id);
    return { origin: found.origin ?? UNTOLD, ...shift, ...parseLyrics(found.text) };
  }
}
