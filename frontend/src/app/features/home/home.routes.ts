import type { Routes } from '@angular/router';
import { titleOf } from '../../core/places';
import { HomePage } from './home-page';

/**
 * The one page that comes with the app itself: most begin here, and what it is made of is what every other page needs. Loaded by
 * itself it took twenty small files more.
 */
export const homeRoutes: Routes = [{ path: '', pathMatch: 'full', title: () => titleOf(''), component: HomePage }];
