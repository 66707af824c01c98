import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, DomainError, present } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { KeptAudio } from '../../streaming/index.js';
import { forgetWords } from '../../sql/index.js';
import { trackIdOf } from '../podcast-ids.js';
import { PodcastAccess } from '../podcast-access.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Feeds lose episodes for a while and have them again. */
const GONE_FOR_MS = 30 * DAY_MS;
/** A host that has the sound today is not asked again before that. */
const ASK_EVERY_MS = 30 * DAY_MS;
const SETTLE_EVERY_MS = 60 * 60 * 1_000;
/** Episodes of one round: a call each, one after the other. */
const AT_ONCE = 20;

/**
 * What keeps an episode though it left its feed: somebody was in it, marked a place in it, or has it in a queue or a playlist.
 * Of those who read it nobody is told that it goes, so it is asked in the statement that removes it.
 */
const IS_NOBODYS = `NOT EXISTS (SELECT 1 FROM resume_point r WHERE r.kind = 'episode' AND r.ref = 'podcast:' || e.id)
    AND NOT EXISTS (SELECT 1 FROM bookmark b WHERE b.episode_key = e.key)
    AND ('podcast:' || e.id) NOT IN (SELECT q.track_id FROM queue_item q)
    AND NOT EXISTS (SELECT 1 FROM playlist_item i WHERE i.track_id = 'podcast:' || e.id)`;

interface GoneEpisode {
  readonly key: number;
  readonly id: string;
  readonly show_id: string;
  readonly address: string;
  readonly mime_type: string | null;
  readonly is_replaced: number | boolean;
  readonly is_followed: number | boolean;
}

/**
 * Removes episodes that left their feed a month ago, if nobody has a position, a mark, a bookmark or a place in a queue in them,
 * and if their sound cannot be had any more or nobody follows their show. All others stay.
 */
@Injectable()
export class EpisodeRetention implements OnApplicationShutdown {
  private readonly logger = new Logger('podcasts');
  private readonly ending = new AbortController();
  private work: Promise<void> | undefined;
  private settledAtMs = 0;

  constructor(
    private readonly access: PodcastAccess,
    private readonly audio: KeptAudio,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.work;
  }

  /** Looks at some of them, at most once an hour. */
  async settle(): Promise<void> {
    if (this.work || !this.access.isThere || this.clock.nowMs() - this.settledAtMs < SETTLE_EVERY_MS) return this.work;
    this.settledAtMs = this.clock.nowMs();
    this.work = this.lookAtSome().finally(() => (this.work = undefined));
    return this.work;
  }

  private async lookAtSome(): Promise<void> {
    const episodes = await this.candidates();
    const kept = await this.audio.statesOf(episodes.map(({ id }) => trackIdOf(id)));
    let removed = 0;
    for (const episode of episodes) {
      if (this.ending.signal.aborted) return;
      const { isComplete = false, pinnedBy } = kept.get(trackIdOf(episode.id)) ?? {};
      const isHere = isComplete || pinnedBy !== undefined;
      if (!isHere && (await this.isLost(episode))) removed += await this.remove(episode);
      else await this.leave(episode);
    }
    if (removed > 0) this.logger.log(`Episodes that left their feeds and cannot be had any more: ${removed} removed.`);
  }

  private candidates(): Promise<GoneEpisode[]> {
    const nowMs = this.clock.nowMs();
    return this.database.read.all<GoneEpisode>(
      `SELECT e.key, e.id, s.id AS show_id, e.address, e.mime_type, e.is_replaced,
         EXISTS (SELECT 1 FROM subscription u WHERE u.show_key = e.show_key) AS is_followed
       FROM episode e JOIN show s ON s.key = e.show_key
       WHERE e.gone_at_ms <= ? AND e.is_gone AND (e.sound_asked_at_ms IS NULL OR e.sound_asked_at_ms <= ?) AND ${IS_NOBODYS}
       ORDER BY e.gone_at_ms, e.key LIMIT ${AT_ONCE}`,
      [nowMs - GONE_FOR_MS, nowMs - ASK_EVERY_MS],
    );
  }

  private async isLost({ show_id: showId, address, ...episode }: GoneEpisode): Promise<boolean> {
    // At its address is another one's sound.
    if (!episode.is_followed || episode.is_replaced) return true;
    const whereabouts = present({ showId, address, mimeType: episode.mime_type ?? undefined });
    try {
      return !(await this.access.now.hasSound(whereabouts, this.ending.signal));
    } catch (error) {
      // Whoever is unwell may be well again in a month.
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  /** @returns how many were removed: none where somebody began it meanwhile, or it is back in its feed */
  private async remove({ key }: GoneEpisode): Promise<number> {
    return this.database.write(async ({ sql }) => {
      const condition = `e.key = ? AND e.is_gone AND ${IS_NOBODYS}`;
      const still = await sql.get(`SELECT 1 FROM episode e WHERE ${condition}`, [key]);
      if (!still) return 0;
      await forgetWords(sql, this.database.engine, 'episode', key);
      await sql.run('DELETE FROM episode WHERE key = ?', [key]);
      return 1;
    });
  }

  private async leave({ key }: GoneEpisode): Promise<void> {
    await this.database.write(({ sql }) =>
      sql.run('UPDATE episode SET sound_asked_at_ms = ? WHERE key = ?', [this.clock.nowMs(), key]),
    );
  }
}
