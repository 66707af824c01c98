import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

/** The title of one album is replaced by its page, which knows the name. */
export const albumsRoutes: Routes = [
  placeRoute('albums', () => import('./albums-page').then((m) => m.AlbumsPage)),
  {
    path: 'album/:id',
    title: () => $localize`Album`,
    loadComponent: () => import('./album-page').then((m) => m.AlbumPage),
  },
];
