import type { Routes } from '@angular/router';
import { placeRoute } from '../../core/places';

/** The titles of a show and of an episode are replaced by their pages, which know the names. */
export const podcastsRoutes: Routes = [
  placeRoute('podcasts', () => import('./lists/podcasts-page').then((m) => m.PodcastsPage)),
  {
    path: 'podcasts/add',
    title: () => $localize`Add a podcast`,
    loadComponent: () => import('./add/add-page').then((m) => m.AddPage),
  },
  {
    path: 'podcast/:id',
    title: () => $localize`Podcast`,
    loadComponent: () => import('./show/show-page').then((m) => m.ShowPage),
  },
  {
    path: 'episode/:trackId',
    title: () => $localize`Episode`,
    loadComponent: () => import('./episode/episode-page').then((m) => m.EpisodePage),
  },
];
