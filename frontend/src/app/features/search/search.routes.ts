import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const searchRoutes: Routes = [
  placeRoute('search', () => import('./search-page').then((m) => m.SearchPage)),
  {
    path: 'search/:source/:section',
    title: () => $localize`Search`,
    loadComponent: () => import('./source-results-page').then((m) => m.SourceResultsPage),
  },
];
