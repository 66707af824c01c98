import type { Routes } from '@angular/router';

export const queueRoutes: Routes = [
  { path: 'queue', title: 'Queue', loadComponent: () => import('./queue-page').then((m) => m.QueuePage) },
];
