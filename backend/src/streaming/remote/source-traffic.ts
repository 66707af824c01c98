import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';

/** So long after bytes came it is written down at the latest: that much of them is forgotten when the server is killed. */
const WRITE_AFTER_MS = 5_000;

/** What was fetched from one source in a calendar month. */
export interface MonthOfTraffic {
  readonly source: string;
  readonly bytes: number;
}

/** How much was fetched from each source in each month, as the server's time zone has them: lines are paid by the month. */
@Injectable()
export class SourceTraffic {
  private readonly logger = new Logger('audio cache');
  /** Bytes that are not written down yet, by source. */
  private readonly pending = new Map<string, number>();
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  count(source: string, bytes: number): void {
    this.pending.set(source, (this.pending.get(source) ?? 0) + bytes);
    this.timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  /** This month's, all of it. */
  async thisMonth(): Promise<MonthOfTraffic[]> {
    await this.flush();
    return this.database.read.all<MonthOfTraffic>(
      'SELECT source, bytes FROM source_traffic WHERE month = ? ORDER BY source',
      [monthOf(this.clock.nowMs())],
    );
  }

  /** Writes down what was counted. Never fails: what could not be written is counted the next time. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const counted = [...this.pending];
    if (counted.length === 0) return;
    this.pending.clear();
    const month = monthOf(this.clock.nowMs());
    try {
      await this.database.write(async ({ sql }) => {
        for (const [source, bytes] of counted) {
          await sql.run(
            `INSERT INTO source_traffic (source, month, bytes) VALUES (?, ?, ?)
             ON CONFLICT (source, month) DO UPDATE SET bytes = source_traffic.bytes + excluded.bytes`,
            [source, month, bytes],
          );
        }
      });
    } catch (error) {
      for (const [source, bytes] of counted) this.pending.set(source, (this.pending.get(source) ?? 0) + bytes);
      this.logger.warn(
        `What was fetched is not counted yet: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}

/** @returns such as `2026-11` */
function monthOf(atMs: number): string {
  const date = new Date(atMs);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
}
