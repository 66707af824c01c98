import type { ImportFormat } from './imported-listen.js';
import { lastFm } from './services/lastfm.js';
import { listenBrainz } from './services/listenbrainz.js';
import { pyxis } from './services/pyxis.js';
import { spotify } from './services/spotify.js';

export const IMPORT_SERVICES = ['listenbrainz', 'lastfm', 'spotify', 'pyxis'] as const;
export type ImportService = (typeof IMPORT_SERVICES)[number];

/** How the files of each service are read. */
export const FORMATS: Readonly<Record<ImportService, ImportFormat>> = {
  listenbrainz: listenBrainz,
  lastfm: lastFm,
  spotify,
  pyxis,
};
