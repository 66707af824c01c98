import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { filter, Subject, type Observable } from 'rxjs';
import { ScanRunner } from '../library/index.js';
import { SourceRegistry } from '../sources/index.js';
import { ArtworkRepository } from './artwork-repository.js';
import type { ArtworkView } from './artwork.dto.js';
import { Covers } from './covers.js';

/** After a scan others come first: whoever waited for it, and what is to be identified. */
const BEGIN_AFTER_MS = 5_000;
/** Others have the processor at least as long as the pass had it. */
const LEAST_REST_MS = 20;
/** Covers whose looks are written in one transaction. */
const AT_ONCE = 20;

/** How far it is. */
export interface CoverProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Makes preview and usual sizes of the covers of the library before anybody asks, so that the pages of a new one are never
 * grey squares. It begins after each scan, and with the server, with what has no preview yet: where it was ended, the next
 * one goes on. One cover at a time, with a rest after each; what lies elsewhere is not fetched for it.
 */
@Injectable()
export class CoverPass implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CoverPass.name);
  private readonly ending = new AbortController();
  private readonly told = new Subject<void>();
  private current?: Promise<void>;
  private progress?: CoverProgress;

  constructor(
    private readonly artworks: ArtworkRepository,
    private readonly covers: Covers,
    private readonly sources: SourceRegistry,
    private readonly scans: ScanRunner,
  ) {}

  /** Absent while it rests. */
  get now(): CoverProgress | undefined {
    return this.progress;
  }

  /** Says that `now` is another. */
  get changes(): Observable<void> {
    return this.told;
  }

  onApplicationBootstrap(): void {
    this.scans.views.pipe(filter((view) => view?.state !== 'running')).subscribe(() => this.soon());
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.current?.catch(() => undefined);
  }

  /** Resolves when all covers that are there now were looked at, or a scan has begun: its end asks again. */
  async complete(): Promise<void> {
    this.current ??= this.run().finally(() => {
      this.current = undefined;
      this.tell(undefined);
    });
    await this.current;
  }

  private soon(): void {
    const { signal } = this.ending;
    pause(BEGIN_AFTER_MS, undefined, { signal, ref: false })
      .then(() => this.complete())
      .catch((error: unknown) => {
        if (signal.aborted) return;
        this.logger.error(`Covers were not made ahead, which is tried again after the next scan: ${String(error)}`);
      });
  }

  private async run(): Promise<void> {
    const sources = this.sources.all.filter(({ capabilities: { artwork } }) => artwork && !artwork.isRemote);
    const ids = sources.map(({ id }) => id);
    const total = await this.artworks.countUnseen(ids);
    for (let done = 0, after = 0; ;) {
      const some = await this.artworks.unseen(ids, after, AT_ONCE);
      const last = some.at(-1);
      if (!last) return;
      this.tell({ done, total });
      const views: ArtworkView[] = [];
      try {
        for (const artwork of some) {
          if (this.scans.running) return;
          const begunAt = performance.now();
          const view = await this.covers.prepare(artwork);
          if (view) views.push(view);
          const restMs = Math.max(LEAST_REST_MS, performance.now() - begunAt);
          await pause(restMs, undefined, { signal: this.ending.signal });
        }
      } finally {
        await this.artworks.saveAll(views);
      }
      done += some.length;
      after = last.key;
    }
  }

  private tell(progress: CoverProgress | undefined): void {
    this.progress = progress;
    this.told.next();
  }
}
