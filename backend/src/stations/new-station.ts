import type { SavedStation } from './station-store.js';

/** What is known of a station before it is saved. */
export type NewStation = Omit<SavedStation, 'id' | 'addedAtMs' | 'trackId'> & { readonly nativeId: string };
