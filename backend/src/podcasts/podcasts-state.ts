import { Injectable } from '@nestjs/common';
import { merge, type Observable } from 'rxjs';
import { SubscriptionImports } from './imports/subscription-imports.js';
import type { PodcastsStateView } from './podcasts.dto.js';
import { Refresher } from './refresh/refresher.js';

/** What is being done, and when it changes. */
@Injectable()
export class PodcastsState {
  /** Also where episodes or the states of shows may be others. */
  readonly changes: Observable<void>;

  constructor(
    private readonly refresher: Refresher,
    private readonly imports: SubscriptionImports,
  ) {
    this.changes = merge(refresher.changes, imports.changes);
  }

  get now(): PodcastsStateView {
    const { newest } = this.imports;
    return { refreshing: this.refresher.count, ...(newest && { import: newest }) };
  }
}
