import type { Routes } from '@angular/router';

/** Comes last: any address that no other route has. */
export const shellRoutes: Routes = [
  {
    path: '**',
    title: () => $localize`Not found`,
    loadComponent: () => import('./not-found-page').then((m) => m.NotFoundPage),
  },
];
