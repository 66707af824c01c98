import { Injectable, Logger } from '@nestjs/common';
import { auditTime, Subject, type Observable } from 'rxjs';
import { TrackDirectory } from '../catalogue/index.js';
import { present } from '../common/index.js';
import { Keeper } from './keeper.js';
import type { FetchingView, KeepingState as View } from './keeping.dto.js';
import { MonthCosts } from './month-costs.js';

/** So often is told how far it is, at most. */
const TELL_EVERY_MS = 1_000;

/** What is being fetched for home, as clients see it. */
@Injectable()
export class KeepingState {
  private readonly logger = new Logger('keeping');
  private readonly changed = new Subject<void>();
  /** Says that `now` is another. */
  readonly changes: Observable<void> = this.changed.asObservable();
  private shown: Pick<View, 'costs'> & {
    readonly title?: string;
    readonly artist?: string;
    readonly trackId?: string;
  } = {};

  constructor(
    private readonly keeper: Keeper,
    private readonly costs: MonthCosts,
    private readonly directory: TrackDirectory,
  ) {
    keeper.changes.pipe(auditTime(TELL_EVERY_MS)).subscribe(() => void this.refresh());
  }

  get now(): View {
    const { missingCount, isPaused, trouble, revision } = this.keeper;
    const { costs } = this.shown;
    const why = { trouble: trouble?.words, troubleCause: trouble?.cause };
    return present({ fetching: this.fetching(), missingCount, isPaused, ...why, costs, revision });
  }

  private fetching(): FetchingView | undefined {
    const { now } = this.keeper;
    if (!now) return undefined;
    const { trackId, reason: why, storedBytes, sizeBytes } = now;
    const { title = '', artist = '' } = this.shown.trackId === trackId ? this.shown : {};
    return present({ trackId, title, artist, why, storedBytes, sizeBytes });
  }

  private async refresh(): Promise<void> {
    try {
      const trackId = this.keeper.now?.trackId;
      const view = trackId === undefined ? undefined : (await this.directory.views([trackId])).get(trackId);
      const costs = (await this.costs.all()).filter(({ state }) => state !== 'within');
      this.shown = present({
        trackId,
        title: view?.title,
        artist: view?.artist,
        costs: costs.length > 0 ? costs : undefined,
      });
      this.changed.next();
    } catch (error) {
      this.logger.error(error instanceof Error ? error.stack : String(error));
    }
  }
}
