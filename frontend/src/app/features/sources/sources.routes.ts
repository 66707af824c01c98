import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const sourcesRoutes: Routes = [placeRoute('sources', () => import('./sources-page').then((m) => m.SourcesPage))];
