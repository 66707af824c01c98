import { Injectable } from '@nestjs/common';
import { TrackDirectory } from '../../catalogue/index.js';
import { Clock, InvalidRequest, NotFound } from '../../common/index.js';
import { Database } from '../../database/index.js';

/** What a person wrote of the words of a track. */
export interface LyricsEdit {
  /** Absent where the words are those of its file or source. */
  readonly text?: string;
  /** How much later than told the words are sung; negative: sooner. */
  readonly offsetMs: number;
}

const NOTHING: LyricsEdit = { offsetMs: 0 };

/** Keeps the words that people write, and when they are sung, for all of the household. No scan touches them. */
@Injectable()
export class LyricsEdits {
  constructor(
    private readonly database: Database,
    private readonly directory: TrackDirectory,
    private readonly clock: Clock,
  ) {}

  /** @param trackId of the library or of a source */
  async find(trackId: string): Promise<LyricsEdit> {
    const row = await this.database.read.get<{ text: string | null; offset_ms: number }>(
      'SELECT text, offset_ms FROM lyrics_edit WHERE track_id = ?',
      [trackId],
    );
    if (!row) return NOTHING;
    return { ...(row.text !== null && { text: row.text }), offsetMs: row.offset_ms };
  }

  /**
   * Words in any dialect that files have, in place of those of its file or source. Their times are their own: an offset that was set
   * for other words goes.
   * @throws NotFound
   * @throws InvalidRequest there is nothing in them
   */
  async write(ownerId: string, trackId: string, text: string): Promise<void> {
    const written = text.toWellFormed().replaceAll('\0', '').trim();
    if (written === '') throw new InvalidRequest([{ field: 'text', detail: 'must not be blank.', because: 'blank' }]);
    await this.keep(ownerId, trackId, { text: written, offsetMs: 0 });
  }

  /** Shows again what its file or source has. @throws NotFound there is no such track; that nobody wrote any is no error */
  async revert(trackId: string): Promise<void> {
    await this.demand(trackId);
    await this.database.write(({ sql }) => sql.run('DELETE FROM lyrics_edit WHERE track_id = ?', [trackId]));
  }

  /** @throws NotFound */
  async shift(ownerId: string, trackId: string, offsetMs: number): Promise<void> {
    await this.keep(ownerId, trackId, { ...(await this.find(trackId)), offsetMs });
  }

  private async keep(ownerId: string, trackId: string, { text, offsetMs }: LyricsEdit): Promise<void> {
    await this.demand(trackId);
    await this.database.write(({ sql }) =>
      sql.run(
        `INSERT INTO lyrics_edit (track_id, owner_id, text, offset_ms, edited_at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (track_id) DO UPDATE SET owner_id = excluded.owner_id, text = excluded.text,
           offset_ms = excluded.offset_ms, edited_at_ms = excluded.edited_at_ms`,
        [trackId, ownerId, text ?? null, offsetMs, this.clock.nowMs()],
      ),
    );
  }

  private async demand(trackId: string): Promise<void> {
    const known = await this.directory.views([trackId]);
    if (!known.has(trackId)) throw new NotFound('track', trackId);
  }
}
