import { Injectable } from '@nestjs/common';
import { searchWords } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Sql } from '../../sql/index.js';
import { settingsOf, type ShowSettings } from '../shows/show-settings.js';

const MINUTE_MS = 60_000;

interface Judged {
  readonly key: number;
  readonly sort_title: string;
  readonly duration_ms: number | null;
}

/** Keeps which episodes people's rules leave out of their lists, so that a list need not read titles. */
@Injectable()
export class LeftOutEpisodes {
  constructor(private readonly database: Database) {}

  /** Judges the episodes of a show anew, for everybody who follows it. */
  async apply(showKey: number): Promise<void> {
    await this.database.write(async ({ sql }) => {
      const followers = await sql.all<{ owner_id: string; settings: string }>(
        'SELECT owner_id, settings FROM subscription WHERE show_key = ?',
        [showKey],
      );
      for (const { owner_id, settings } of followers) await this.judge(sql, showKey, owner_id, settingsOf(settings));
    });
  }

  private async judge(sql: Sql, showKey: number, ownerId: string, settings: ShowSettings): Promise<void> {
    await sql.run(
      `DELETE FROM episode_left_out WHERE owner_id = ? AND episode_key IN (SELECT key FROM episode WHERE show_key = ?)`,
      [ownerId, showKey],
    );
    const isLeftOut = ruleOf(settings);
    if (!isLeftOut) return;
    const episodes = await sql.all<Judged>('SELECT key, sort_title, duration_ms FROM episode WHERE show_key = ?', [
      showKey,
    ]);
    for (const episode of episodes.filter(isLeftOut)) {
      await sql.run('INSERT INTO episode_left_out (owner_id, episode_key) VALUES (?, ?)', [ownerId, episode.key]);
    }
  }
}

/** @returns undefined where nothing is left out */
function ruleOf(settings: ShowSettings): ((episode: Judged) => boolean) | undefined {
  const { leaveOutWords = [], leaveOutBelowMinutes = 0, leaveOutAboveMinutes = Infinity } = settings;
  const words = leaveOutWords.map((word) => searchWords(word)).filter((word) => word !== '');
  if (words.length === 0 && leaveOutBelowMinutes === 0 && leaveOutAboveMinutes === Infinity) return undefined;
  return ({ sort_title: title, duration_ms: durationMs }) =>
    words.some((word) => ` ${title} `.includes(` ${word} `)) ||
    // A length that nobody knows is neither.
    (durationMs !== null &&
      (durationMs < leaveOutBelowMinutes * MINUTE_MS || durationMs > leaveOutAboveMinutes * MINUTE_MS));
}
