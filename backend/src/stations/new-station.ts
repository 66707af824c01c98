import type { SavedStation } from './station-store.js';

/** What is known of a station before it is saved. */
export interface NewStation extends Omit<SavedStation, 'id' | 'addedAtMs' | 'trackId'> {
  readonly nativeId: string;
  /** Absent: now. */
  readonly addedAtMs?: number;
}
