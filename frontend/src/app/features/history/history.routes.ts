import type { Routes } from '@angular/router';

export const historyRoutes: Routes = [
  {
    path: 'history',
    title: 'History',
    loadComponent: () => import('./journal/history-page').then((m) => m.HistoryPage),
  },
  {
    path: 'history/statistics',
    title: 'Statistics',
    loadComponent: () => import('./statistics/statistics-page').then((m) => m.StatisticsPage),
  },
  {
    path: 'history/import',
    title: 'Import a history',
    loadComponent: () => import('./imports/import-page').then((m) => m.ImportPage),
  },
];
