import type { Routes } from '@angular/router';

/** Each place is loaded when it is first gone to. The titles are replaced by pages that know a better one. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Home',
    loadComponent: () => import('./home/home-page').then((m) => m.HomePage),
  },
  { path: 'search', title: 'Search', loadComponent: () => import('./search/search-page').then((m) => m.SearchPage) },
  { path: 'albums', title: 'Albums', loadComponent: () => import('./albums/albums-page').then((m) => m.AlbumsPage) },
  { path: 'album/:id', title: 'Album', loadComponent: () => import('./album/album-page').then((m) => m.AlbumPage) },
  {
    path: 'artists',
    title: 'Artists',
    loadComponent: () => import('./artists/artists-page').then((m) => m.ArtistsPage),
  },
  {
    path: 'artist/:id',
    title: 'Artist',
    loadComponent: () => import('./artist/artist-page').then((m) => m.ArtistPage),
  },
  { path: 'queue', title: 'Queue', loadComponent: () => import('./queue/queue-page').then((m) => m.QueuePage) },
  {
    path: 'history',
    title: 'History',
    loadComponent: () => import('./history/journal/history-page').then((m) => m.HistoryPage),
  },
  {
    path: 'history/statistics',
    title: 'Statistics',
    loadComponent: () => import('./history/statistics/statistics-page').then((m) => m.StatisticsPage),
  },
  {
    path: 'history/import',
    title: 'Import a history',
    loadComponent: () => import('./history/imports/import-page').then((m) => m.ImportPage),
  },
  {
    path: 'settings',
    title: 'Settings',
    loadComponent: () => import('./settings/settings-page').then((m) => m.SettingsPage),
  },
  {
    path: '**',
    title: 'Not found',
    loadComponent: () => import('./shell/not-found-page').then((m) => m.NotFoundPage),
  },
];
