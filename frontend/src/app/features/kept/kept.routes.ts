import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const keptRoutes: Routes = [placeRoute('kept', () => import('./kept-page').then((m) => m.KeptPage))];
