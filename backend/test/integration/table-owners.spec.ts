import { expect, it } from 'vitest';
import { ENTITIES } from '../../src/database/entities/index.js';
import { namedTables } from '../support/sql-texts.js';
import { getMetadataArgsStorage } from 'typeorm';

/** Which module keeps which tables: it alone writes them. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  database: ['migrations', 'person', 'sqlite_master'],
  artwork: ['artwork'],
  catalogue: [
    'performer', 'performer_ref', 'release', 'release_ref', 'recording', 'recording_ref', 'recording_group', 'verdict',
    'source_item', 'chosen_version', 'heard_as', 'heard_as_search',
  ],
  library: [
    'album', 'album_artist', 'album_cover', 'album_genre', 'album_search', 'album_source', 'artist', 'artist_cover', 'artist_search', 'artist_source', 'collection_unit', 'edit', 'genre', 'kept_whole',
    'lyrics', 'lyrics_edit', 'placement', 'scan', 'scan_fault', 'shelf', 'track', 'track_artist', 'track_genre', 'track_search', 'track_source',
  ],
  browse: ['album_to_save', 'radio', 'own_list', 'own_list_item'],
  hearts: ['heart'],
  search: ['recent_search'],
  streaming: ['audio_cache', 'source_traffic'],
  playback: ['output', 'player', 'queue_item', 'resume_point'],
  // `seen` is of a scratch file beside the database, for the time of an import.
  history: ['import_run', 'listen', 'listen_day', 'listen_sheet', 'tally', 'seen'],
  stations: ['station', 'station_title'],
  tuner: ['personal_station', 'station_thumb', 'station_song', 'station_skip'],
  scrobbling: ['scrobble'],
  keeping: ['kept_at_home', 'kept_at_home_track'],
  playlists: ['playlist', 'playlist_item', 'playlist_origin'],
  podcasts: ['show', 'subscription', 'episode', 'episode_details', 'episode_left_out', 'episode_search', 'episode_list', 'bookmark'],
}; // prettier-ignore

/** Tables that other modules may name, and why; who is not listed asks their owner. */
const SHARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audio_cache: { keeping: 'what is here is listed with what it belongs to, in one query' },
  source_item: { library: 'why a saved track does not play is what its source said last' },
  track_source: { keeping: 'which tracks lie elsewhere, and which of them are here' },
  tally: {
    keeping: 'albums in discovery stay for some days after they were last heard',
    library: 'tracks are listed by how often and when they were heard, in one query',
  },
  person: {
    history: 'locked while counts of one person are changed',
    podcasts: 'everybody follows the feeds that the configuration names',
    playlists: 'lists in the music folders are everybody’s',
  },
  heart: {
    history: 'hearts are taken along with listens, in one query',
    library: 'lists show only what somebody loves',
  },
  show: { history: 'a heart of a show is taken along with the address of its feed' },
  resume_point: { podcasts: 'lists of episodes are by how far they were heard' },
  own_list: { catalogue: 'what is known of own lists is not forgotten' },
  own_list_item: { catalogue: 'what is known of own lists is not forgotten' },
  queue_item: {
    catalogue: 'what waits in a queue is not forgotten',
    podcasts: 'an episode that waits in a queue is not removed',
  },
  playlist_item: {
    catalogue: 'what is in a playlist is not forgotten',
    podcasts: 'an episode that is in a playlist is not removed',
  },
  artwork: {
    catalogue: 'covers of sources come with their tracks',
    history: 'covers beside what was heard, joined in one query',
    hearts: 'covers of what somebody loves',
    library: 'covers come with scans; lists show their previews in one query',
    keeping: 'covers of what somebody wants at home',
    playlists: 'pictures that people chose, shown with their previews in one query',
    podcasts: 'covers come with feeds; lists show their previews in one query',
  },
  album: {
    catalogue: 'tied to what listens to it count for',
    health: 'counted for figures',
    history: 'signals and completeness join what is there with what was heard',
    keeping: 'what is here is listed by album, in one query',
  },
  artist: {
    catalogue: 'tied to what listens to it count for',
    health: 'counted for figures',
    history: 'links from what was heard to what is there; imports are matched',
  },
  track: {
    catalogue: 'tied to what listens to it count for',
    health: 'counted for figures',
    history: 'signals and completeness join what is there with what was heard; imports are matched',
    keeping: 'what is here is listed by album, in one query',
  },
  track_artist: {
    history: 'imports are matched by their main artist',
  },
  placement: {
    history: 'signals leave out what was put out of sight',
    keeping: 'where an album lives says whether it is to be at home',
  },
  scan: { health: 'figures of the last scan' },
  listen_day: { health: 'figures of what was heard' },
  performer: { history: 'names of what is counted; regrouping' },
  performer_ref: { history: 'links to the library; regrouping' },
  release: { history: 'names of what is counted; regrouping' },
  release_ref: { history: 'links to the library; signals; regrouping' },
  recording: { history: 'names of what is counted; regrouping' },
  recording_ref: { history: 'links to the library; signals; regrouping' },
  recording_group: {
    history: 'counts are those of groups',
    library: 'a heart is one of the whole group, and so are counts beside tracks',
  },
  heard_as: { history: 'names of listens, by which the journal is searched' },
  heard_as_search: { history: 'names of listens, by which the journal is searched' },
};

/** Names that are put together when they are used, by file, and what they may come to. */
const PUT_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'catalogue/identity-refresh.ts': ['performer', 'release', 'recording'],
  'catalogue/refs.ts': ['performer_ref', 'release_ref', 'recording_ref', 'artist', 'album', 'track'],
  'history/export/listen-export.ts': ['performer_ref', 'release_ref', 'recording_ref'],
  'history/heard-set.ts': ['performer_ref', 'release_ref', 'recording_ref'],
  'history/regroup/regroup.ts': ['performer_ref', 'release_ref', 'recording', 'release'],
  'history/window-counts.ts': ['performer', 'release', 'recording'],
  'library/album-views.ts': ['album_artist', 'track_artist'],
  'library/heard.ts': ['album', 'artist'],
  'library/library-search.ts': ['album', 'album_search', 'artist', 'artist_search', 'track', 'track_search'],
  'library/album-covers.ts': ['album', 'album_genre'],
  'library/track-filters.ts': ['track_artist', 'track_genre'],
  'library/track-finder.ts': [
    'track',
    'album',
    'tally',
    'track_search',
    'track_artist',
    'track_genre',
    'track_source',
    'placement',
  ],
  'library/scan/scan-writer.ts': ['artist', 'genre'],
  'library/scan/track-writer.ts': ['track_artist', 'track_genre', 'lyrics'],
  // Whoever calls says which index of words it means.
  'sql/search-index.ts': [],
};

const ownerOf = new Map(Object.entries(OWNERS).flatMap(([module, tables]) => tables.map((table) => [table, module])));

function mayName(module: string, table: string): boolean {
  return ownerOf.get(table) === module || SHARED[table]?.[module] !== undefined;
}

it('lets the SQL of a module name only its own tables and those that are shared with it', () => {
  const named = namedTables().flatMap(({ module, file, table }) =>
    table.includes('…')
      ? (PUT_TOGETHER[file] ?? [`${table}, which nobody declared`]).map((name) => ({ module, file, table: name }))
      : [{ module, file, table }],
  );
  expect(named.length).toBeGreaterThan(100);
  const strays = named
    .filter(({ module, table }) => !mayName(module, table))
    .map(({ file, table }) => `${file} names ${table}, which is ${ownerOf.get(table) ?? 'nobody'}’s`);
  expect([...new Set(strays)]).toEqual([]);
});

it('knows an owner for every table, and no share that nobody uses', () => {
  const tables = getMetadataArgsStorage()
    .tables.filter(({ target }) => ENTITIES.some((entity) => entity === target))
    .map(({ name }) => name);
  expect(tables.filter((name) => name !== undefined && !ownerOf.has(name))).toEqual([]);
  const used = new Set(
    namedTables().flatMap(({ module, file, table }) =>
      (table.includes('…') ? (PUT_TOGETHER[file] ?? []) : [table]).map((name) => `${module} ${name}`),
    ),
  );
  const idle = Object.entries(SHARED).flatMap(([table, modules]) =>
    Object.keys(modules)
      .filter((module) => !used.has(`${module} ${table}`))
      .map((module) => `${table} with ${module}`),
  );
  expect(idle).toEqual([]);
});
