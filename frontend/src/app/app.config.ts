import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withViewTransitions,
} from '@angular/router';
import { watchConnection } from './core/api/connection';
import { routes } from './app.routes';
import { RouteTitles } from './core/page-title';
import { Upgrade } from './features/shell/upgrade';
import { provideActions } from './media/subjects/provide-actions';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    // The only way in which browsers tell how much of a file has been sent.
    provideHttpClient(withXhr(), withInterceptors([watchConnection])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler((error) => inject(Upgrade).navigationFailed(error)),
      withViewTransitions({
        skipInitialTransition: true,
        onViewTransitionCreated: ({ transition, from, to }) => {
          // The same page with another query (typing, sorting) is no journey.
          const [old, next] = [from, to].map((route) => route.firstChild?.routeConfig?.path);
          if (old === next) transition.skipTransition();
        },
      }),
    ),
    { provide: TitleStrategy, useClass: RouteTitles },
    provideActions(
      async () => (await import('./features/playlists/playlist-actions')).PLAYLIST_ACTIONS,
      async () => [(await import('./features/stations/shared/station-actions')).StationActions],
      async () => [(await import('./features/stations/personal/personal-actions')).PersonalActions],
      async () => [(await import('./features/device/shared/device-actions')).DeviceActions],
      async () => {
        const { EpisodeActions, ShowActions } = await import('./features/podcasts/shared/podcast-actions');
        return [ShowActions, EpisodeActions];
      },
    ),
  ],
};
