import type { Routes } from '@angular/router';

export const searchRoutes: Routes = [
  { path: 'search', title: 'Search', loadComponent: () => import('./search-page').then((m) => m.SearchPage) },
];
