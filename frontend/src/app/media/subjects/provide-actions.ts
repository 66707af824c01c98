import type { Provider, Type } from '@angular/core';
import { ACTION_PROVIDERS, type ActionProvider } from './actions';
import {
  AlbumActions,
  ArtistActions,
  EverythingActions,
  PartActions,
  PlacementActions,
  QueueItemActions,
  TrackActions,
} from './music-actions';

/**
 * Who knows what can be done with what. A new kind of subject adds a line.
 * @param ofFeatures those that only a feature can have, as it may use what is its own
 */
export function provideActions(...ofFeatures: readonly Type<ActionProvider>[]): Provider[] {
  const all = [
    AlbumActions,
    ArtistActions,
    TrackActions,
    QueueItemActions,
    PlacementActions,
    PartActions,
    EverythingActions,
    ...ofFeatures,
  ];
  return all.map((provider) => ({ provide: ACTION_PROVIDERS, useExisting: provider, multi: true }));
}
