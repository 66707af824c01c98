import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities/index.js';
import { CreateLibrary1795219200000 } from './migrations/1795219200000-create-library.js';
import { CreateSearch1795219200001 } from './migrations/1795219200001-create-search.js';
import { CreatePlayback1795305600000 } from './migrations/1795305600000-create-playback.js';
import { CreateHistory1795305600001 } from './migrations/1795305600001-create-history.js';
import { CreateScrobbling1795305600002 } from './migrations/1795305600002-create-scrobbling.js';
import { CreatePlacements1795305600003 } from './migrations/1795305600003-create-placements.js';
import { IndexLastHeard1795305600004 } from './migrations/1795305600004-index-last-heard.js';
import { OpenToSources1795392000000 } from './migrations/1795392000000-open-to-sources.js';
import { IdentifyRecordings1795392000001 } from './migrations/1795392000001-identify-recordings.js';
import { ShareEdits1795392000010 } from './migrations/1795392000010-share-edits.js';
import { HeldAlbums1795392000020 } from './migrations/1795392000020-held-albums.js';
import { TieIdentities1795392000030 } from './migrations/1795392000030-tie-identities.js';
import { QueueOrigins1795392000040 } from './migrations/1795392000040-queue-origins.js';
import { PartsOfFiles1795392000060 } from './migrations/1795392000060-parts-of-files.js';
import { AudioCache1795910000000 } from './migrations/1795910000000-audio-cache.js';
import { WithoutEnd1795910100000 } from './migrations/1795910100000-without-end.js';
import { Stations1795910200000 } from './migrations/1795910200000-stations.js';
import { CreatePodcasts1795910300000 } from './migrations/1795910300000-create-podcasts.js';
import { HeardLengths1795910380000 } from './migrations/1795910380000-heard-lengths.js';
import { SleepAtChapters1795910400000 } from './migrations/1795910400000-sleep-at-chapters.js';
import { EpisodeLists1795910450000 } from './migrations/1795910450000-episode-lists.js';
import { RetainEpisodes1795910460000 } from './migrations/1795910460000-retain-episodes.js';
import { ChaptersOfFiles1795910500000 } from './migrations/1795910500000-chapters-of-files.js';
import { RecentSearches1795910551000 } from './migrations/1795910551000-recent-searches.js';
import { SaveFromSources1795910610000 } from './migrations/1795910610000-save-from-sources.js';
import { KeepAtHome1795910700000 } from './migrations/1795910700000-keep-at-home.js';
import { OwnLists1795910720000 } from './migrations/1795910720000-own-lists.js';
import { PersonalStations1795910800000 } from './migrations/1795910800000-personal-stations.js';
import { CountOwnAlbums1795970180000 } from './migrations/1795970180000-count-own-albums.js';
import { CreateHearts1795970379000 } from './migrations/1795970379000-create-hearts.js';
import { CreatePlaylists1795970400000 } from './migrations/1795970400000-create-playlists.js';
import { ListSongs1795971000000 } from './migrations/1795971000000-list-songs.js';
import { HeartsToTell1795971450000 } from './migrations/1795971450000-hearts-to-tell.js';
import { UnseenCovers1795971900000 } from './migrations/1795971900000-unseen-covers.js';
import { PastImports1795972500000 } from './migrations/1795972500000-past-imports.js';
import { CreatePlaylistOrigins1795973400000 } from './migrations/1795973400000-create-playlist-origins.js';
import { Shelves1795973500000 } from './migrations/1795973500000-shelves.js';
import { ReplacedQueues1795973700000 } from './migrations/1795973700000-replaced-queues.js';
import { CreditsAndWorks1795985700000 } from './migrations/1795985700000-credits-and-works.js';
import { EditedLyrics1795987200000 } from './migrations/1795987200000-edited-lyrics.js';
import { OwnCovers1796000547000 } from './migrations/1796000547000-own-covers.js';
import { ArtistCovers1796002242000 } from './migrations/1796002242000-artist-covers.js';
import { PlaylistCovers1796041032000 } from './migrations/1796041032000-playlist-covers.js';
import { FaultCodesOfShows1796050000000 } from './migrations/1796050000000-fault-codes-of-shows.js';
import { CausesOfPlaylistTroubles1796051000000 } from './migrations/1796051000000-causes-of-playlist-troubles.js';
import { CausesOfRefusedScrobbles1796052000000 } from './migrations/1796052000000-causes-of-refused-scrobbles.js';
import { CausesOfFailedScans1796084000000 } from './migrations/1796084000000-causes-of-failed-scans.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  CreateLibrary1795219200000,
  CreateSearch1795219200001,
  CreatePlayback1795305600000,
  CreateHistory1795305600001,
  CreateScrobbling1795305600002,
  CreatePlacements1795305600003,
  IndexLastHeard1795305600004,
  OpenToSources1795392000000,
  IdentifyRecordings1795392000001,
  ShareEdits1795392000010,
  HeldAlbums1795392000020,
  TieIdentities1795392000030,
  QueueOrigins1795392000040,
  PartsOfFiles1795392000060,
  AudioCache1795910000000,
  WithoutEnd1795910100000,
  Stations1795910200000,
  CreatePodcasts1795910300000,
  HeardLengths1795910380000,
  SleepAtChapters1795910400000,
  EpisodeLists1795910450000,
  RetainEpisodes1795910460000,
  ChaptersOfFiles1795910500000,
  RecentSearches1795910551000,
  SaveFromSources1795910610000,
  KeepAtHome1795910700000,
  OwnLists1795910720000,
  PersonalStations1795910800000,
  CountOwnAlbums1795970180000,
  CreateHearts1795970379000,
  CreatePlaylists1795970400000,
  ListSongs1795971000000,
  HeartsToTell1795971450000,
  UnseenCovers1795971900000,
  PastImports1795972500000,
  CreatePlaylistOrigins1795973400000,
  Shelves1795973500000,
  ReplacedQueues1795973700000,
  CreditsAndWorks1795985700000,
  EditedLyrics1795987200000,
  OwnCovers1796000547000,
  ArtistCovers1796002242000,
  PlaylistCovers1796041032000,
  FaultCodesOfShows1796050000000,
  CausesOfPlaylistTroubles1796051000000,
  CausesOfRefusedScrobbles1796052000000,
  CausesOfFailedScans1796084000000,
];

const COMMON = { entities: ENTITIES, migrations: MIGRATIONS, migrationsRun: false, synchronize: false } as const;

/** A data source for a SQLite file. It is not opened and not migrated yet. */
export function sqliteDataSource(file: string): DataSource {
  const options: DataSourceOptions = {
    ...COMMON,
    type: 'better-sqlite3',
    database: file,
    enableWAL: true,
    prepareDatabase: (handle: { pragma(source: string): unknown }) => {
      handle.pragma('synchronous = FULL');
      handle.pragma('busy_timeout = 5000');
    },
  };
  return new DataSource(options);
}

/** A data source for PostgreSQL. It is not opened and not migrated yet. */
export function postgresDataSource(url: string, password: string | undefined): DataSource {
  return new DataSource({
    ...COMMON,
    type: 'postgres',
    url: password === undefined ? url : withPassword(url, password),
    parseInt8: true,
  });
}

/** pg takes no password from beside an address, and not every address with a socket in it has a place for one. */
function withPassword(url: string, password: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}password=${encodeURIComponent(password)}`;
}
