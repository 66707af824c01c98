import type { Routes } from '@angular/router';

/** The title of one artist is replaced by its page, which knows the name. */
export const artistsRoutes: Routes = [
  { path: 'artists', title: 'Artists', loadComponent: () => import('./artists-page').then((m) => m.ArtistsPage) },
  { path: 'artist/:id', title: 'Artist', loadComponent: () => import('./artist-page').then((m) => m.ArtistPage) },
];
