import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

/** The title of one of them is replaced by its page, which knows the name. */
export const genresRoutes: Routes = [
  placeRoute('genres', () => import('./genres-page').then((m) => m.GenresPage)),
  {
    path: 'decades',
    title: () => $localize`Decades`,
    loadComponent: () => import('./decades-page').then((m) => m.DecadesPage),
  },
  {
    path: 'genre/:id',
    title: () => $localize`Genre`,
    loadComponent: () => import('./genre-page').then((m) => m.GenrePage),
  },
  {
    path: 'decade/:decade',
    title: () => $localize`Decade`,
    loadComponent: () => import('./decade-page').then((m) => m.DecadePage),
  },
];
