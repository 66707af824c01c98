import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';

/** What a source said is kept so long after it has expired. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const EVERY_MS = 24 * 60 * 60 * 1_000;
/** After the start others come first. */
const FIRST_MS = 10 * 60 * 1_000;
/** Deleted by one statement, so that others get their turn. */
const AT_ONCE = 500;

/**
 * Forgets what sources said of things that nobody came back to within a month. What stands in a queue, was heard, or is known of
 * a list that somebody made stays: it has to be shown also when its source is gone, or gives less.
 */
@Injectable()
export class SnapshotRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SnapshotRetention.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.plan(FIRST_MS);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** @returns how many it forgot */
  async run(): Promise<number> {
    const before = this.clock.nowMs() - KEPT_MS;
    for (let forgotten = 0; ; forgotten += AT_ONCE) {
      const rows = await this.database.read.all<{ source: string; kind: string; native_id: string }>(
        `SELECT i.source, i.kind, i.native_id FROM source_item i
         WHERE i.expires_at_ms < ?
           AND i.source || ':' || i.native_id NOT IN (SELECT track_id FROM queue_item)
           AND NOT EXISTS (SELECT 1 FROM playlist_item p WHERE p.track_id = i.source || ':' || i.native_id)
           AND i.source || ':' || i.native_id NOT IN (
             SELECT l.source || ':' || l.native_id FROM own_list l
             UNION SELECT l.source || ':' || t.native_id FROM own_list_item t JOIN own_list l ON l.key = t.list_key)
           AND NOT EXISTS (SELECT 1 FROM recording_ref r WHERE r.kind = 'track' AND r.value = i.source || ':' || i.native_id)
         LIMIT ?`,
        [before, AT_ONCE],
      );
      await this.database.write(async ({ sql }) => {
        for (const { source, kind, native_id } of rows) {
          await sql.run(
            'DELETE FROM source_item WHERE source = ? AND kind = ? AND native_id = ? AND expires_at_ms < ?',
            [source, kind, native_id, before],
          );
        }
      });
      if (rows.length < AT_ONCE) return forgotten + rows.length;
    }
  }

  private plan(afterMs: number): void {
    this.timer = setTimeout(() => {
      this.run()
        .catch((error: unknown) => this.logger.error(`Old snapshots of sources were not removed: ${String(error)}`))
        .finally(() => this.plan(EVERY_MS));
    }, afterMs).unref();
  }
}
