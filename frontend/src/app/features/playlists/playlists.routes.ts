import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

/** Playlists of one's own. Those of sources have ids with a colon, whose page is asked first. */
export const playlistsRoutes: Routes = [
  placeRoute('playlists', () => import('./playlists-page').then((m) => m.PlaylistsPage)),
  {
    path: 'playlist/:id/report',
    title: () => $localize`Songs not found`,
    loadComponent: () => import('./report-page').then((m) => m.ReportPage),
  },
  {
    path: 'playlist/:id',
    title: () => $localize`Playlist`,
    loadComponent: () => import('./playlist-page').then((m) => m.PlaylistPage),
  },
];
