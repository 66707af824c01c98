import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { isSameTitle, isTitleBack, LiveStreams, type LiveTitle, type LiveTitleView } from '../streaming/index.js';

const MOST_TITLES = 100;
/** Whoever announces more before it is written down announces no songs. */
const MOST_WAITING = 100;
/** Told again within this, after a connection was lost or nobody listened, it is the same piece. */
const SAME_MS = 10 * 60_000;
/** What comes back after less is no new row. */
const INTERLUDE_MS = 60_000;

interface Row {
  readonly at_ms: number;
  readonly text: string;
  readonly artist: string | null;
  readonly title: string | null;
}

/** Remembers what stations announced while somebody listened: the last hundred of each. */
@Injectable()
export class StationTitles implements OnModuleDestroy {
  private readonly logger = new Logger('stations');
  private readonly following: Subscription;
  /** One after the other, so that a title is compared with the one before. */
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly live: LiveStreams,
  ) {
    this.following = live.changes.subscribe((trackId) => this.follow(trackId));
  }

  async onModuleDestroy(): Promise<void> {
    this.following.unsubscribe();
    await this.last;
  }

  /** Newest first. */
  async of(trackId: string): Promise<LiveTitleView[]> {
    const rows = await this.database.read.all<Row>(
      `SELECT at_ms, text, artist, title FROM station_title WHERE track_id = ? ORDER BY at_ms DESC, key DESC
       LIMIT ${MOST_TITLES}`,
      [trackId],
    );
    return rows.map((row) => ({ atMs: row.at_ms, ...titleOf(row) }));
  }

  private follow(trackId: string): void {
    const titles = this.live.announced(trackId)?.titles ?? [];
    const title = titles.at(-1)?.title;
    if (!title || isTitleBack(titles, INTERLUDE_MS) || this.waiting >= MOST_WAITING) return;
    this.waiting++;
    this.last = this.last
      .then(() => this.keep(trackId, title))
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error.stack : String(error)))
      .finally(() => this.waiting--);
  }

  private async keep(trackId: string, told: LiveTitle): Promise<void> {
    const { text, artist, title } = told;
    const nowMs = this.clock.nowMs();
    await this.database.write(async ({ sql }) => {
      const newest = await sql.get<Row>(
        `SELECT at_ms, text, artist, title FROM station_title WHERE track_id = ? ORDER BY at_ms DESC, key DESC LIMIT 1`,
        [trackId],
      );
      if (newest && isSameTitle(titleOf(newest), told) && nowMs - newest.at_ms < SAME_MS) return;
      await sql.run('INSERT INTO station_title (track_id, at_ms, text, artist, title) VALUES (?, ?, ?, ?, ?)', [
        trackId,
        nowMs,
        text,
        artist ?? null,
        title ?? null,
      ]);
      await sql.run(
        `DELETE FROM station_title WHERE track_id = ? AND key <= COALESCE((SELECT key FROM station_title
         WHERE track_id = ? ORDER BY key DESC LIMIT 1 OFFSET ${MOST_TITLES}), 0)`,
        [trackId, trackId],
      );
    });
  }
}

function titleOf({ text, artist, title }: Row): LiveTitle {
  return { text, ...(artist !== null && { artist }), ...(title !== null && { title }) };
}
