import type { Provider } from '@angular/core';
import { ACTION_PROVIDERS, FEATURE_ACTIONS, type LoadActions } from './actions';
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

/** Comes with the first menu: the first page does without it. */
const fromElsewhere: LoadActions = async () => {
  const [{ DownloadActions }, { RemoteActions }] = await Promise.all([
    import('./download-actions'),
    import('./remote-actions'),
  ]);
  return [DownloadActions, RemoteActions];
};

/**
 * Who knows what can be done with what. A new kind of subject adds a line.
 * @param ofFeatures those that only a feature can have, as it may use what is its own
 */
export function provideActions(...ofFeatures: readonly LoadActions[]): Provider[] {
  const all = [
    AlbumActions,
    ArtistActions,
    TrackActions,
    QueueItemActions,
    PlacementActions,
    HomeActions,
    PartActions,
    EverythingActions,
  ];
  return [
    ...all.map((provider) => ({ provide: ACTION_PROVIDERS, useExisting: provider, multi: true })),
    ...[fromElsewhere, ...ofFeatures].map((load) => ({ provide: FEATURE_ACTIONS, useValue: load, multi: true })),
  ];
}
