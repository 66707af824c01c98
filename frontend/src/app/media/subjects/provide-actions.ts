import type { Provider } from '@angular/core';
import { ACTION_PROVIDERS } from './actions';
import {
  AlbumActions,
  ArtistActions,
  EverythingActions,
  PartActions,
  PlacementActions,
  QueueItemActions,
  TrackActions,
} from './music-actions';

/** Who knows what can be done with what. A new kind of subject adds a line. */
export function provideActions(): Provider[] {
  const all = [
    AlbumActions,
    ArtistActions,
    TrackActions,
    QueueItemActions,
    PlacementActions,
    PartActions,
    EverythingActions,
  ];
  return all.map((provider) => ({ provide: ACTION_PROVIDERS, useExisting: provider, multi: true }));
}
