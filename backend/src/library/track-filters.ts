import { Conditions } from '../api/index.js';
import { asUnfinished, type Engine, marks, matchExpression, type SqlValue, termsOf } from '../sql/index.js';
import { tracksOf } from './artist-tracks.js';
import { heartedKeys } from './hearted.js';
import { isShownByKey, livesIn } from './placements.js';
import type { TrackFilter, TrackFormat } from './tracks.dto.js';
import { workKey } from './work-key.js';

const DAY_MS = 86_400_000;
const LOSSLESS = ['flac', 'alac', 'pcm'];
const LOSSY = ['mp3', 'aac', 'vorbis', 'opus', 'wma'];
const GENRE_KEY = '(SELECT key FROM genre WHERE id = ?)';
const ARTIST_KEY = '(SELECT key FROM artist WHERE id = ?)';

/** The recording whose tally is that of `track t`: the head of the group that counts as one. */
const HEAD = `COALESCE((SELECT g.group_key FROM recording_group g WHERE g.recording_key = t.recording_key), t.recording_key)`;
/** Ties `track t` to its `tally y`, from the track. */
export const TALLY_OF_TRACK = `y.kind = 'recording' AND y.listens > 0 AND y.subject_key = ${HEAD}`;
/** Ties them from the tally. */
export const TRACKS_OF_TALLY = `t.recording_key IN (SELECT y.subject_key
  UNION ALL SELECT m.recording_key FROM recording_group m WHERE m.group_key = y.subject_key)`;

/** A piece of SQL with its parameters in order. */
export interface Fragment {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * One thing that is asked of tracks, said in two ways. Where few fit, those are gathered and put in order; where many do, the list
 * is walked in its order until a page is full. Either costs about as much for a library of any size.
 */
export interface Facet {
  /** A condition for one `track t`. */
  readonly holds: Fragment;
  /** Selects the `key` of each that fits, once; absent where only a look at each track tells. */
  readonly keys?: Fragment;
}

/** For whom and when a list is asked. */
export interface Asker {
  readonly ownerId: string;
  readonly nowMs: number;
  readonly engine: Engine;
}

export const fragment = (text: string, ...parameters: readonly SqlValue[]): Fragment => ({ text, parameters });

/** All that a filter asks for, but for what lists leave out anyway. */
export function facetsOf(filter: TrackFilter, { ownerId, nowMs, engine }: Asker): Facet[] {
  const { genreId, artistId, fromYear, toYear, format, placement, heard, addedWithinDays, isHearted, work, q } = filter;
  const facets: (Facet | undefined)[] = [
    q === undefined ? undefined : wordsFacet(q, engine),
    artistId === undefined ? undefined : artistFacet(artistId),
    work === undefined ? undefined : workFacet(work),
    genreId === undefined ? undefined : linkFacet('track_genre', 'genre_key', GENRE_KEY, genreId),
    addedWithinDays === undefined ? undefined : addedFacet(nowMs - addedWithinDays * DAY_MS),
    fromYear === undefined && toYear === undefined ? undefined : yearFacet(fromYear ?? 1, toYear ?? 9999),
    placement === undefined || placement === 'collection'
      ? undefined
      : {
          holds: fragment(livesIn('t.album_key', placement), ownerId),
          keys: fragment('SELECT t.key FROM placement p JOIN track t ON t.album_key = p.album_key WHERE p.owner_id = ? AND p.placement = ?', ownerId, placement), // prettier-ignore
        },
    isHearted === undefined ? undefined : heartFacet(isHearted, ownerId),
    heard === undefined ? undefined : heardFacet(heard === 'yes', ownerId),
    format === undefined ? undefined : formatFacet(format),
  ];
  return facets.filter((facet) => facet !== undefined);
}

/** What lists leave out: albums that are out of sight, or, where a place is asked for, those that live elsewhere. */
export function addPlace(conditions: Conditions, { placement }: TrackFilter, ownerId: string): void {
  if (placement === undefined) conditions.add(isShownByKey('t.album_key'), ownerId, ownerId);
  // The others are facets: few albums live there.
  else if (placement === 'collection') conditions.add(livesIn('t.album_key', placement), ownerId, ownerId);
}

function wordsFacet(q: string, engine: Engine): Facet {
  const terms = termsOf(q);
  if (!terms) return { holds: fragment('1 = 0') };
  const begun = asUnfinished(terms);
  const expression = matchExpression(begun ?? terms, engine, begun === undefined);
  const [key, matches] = engine === 'sqlite' ? ['rowid', 'track_search MATCH ?'] : ['key', `words @@ to_tsquery('simple', ?)`]; // prettier-ignore
  const select = `SELECT ${key} AS key FROM track_search WHERE ${matches}`;
  // “+”: SQLite is not to gather them after all.
  return { holds: fragment(`+t.key IN (${select})`, expression), keys: fragment(select, expression) };
}

function linkFacet(table: string, column: string, key: string, id: string): Facet {
  return {
    holds: fragment(`EXISTS (SELECT 1 FROM ${table} l WHERE l.track_key = t.key AND l.${column} = ${key})`, id),
    keys: fragment(`SELECT DISTINCT l.track_key AS key FROM ${table} l WHERE l.${column} = ${key}`, id),
  };
}

function artistFacet(id: string): Facet {
  const isTheirs = `EXISTS (SELECT 1 FROM track_artist l WHERE l.track_key = t.key AND l.artist_key = ${ARTIST_KEY})
    OR EXISTS (SELECT 1 FROM album_artist l WHERE l.album_key = t.album_key AND l.artist_key = ${ARTIST_KEY})`;
  return { holds: fragment(`(${isTheirs})`, id, id), keys: fragment(tracksOf(ARTIST_KEY), id, id) };
}

function workFacet(title: string): Facet {
  const work = workKey(title);
  return {
    holds: fragment('t.work_sort = ?', work),
    keys: fragment('SELECT key FROM track WHERE work_sort = ?', work),
  };
}

function heartFacet(isHearted: boolean, ownerId: string): Facet {
  const keys = heartedKeys('track', ownerId);
  if (!isHearted) return { holds: fragment(`t.key NOT IN (${keys.text})`, ...keys.parameters) };
  return { holds: fragment(`+t.key IN (${keys.text})`, ...keys.parameters), keys };
}

function addedFacet(sinceMs: number): Facet {
  return {
    holds: fragment('t.added_at_ms >= ?', sinceMs),
    keys: fragment('SELECT key FROM track WHERE added_at_ms >= ?', sinceMs),
  };
}

function yearFacet(from: number, to: number): Facet {
  return {
    holds: fragment('t.year BETWEEN ? AND ?', from, to),
    keys: fragment('SELECT key FROM track WHERE is_missing = ? AND year BETWEEN ? AND ?', false, from, to),
  };
}

function heardFacet(isHeard: boolean, ownerId: string): Facet {
  const has = `EXISTS (SELECT 1 FROM tally y WHERE y.owner_id = ? AND ${TALLY_OF_TRACK})`;
  if (!isHeard) return { holds: fragment(`NOT ${has}`, ownerId) };
  return {
    holds: fragment(has, ownerId),
    keys: fragment(
      `SELECT t.key FROM tally y CROSS JOIN track t
       WHERE y.owner_id = ? AND y.kind = 'recording' AND y.listens > 0 AND ${TRACKS_OF_TALLY}`,
      ownerId,
    ),
  };
}

function formatFacet(format: TrackFormat): Facet {
  const codecs = format === 'lossless' ? LOSSLESS : format === 'lossy' ? LOSSY : [format];
  const isOne = `NOT s.is_missing AND s.codec IN (${marks(codecs)})`;
  return {
    holds: fragment(`EXISTS (SELECT 1 FROM track_source s WHERE s.track_key = t.key AND ${isOne})`, ...codecs),
    keys: fragment(`SELECT DISTINCT s.track_key AS key FROM track_source s WHERE ${isOne}`, ...codecs),
  };
}
