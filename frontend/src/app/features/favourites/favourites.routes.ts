import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const favouritesRoutes: Routes = [
  placeRoute('favourites', () => import('./favourites-page').then((m) => m.FavouritesPage)),
];
