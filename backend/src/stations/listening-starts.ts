import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { BoundedCache, Clock } from '../common/index.js';
import { splitSourceId } from '../catalogue/index.js';
import { LiveStreams } from '../streaming/index.js';
import { RadioDirectory } from './radio-directory.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const REMEMBERED = 500;

/** Tells the directory of stations that somebody listens to: once a day for each, as it asks for. */
@Injectable()
export class ListeningStarts implements OnModuleDestroy {
  private readonly following: Subscription;
  private readonly toldAtMs = new BoundedCache<string, number>(REMEMBERED);

  constructor(
    live: LiveStreams,
    private readonly directory: RadioDirectory,
    private readonly clock: Clock,
  ) {
    this.following = live.changes.subscribe((trackId) => {
      if (live.view(trackId)?.state === 'live') this.started(trackId);
    });
  }

  onModuleDestroy(): void {
    this.following.unsubscribe();
  }

  private started(trackId: string): void {
    const nowMs = this.clock.nowMs();
    const { source, nativeId } = splitSourceId(trackId) ?? {};
    if (source !== 'radio' || nativeId === undefined || nowMs - (this.toldAtMs.get(trackId) ?? 0) < DAY_MS) return;
    this.toldAtMs.set(trackId, nowMs);
    this.directory.clicked(nativeId);
  }
}
