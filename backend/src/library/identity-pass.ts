import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { filter } from 'rxjs';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { countUnidentified } from './identify.js';
import { ScanRunner } from './scan/scan-runner.js';
import { ScanStore } from './scan/scan-store.js';

/** After a scan others come first: whoever waited for it, and what changed meanwhile. */
const BEGIN_AFTER_MS = 2_000;
/** Others have the disk and the processor as long as the pass had them. */
const REST_MS = 20;

/**
 * Ties what is in the library to what was, or will be, heard: each artist to a performer, each album to a release, each
 * track to a recording. Scans do not pay for it: after them it goes through what has no key yet, some rows at a time. Where
 * it was ended, the next one goes on.
 */
@Injectable()
export class IdentityPass implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(IdentityPass.name);
  private readonly ending = new AbortController();
  private current?: Promise<void>;
  private isAskedAgain = false;

  constructor(
    private readonly database: Database,
    private readonly scans: ScanRunner,
    private readonly clock: Clock,
  ) {}

  /** After each scan, and when the server starts: the pass before may not have come to its end. */
  onApplicationBootstrap(): void {
    this.scans.views.pipe(filter((view) => view?.state !== 'running')).subscribe(() => this.soon());
  }

  /** Something new is there: the pass begins when others had their turn. */
  soon(): void {
    const { signal } = this.ending;
    pause(BEGIN_AFTER_MS, undefined, { signal, ref: false })
      // A scan that has begun meanwhile is not to share the disk and the processor: its end asks again.
      .then(() => (this.scans.running ? undefined : this.complete()))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        this.logger.error(
          `The library was not identified whole, which is tried again after the next scan: ${String(error)}`,
        );
      });
  }

  /** Resolves when all that is there now is identified: at once, where nothing is left to do. */
  async complete(): Promise<void> {
    this.isAskedAgain = true;
    this.current ??= this.run();
    await this.current;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.current?.catch(() => undefined);
  }

  private async run(): Promise<void> {
    try {
      while (this.isAskedAgain) {
        this.isAskedAgain = false;
        const left = await countUnidentified(this.database.read);
        if (left > 0) await this.identify(left);
      }
    } finally {
      this.current = undefined;
    }
  }

  private async identify(expected: number): Promise<void> {
    const { database, clock } = this;
    const store = ScanStore.for(database);
    try {
      store.expect(expected);
      while (await store.identify(clock.nowMs())) await pause(REST_MS, undefined, { signal: this.ending.signal });
    } finally {
      await store.close();
    }
  }
}
