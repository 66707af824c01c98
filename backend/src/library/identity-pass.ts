import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { filter } from 'rxjs';
import { Canon } from '../catalogue/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import type { Sql } from '../sql/index.js';
import { LibraryTracks } from './library-tracks.js';
import { ScanRunner } from './scan/scan-runner.js';

/** Rows in one transaction: some ten milliseconds, for which a listener's request may have to wait. */
const BATCH = 25;
/** Others have the thread as long as the pass had it. */
const REST_MS = 10;

/** A row without a key, and what gives it one. */
interface Unidentified {
  readonly key: number;
  identify(canon: Canon): Promise<void>;
}

type Next = (sql: Sql, after: number, limit: number) => Promise<readonly Unidentified[]>;

/**
 * Ties what is in the library to what was, or will be, heard: each artist to a performer, each album to a release, each
 * track to a recording. Scans do not pay for it; it goes through what has no key yet after them, a few rows at a time, and
 * where it was ended the next one goes on.
 */
@Injectable()
export class IdentityPass implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(IdentityPass.name);
  private readonly ending = new AbortController();
  private current?: Promise<void>;
  private isAskedAgain = false;

  constructor(
    private readonly database: Database,
    private readonly tracks: LibraryTracks,
    private readonly scans: ScanRunner,
    private readonly clock: Clock,
  ) {}

  /** After each scan, and when the server starts: the pass before may not have come to its end. */
  onApplicationBootstrap(): void {
    this.scans.views.pipe(filter((view) => view?.state !== 'running')).subscribe(() => this.begin());
  }

  private begin(): void {
    this.complete().catch((error: unknown) => {
      if (this.ending.signal.aborted) return;
      this.logger.error(
        `The library was not identified whole, which is tried again after the next scan: ${String(error)}`,
      );
    });
  }

  /** Resolves when all that is there now is identified: at once, where nothing is left to do. */
  async complete(): Promise<void> {
    this.isAskedAgain = true;
    this.current ??= this.run().finally(() => (this.current = undefined));
    await this.current;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.current?.catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (this.isAskedAgain) {
      this.isAskedAgain = false;
      await this.identify(unidentifiedArtists);
      await this.identify((sql, after, limit) => this.unidentifiedTracks(sql, after, limit));
    }
  }

  private async identify(next: Next): Promise<void> {
    const { read, engine } = this.database;
    for (let after = 0; ;) {
      this.ending.signal.throwIfAborted();
      const rows = await next(read, after, BATCH);
      const last = rows.at(-1);
      if (!last) return;
      after = last.key;
      await this.database.writeLibrary(async ({ sql }) => {
        const canon = new Canon(sql, engine, this.clock.nowMs());
        for (const row of rows) await row.identify(canon);
      });
      await pause(REST_MS);
    }
  }

  private async unidentifiedTracks(sql: Sql, after: number, limit: number): Promise<Unidentified[]> {
    const tracks = await this.tracks.unidentified(sql, after, limit);
    return [...tracks].map(([key, track]) => ({ key, identify: (canon) => canon.tieTrack(track) }));
  }
}

async function unidentifiedArtists(sql: Sql, after: number, limit: number): Promise<Unidentified[]> {
  const rows = await sql.all<{ key: number; id: string; name: string; mbid: string | null }>(
    `SELECT key, id, name, mb_artist_id AS mbid FROM artist WHERE performer_key IS NULL AND key > ? ORDER BY key LIMIT ?`,
    [after, limit],
  );
  return rows.map(({ key, id, name, mbid }) => ({
    key,
    identify: (canon) => canon.tieArtist(id, name, mbid ?? undefined),
  }));
}
