import type { Type } from '@angular/core';
import type { ActionProvider } from './actions';
import { DownloadActions } from './download-actions';
import { HeartActions } from './heart-actions';
import { HomeActions } from './home-actions';
import { PartActions } from './part-actions';
import { PlacementActions } from './placement-actions';
import { CoverActions } from './cover-actions';
import { AddActions } from './add-actions';
import { CreditsActions } from './credits-actions';
import { QueueItemActions } from './queue-item-actions';
import { RemoteActions } from './remote-actions';
import { SeveralActions } from './several-actions';

/** What comes with the first menu: the first page does without it. */
export const LATER_ACTIONS: readonly Type<ActionProvider>[] = [
  QueueItemActions,
  HeartActions,
  PlacementActions,
  DownloadActions,
  HomeActions,
  CoverActions,
  PartActions,
  RemoteActions,
  SeveralActions,
  AddActions,
  CreditsActions,
];
