import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

/** The title of one artist is replaced by its page, which knows the name. */
export const artistsRoutes: Routes = [
  placeRoute('artists', () => import('./artists-page').then((m) => m.ArtistsPage)),
  {
    path: 'artist/:id',
    title: () => $localize`Artist`,
    loadComponent: () => import('./artist-page').then((m) => m.ArtistPage),
  },
];
