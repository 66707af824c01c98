import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { TrackDirectory } from '../catalogue/index.js';
import { Database } from '../database/index.js';
import { LiveStreams } from '../streaming/index.js';
import { StationStore } from './station-store.js';

/** As loud as ReplayGain makes music. */
const REFERENCE_LUFS = -18;
const MOST_GAIN_DB = 12;
/** A station is measured when it has been heard for so long. */
const LISTENED_MS = 90_000;
/** The same programme, measured anew after something else was on, differs by less. */
const SLACK_DB = 1;
const LIMIT_MS = 60_000;

/** Finds out how much louder or quieter each saved station has to be played to sound like the others. */
@Injectable()
export class StationLoudness implements OnModuleDestroy {
  private readonly logger = new Logger('stations');
  private readonly following: Subscription;
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly ending = new AbortController();
  /** One after the other: it takes a core for some seconds. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly live: LiveStreams,
    private readonly store: StationStore,
    private readonly database: Database,
    private readonly tracks: TrackDirectory,
  ) {
    this.following = live.changes.subscribe((trackId) => this.follow(trackId));
  }

  async onModuleDestroy(): Promise<void> {
    this.following.unsubscribe();
    this.ending.abort();
    for (const timer of this.waiting.values()) clearTimeout(timer);
    await this.last;
  }

  /** @returns whether the gain is another than before */
  async measure(trackId: string, signal: AbortSignal): Promise<boolean> {
    const station = await this.store.byTrack(trackId);
    const lufs = station && (await this.live.loudness(trackId, signal));
    if (!station || lufs === undefined) return false;
    const wanted = Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, REFERENCE_LUFS - lufs));
    const gainDb = Math.round(wanted * 10) / 10;
    if (Math.abs(gainDb - (station.foundGainDb ?? Infinity)) < SLACK_DB) return false;
    await this.database.write(({ sql }) => this.store.setFoundGain(sql, trackId, gainDb));
    await this.tracks.refresh([trackId], signal);
    return true;
  }

  private follow(trackId: string): void {
    const isOn = this.live.view(trackId)?.state === 'live';
    if (!isOn) {
      clearTimeout(this.waiting.get(trackId));
      this.waiting.delete(trackId);
    } else if (!this.waiting.has(trackId)) {
      this.waiting.set(trackId, setTimeout(() => this.begin(trackId), LISTENED_MS).unref());
    }
  }

  private begin(trackId: string): void {
    const signal = AbortSignal.any([this.ending.signal, AbortSignal.timeout(LIMIT_MS)]);
    this.last = this.last
      .then(() => this.measure(trackId, signal))
      .catch((error: unknown) => {
        if (!signal.aborted) this.logger.warn(error instanceof Error ? error.message : String(error));
      });
  }
}
