import type { Provider } from '@angular/core';
import { ACTION_PROVIDERS, FEATURE_ACTIONS, type LoadActions } from './actions';
import { DownloadActions } from './download-actions';
import { HomeActions } from './home-actions';
import {
  AlbumActions,
  ArtistActions,
  EverythingActions,
  PartActions,
  PlacementActions,
  QueueItemActions,
  TrackActions,
} from './music-actions';
import { RemoteActions } from './remote-actions';

/**
 * Who knows what can be done with what. A new kind of subject adds a line.
 * @param ofFeatures those that only a feature can have, as it may use what is its own
 */
export function provideActions(...ofFeatures: readonly LoadActions[]): Provider[] {
  const all = [
    DownloadActions,
    AlbumActions,
    ArtistActions,
    TrackActions,
    QueueItemActions,
    PlacementActions,
    HomeActions,
    PartActions,
    RemoteActions,
    EverythingActions,
  ];
  return [
    ...all.map((provider) => ({ provide: ACTION_PROVIDERS, useExisting: provider, multi: true })),
    ...ofFeatures.map((load) => ({ provide: FEATURE_ACTIONS, useValue: load, multi: true })),
  ];
}
