import { Injectable } from '@nestjs/common';
import type { PlayEvent, PlayEvents } from '../../playback/index.js';
import type { Sql } from '../../sql/index.js';
import { episodeIdOf } from '../podcast-ids.js';

/** Lengths that differ by less are the same. */
const SLACK_MS = 1_000;

/** Keeps how long episodes really are, as soon as one is played: what feeds tell is a guess, and sometimes nonsense. */
@Injectable()
export class TrueLengths {
  register(plays: PlayEvents): void {
    plays.listen({ record: (event, sql) => this.record(event, sql) });
  }

  private async record({ kind, track, durationMs }: PlayEvent, sql: Sql): Promise<void> {
    const id = track.kind === 'episode' && track.id !== undefined ? episodeIdOf(track.id) : undefined;
    if (id === undefined || kind === 'started' || durationMs === undefined) return;
    if (Math.abs(durationMs - (track.durationMs ?? 0)) < SLACK_MS) return;
    const isOther = 'id = ? AND (duration_ms IS NULL OR duration_ms <> ?)';
    await sql.run(`UPDATE episode SET duration_ms = ?, is_length_heard = ? WHERE ${isOther}`, [durationMs, true, id, durationMs]); // prettier-ignore
  }
}
