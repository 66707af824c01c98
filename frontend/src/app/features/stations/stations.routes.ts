import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const stationsRoutes: Routes = [
  placeRoute('stations', () => import('./saved/stations-page').then((m) => m.StationsPage)),
  {
    path: 'stations/find',
    title: () => $localize`Find stations`,
    loadComponent: () => import('./find/find-page').then((m) => m.FindPage),
  },
  {
    path: 'personal-stations/new',
    title: () => $localize`New station`,
    loadComponent: () => import('./personal/new-page').then((m) => m.NewStationPage),
  },
  {
    path: 'personal-stations/bookmarks',
    title: () => $localize`Bookmarks and account`,
    loadComponent: () => import('./personal/bookmarks-page').then((m) => m.BookmarksPage),
  },
  {
    path: 'personal-station/:id',
    title: () => $localize`Station`,
    loadComponent: () => import('./personal/personal-page').then((m) => m.PersonalPage),
  },
  {
    path: 'station/:trackId',
    title: () => $localize`Station`,
    loadComponent: () => import('./station/station-page').then((m) => m.StationPage),
  },
];
