import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const homeRoutes: Routes = [placeRoute('', () => import('./home-page').then((m) => m.HomePage))];
