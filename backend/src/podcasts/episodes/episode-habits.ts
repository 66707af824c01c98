import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';
import type { HearingHabits, Habits } from '../../playback/index.js';
import { episodeIdOf } from '../podcast-ids.js';
import { settingsOf } from '../shows/show-settings.js';

/** Has episodes heard as their show is set: how fast, how loud, and without what comes first and last. */
@Injectable()
export class EpisodeHabits {
  constructor(private readonly database: Database) {}

  register(habits: HearingHabits): void {
    habits.register('episode', (ownerId, trackId) => this.of(ownerId, trackId));
  }

  private async of(ownerId: string, trackId: string): Promise<Habits> {
    const row = await this.database.read.get<{ settings: string | null }>(
      `SELECT u.settings FROM episode e JOIN subscription u ON u.show_key = e.show_key
       WHERE e.id = ? AND u.owner_id = ?`,
      [episodeIdOf(trackId) ?? '', ownerId],
    );
    const { speed, loudnessOffsetDb, skipFirstSeconds, skipLastSeconds } = settingsOf(row?.settings ?? '{}');
    return {
      ...(speed !== undefined && { speed }),
      ...(loudnessOffsetDb !== undefined && { gainDb: loudnessOffsetDb }),
      ...(skipFirstSeconds !== undefined && { skipFirstMs: skipFirstSeconds * 1_000 }),
      ...(skipLastSeconds !== undefined && { skipLastMs: skipLastSeconds * 1_000 }),
    };
  }
}
