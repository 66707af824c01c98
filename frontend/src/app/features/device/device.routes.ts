import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const deviceRoutes: Routes = [placeRoute('device', () => import('./device-page').then((m) => m.DevicePage))];
