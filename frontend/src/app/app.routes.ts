import type { Routes } from '@angular/router';
import { albumsRoutes } from './features/albums/albums.routes';
import { artistsRoutes } from './features/artists/artists.routes';
import { deviceRoutes } from './features/device/device.routes';
import { favouritesRoutes } from './features/favourites/favourites.routes';
import { genresRoutes } from './features/genres/genres.routes';
import { historyRoutes } from './features/history/history.routes';
import { homeRoutes } from './features/home/home.routes';
import { keptRoutes } from './features/kept/kept.routes';
import { libraryRoutes } from './features/library/library.routes';
import { playlistsRoutes } from './features/playlists/playlists.routes';
import { podcastsRoutes } from './features/podcasts/podcasts.routes';
import { queueRoutes } from './features/queue/queue.routes';
import { remoteRoutes } from './features/remote/remote.routes';
import { searchRoutes } from './features/search/search.routes';
import { settingsRoutes } from './features/settings/settings.routes';
import { shellRoutes } from './features/shell/shell.routes';
import { songsRoutes } from './features/songs/songs.routes';
import { sourcesRoutes } from './features/sources/sources.routes';
import { stationsRoutes } from './features/stations/stations.routes';

/** Each page is loaded when it is first gone to. */
export const routes: Routes = [
  ...homeRoutes,
  ...searchRoutes,
  ...libraryRoutes,
  ...remoteRoutes,
  ...albumsRoutes,
  ...artistsRoutes,
  ...playlistsRoutes,
  ...songsRoutes,
  ...genresRoutes,
  ...stationsRoutes,
  ...podcastsRoutes,
  ...favouritesRoutes,
  ...keptRoutes,
  ...deviceRoutes,
  ...queueRoutes,
  ...historyRoutes,
  ...sourcesRoutes,
  ...settingsRoutes,
  ...shellRoutes,
];
