import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

export const songsRoutes: Routes = [placeRoute('songs', () => import('./songs-page').then((m) => m.SongsPage))];
