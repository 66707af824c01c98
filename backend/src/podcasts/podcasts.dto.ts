import { SubscriptionImportView } from './imports/imports.dto.js';

/** What is being done by itself. */
export class PodcastsStateView {
  /** Shows whose feeds are being looked at. */
  refreshing: number;
  /** The newest import; absent where there was none. */
  import?: SubscriptionImportView;
}
