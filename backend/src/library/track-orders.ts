import type { Keyset } from '../api/index.js';
import type { ListPart } from './list-parts.js';
import { fragment, TALLY_OF_TRACK, TRACKS_OF_TALLY, type Fragment } from './track-filters.js';
import type { TrackListQuery, TrackSort } from './tracks.dto.js';

/** By what tracks are put in order; what an order does not go by is absent. */
export interface TrackOrderRow {
  readonly key: number;
  readonly sort_title?: string;
  readonly sort_artist?: string;
  readonly album_title?: string;
  readonly album_key?: number;
  readonly disc_number?: number;
  readonly track_number?: number;
  readonly year?: number;
  readonly duration_ms?: number;
  readonly listens?: number;
  readonly last_started_at_ms?: number;
  readonly subject_key?: number;
}

/** A list of tracks, or one of two that follow each other in it, in an order that an index holds. */
export interface TrackOrder extends ListPart<TrackOrderRow> {
  /** The tables to go along in that order, and what ties them. */
  readonly walk: { readonly from: string; readonly on?: Fragment };
  /** The same where the tracks are known: what joins them. */
  readonly join: { readonly from: string; readonly on?: Fragment };
  /** Whether the index begins with `is_missing` of the tracks. */
  readonly hasMissingInIndex: boolean;
}

type Column = keyof TrackOrderRow;

const ON_ALBUM = ['disc_number', 'track_number', 'key'] as const;
const TEXTS: readonly Column[] = ['sort_title', 'sort_artist', 'album_title'];
const NEWEST_FIRST: readonly TrackSort[] = ['added', 'plays', 'heard', 'year'];
/** Orders by columns of the tracks alone. Keys count up: they are the order in which tracks were added. */
const OF_TRACKS: Record<Exclude<TrackSort, 'album' | 'plays' | 'heard'>, readonly Column[]> = {
  title: ['sort_title', 'key'],
  artist: ['sort_artist', 'album_key', ...ON_ALBUM],
  year: ['year', 'album_key', ...ON_ALBUM],
  length: ['duration_ms', 'key'],
  added: ['key'],
};

/** The order of a list: in each of its parts, one after the other. */
export function ordersOf(
  { sort, order, heard }: Pick<TrackListQuery, 'sort' | 'order' | 'heard'>,
  ownerId: string,
): readonly TrackOrder[] {
  const isDescending = order === undefined ? NEWEST_FIRST.includes(sort) : order === 'desc';
  if (sort === 'album') return [byAlbum(isDescending)];
  if (sort !== 'plays' && sort !== 'heard') return [byTrack(OF_TRACKS[sort], isDescending)];
  const parts = [
    ...(heard === 'no' ? [] : [byTally(sort === 'plays' ? 'listens' : 'last_started_at_ms', ownerId, isDescending)]),
    ...(heard === 'yes' ? [] : [neverHeard(ownerId, isDescending)]),
  ];
  return isDescending ? parts : parts.reverse();
}

function byTrack(columns: readonly Column[], isDescending: boolean): TrackOrder {
  return {
    keyset: keysetOf(columns, (column) => `t.${column}`, isDescending),
    walk: { from: 'track t' },
    join: { from: '' },
    leading: 0,
    hasMissingInIndex: columns.length > 1,
  };
}

/** Album by album, each in its order. */
function byAlbum(isDescending: boolean): TrackOrder {
  const of = (column: Column): string =>
    column === 'album_title' ? 'o.sort_title' : column === 'album_key' ? 'o.key' : `t.${column}`;
  return {
    keyset: keysetOf(['album_title', 'album_key', ...ON_ALBUM], of, isDescending),
    walk: { from: 'album o CROSS JOIN track t', on: fragment('t.album_key = o.key AND o.is_missing = ?', false) },
    join: { from: 'CROSS JOIN album o', on: fragment('o.key = t.album_key') },
    leading: 2,
    hasMissingInIndex: false,
  };
}

/** What was heard, by how often or when. */
function byTally(column: 'listens' | 'last_started_at_ms', ownerId: string, isDescending: boolean): TrackOrder {
  const isTheirs = `y.owner_id = ? AND y.kind = 'recording' AND y.listens > 0`;
  return {
    keyset: keysetOf([column, 'subject_key', 'key'], (each) => (each === 'key' ? 't.key' : `y.${each}`), isDescending),
    walk: { from: 'tally y CROSS JOIN track t', on: fragment(`${isTheirs} AND ${TRACKS_OF_TALLY}`, ownerId) },
    join: { from: 'CROSS JOIN tally y', on: fragment(`y.owner_id = ? AND ${TALLY_OF_TRACK}`, ownerId) },
    leading: 2,
    hasMissingInIndex: false,
  };
}

/** What was never heard, as it was added. */
function neverHeard(ownerId: string, isDescending: boolean): TrackOrder {
  const order = byTrack(['key'], isDescending);
  const on = fragment(`NOT EXISTS (SELECT 1 FROM tally y WHERE y.owner_id = ? AND ${TALLY_OF_TRACK})`, ownerId);
  return { ...order, walk: { ...order.walk, on }, join: { ...order.join, on } };
}

function keysetOf(
  columns: readonly Column[],
  expressionOf: (column: Column) => string,
  isDescending: boolean,
): Keyset<TrackOrderRow> {
  const kindOf = (column: Column): 'string' | 'instant' | 'number' =>
    TEXTS.includes(column) ? 'string' : column === 'last_started_at_ms' ? 'instant' : 'number';
  return {
    columns: columns.map(expressionOf),
    kinds: columns.map(kindOf),
    isDescending,
    valuesOf: (row) => columns.map((column) => row[column] ?? 0),
  };
}

/** What a statement has to select so that `valuesOf` knows them. */
export function orderColumns({ keyset }: TrackOrder): string {
  const names: Readonly<Record<string, string>> = { 'o.sort_title': 'album_title', 'o.key': 'album_key' };
  return keyset.columns
    .filter((column) => column !== 't.key')
    .map((column) => (names[column] === undefined ? `, ${column}` : `, ${column} AS ${names[column]}`))
    .join('');
}
