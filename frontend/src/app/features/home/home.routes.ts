import type { Routes } from '@angular/router';

export const homeRoutes: Routes = [
  { path: '', pathMatch: 'full', title: 'Home', loadComponent: () => import('./home-page').then((m) => m.HomePage) },
];
