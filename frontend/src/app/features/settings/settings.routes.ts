import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const settingsRoutes: Routes = [
  placeRoute('settings', () => import('./settings-page').then((m) => m.SettingsPage)),
];
