import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const libraryRoutes: Routes = [placeRoute('library', () => import('./library-page').then((m) => m.LibraryPage))];
