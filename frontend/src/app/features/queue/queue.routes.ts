import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const queueRoutes: Routes = [placeRoute('queue', () => import('./queue-page').then((m) => m.QueuePage))];
