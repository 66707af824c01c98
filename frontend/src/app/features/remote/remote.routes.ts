import type { Route, Routes, UrlMatcher } from '@angular/router';

/** Ids of sources hold a colon, those of the library do not: one address for both, and two pages. */
function ofSource(kind: string): UrlMatcher {
  return (segments) => {
    const [page, id] = segments;
    const isOne = segments.length === 2 && page?.path === kind && id !== undefined && id.path.includes(':');
    return isOne ? { consumed: segments, posParams: { id } } : null;
  };
}

const album: Route = {
  matcher: ofSource('album'),
  title: () => $localize`Album`,
  loadComponent: () => import('./remote-album-page').then((m) => m.RemoteAlbumPage),
};
const artist: Route = {
  matcher: ofSource('artist'),
  title: () => $localize`Artist`,
  loadComponent: () => import('./remote-artist-page').then((m) => m.RemoteArtistPage),
};
const playlist: Route = {
  matcher: ofSource('playlist'),
  title: () => $localize`Playlist`,
  loadComponent: () => import('./remote-playlist-page').then((m) => m.RemotePlaylistPage),
};

const own: Route = {
  path: 'own/:sourceId',
  title: () => $localize`Your music there`,
  loadComponent: () => import('./own-music-page').then((m) => m.OwnMusicPage),
};

const versions: Route = {
  path: 'versions/:id',
  title: () => $localize`Versions`,
  loadComponent: () => import('./versions-page').then((m) => m.VersionsPage),
};

/** Pages of what is at a source. They come before those of the library, which would take any id. */
export const remoteRoutes: Routes = [album, artist, playlist, own, versions];
