import type { Routes } from '@angular/router';

export const settingsRoutes: Routes = [
  { path: 'settings', title: 'Settings', loadComponent: () => import('./settings-page').then((m) => m.SettingsPage) },
];
