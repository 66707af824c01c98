import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const historyRoutes: Routes = [
  placeRoute('history', () => import('./journal/history-page').then((m) => m.HistoryPage)),
  placeRoute('history/statistics', () => import('./statistics/statistics-page').then((m) => m.StatisticsPage)),
  {
    path: 'history/import',
    title: () => $localize`Import a history`,
    loadComponent: () => import('./imports/import-page').then((m) => m.ImportPage),
  },
];
