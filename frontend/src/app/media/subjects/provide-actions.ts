import type { Provider } from '@angular/core';
import { ACTION_PROVIDERS, FEATURE_ACTIONS, type LoadActions } from './actions';
import { AlbumActions, ArtistActions, EverythingActions, TrackActions } from './music-actions';

const later: LoadActions = async () => (await import('./later-actions')).LATER_ACTIONS;

/**
 * Who knows what can be done with what. A new kind of subject adds a line, here or in `later-actions.ts`.
 * @param ofFeatures those that only a feature can have, as it may use what is its own
 */
export function provideActions(...ofFeatures: readonly LoadActions[]): Provider[] {
  const all = [AlbumActions, ArtistActions, TrackActions, EverythingActions];
  return [
    ...all.map((provider) => ({ provide: ACTION_PROVIDERS, useExisting: provider, multi: true })),
    ...[later, ...ofFeatures].map((load) => ({ provide: FEATURE_ACTIONS, useValue: load, multi: true })),
  ];
}
