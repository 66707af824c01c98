import { Injectable } from '@nestjs/common';
import type { TrackView } from '../catalogue/index.js';
import { closeness, identityKey, sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import {
  asUnfinished,
  type Engine,
  marks,
  matchExpression,
  type SearchTerms,
  type SqlValue,
  termsOf,
} from '../sql/index.js';
import { ALBUM_SELECT, albumViews, type AlbumRow } from './album-views.js';
import { ARTIST_SELECT, artistView, type ArtistRow } from './artist-repository.js';
import { addHeard } from './heard.js';
import type { AlbumSummary, ArtistSummary } from './library.dto.js';
import { isShown, isShownByKey } from './placements.js';
import { SourcesOff } from './sources-off.js';
import { TRACK_SELECT, trackViews, type TrackRow } from './track-views.js';

type Searchable = 'track' | 'album' | 'artist';

/** Column by which each kind is called, in the form it is sorted by. */
const NAME_COLUMN: Record<Searchable, string> = { track: 'sort_title', album: 'sort_title', artist: 'sort_name' };
/** Leaves out albums that lists do not show, and what is on them. Takes the parameters of `ownerOf`. */
const SHOWN: Record<Searchable, string> = {
  track: ` AND ${isShownByKey('x.album_key')}`,
  album: ` AND ${isShown('x.key', 'x.is_held')}`,
  artist: '',
};
/** Texts of statements are put together once: so long, they would cost as much with each search as to run them. */
const byKind = (text: (kind: Searchable) => string): Record<Searchable, string> => ({
  track: text('track'),
  album: text('album'),
  artist: text('artist'),
});
const NAMED = byKind((kind) =>
  kind === 'artist'
    ? `SELECT key FROM artist
       WHERE NOT is_missing AND (identity_key = ? OR (is_missing = ? AND ${NAME_COLUMN.artist} = ?)) LIMIT ?`
    : `SELECT x.key FROM ${kind} x WHERE is_missing = ? AND ${NAME_COLUMN[kind]} = ?${SHOWN[kind]} LIMIT ?`,
);
const BEGINNING = byKind(
  (kind) =>
    `SELECT x.key FROM ${kind} x
     WHERE x.is_missing = ? AND x.${NAME_COLUMN[kind]} > ? AND x.${NAME_COLUMN[kind]} < ?${SHOWN[kind]}
     ORDER BY x.${NAME_COLUMN[kind]} LIMIT ?`,
);
/** Last character there is: ends the range of names that begin with something. */
const AFTER_ALL = '\uffff';
/** How many matches of the words are looked at: enough to order well, few enough for any word to be as quick as a rare one. */
const CANDIDATES = 60;
// “NOT” rather than “= false”: no index is to be chosen for it, the words come first.
const containing = (kind: Searchable, rowKey: string, matches: string): string =>
  `SELECT x.key, x.${NAME_COLUMN[kind]} AS name FROM ${kind}_search JOIN ${kind} x ON x.key = ${kind}_search.${rowKey}
   WHERE ${kind}_search${matches} AND NOT x.is_missing${SHOWN[kind]} LIMIT ${CANDIDATES}`;
const CONTAINING: Record<Engine, Record<Searchable, string>> = {
  sqlite: byKind((kind) => containing(kind, 'rowid', ' MATCH ?')),
  postgres: byKind((kind) => containing(kind, 'key', `.words @@ to_tsquery('simple', ?)`)),
};

/** What is looked for, and by whom. */
export interface SearchWish {
  readonly query: string;
  /** Most of each kind. */
  readonly limit: number;
  readonly ownerId: string;
}

/** A match, with the name that it is ranked by. */
export interface Found<View> {
  readonly view: View;
  /** Folded, for comparing with what was asked. */
  readonly name: string;
}

/** Best first within each kind. */
export interface FoundInLibrary {
  readonly albums: readonly Found<AlbumSummary>[];
  readonly artists: readonly Found<ArtistSummary>[];
  readonly tracks: readonly Found<TrackView>[];
}

/**
 * Finds by words. Ranking all matches of a common word takes time in proportion to their number, so nothing is ranked
 * before it is cut: first what is called just so, then what begins so, then what has all the words, each straight
 * from an index and no more than needed.
 */
@Injectable()
export class LibrarySearch {
  constructor(
    private readonly database: Database,
    private readonly sourcesOff: SourcesOff,
  ) {}

  /** What of the library matches, best first within each kind. */
  async find(wish: SearchWish): Promise<FoundInLibrary> {
    const [albums, artists, tracks] = await Promise.all([this.albums(wish), this.artists(wish), this.tracks(wish)]);
    return { albums, artists, tracks };
  }

  private async albums(wish: SearchWish): Promise<Found<AlbumSummary>[]> {
    const rows = await this.rows<AlbumRow>('album', wish, `${ALBUM_SELECT} WHERE a.key IN`, [wish.ownerId]);
    const views = await albumViews(this.database.read, rows, this.sourcesOff);
    return views.map((view, i) => ({ view, name: rows[i]?.sort_title ?? '' }));
  }

  private async artists(wish: SearchWish): Promise<Found<ArtistSummary>[]> {
    const rows = await this.rows<ArtistRow>('artist', wish, `${ARTIST_SELECT} WHERE r.key IN`);
    // Sorted by as “Bowie, David”, asked for as “David Bowie”.
    return rows.map((row) => ({ view: artistView(row), name: sortKey(row.name) }));
  }

  private async tracks(wish: SearchWish): Promise<Found<TrackView>[]> {
    const rows = await this.rows<TrackRow>('track', wish, `${TRACK_SELECT} WHERE t.key IN`);
    const views = await trackViews(this.database.read, rows, this.sourcesOff);
    await addHeard(this.database.read, wish.ownerId, rows, views);
    return views.map((view, i) => ({ view, name: rows[i]?.sort_title ?? '' }));
  }

  private async rows<Row extends { readonly key: number }>(
    kind: Searchable,
    wish: SearchWish,
    select: string,
    selectParameters: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    const keys = await this.keys(kind, wish);
    if (keys.length === 0) return [];
    const rows = await this.database.read.all<Row>(`${select} (${marks(keys)})`, [...selectParameters, ...keys]);
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return keys.flatMap((key) => byKey.get(key) ?? []);
  }

  /** Keys of the best matches, best first. */
  private async keys(kind: Searchable, wish: SearchWish): Promise<number[]> {
    const { query, limit } = wish;
    const terms = termsOf(query);
    const name = sortKey(query);
    const keys = new Set<number>();
    const isFull = (): boolean => keys.size >= limit;
    for (const key of await this.named(kind, wish)) keys.add(key);
    if (!isFull()) for (const key of await this.beginning(kind, name, wish)) keys.add(key);
    if (!isFull() && terms) {
      for (const key of await this.containing(kind, terms, name, wish, true)) keys.add(key);
      const begun = asUnfinished(terms);
      if (!isFull() && begun) for (const key of await this.containing(kind, begun, name, wish, false)) keys.add(key);
    }
    return [...keys].slice(0, limit);
  }

  private async named(kind: Searchable, { query, limit, ownerId }: SearchWish): Promise<number[]> {
    const name = sortKey(query);
    if (name === '') return [];
    const rows = await this.database.read.all<{ key: number }>(NAMED[kind], [
      ...(kind === 'artist' ? [identityKey(query)] : []),
      ...[false, name, ...ownerOf(kind, ownerId), limit],
    ]);
    return rows.map(({ key }) => key);
  }

  private async beginning(kind: Searchable, name: string, { limit, ownerId }: SearchWish): Promise<number[]> {
    if (name === '') return [];
    const rows = await this.database.read.all<{ key: number }>(BEGINNING[kind], [
      ...[false, name, `${name}${AFTER_ALL}`, ...ownerOf(kind, ownerId), limit],
    ]);
    return rows.map(({ key }) => key);
  }

  /** Some of those that have all the words, first those whose name has them. */
  private async containing(
    kind: Searchable,
    terms: SearchTerms,
    name: string,
    { ownerId }: SearchWish,
    isLastWhole: boolean,
  ): Promise<number[]> {
    const { engine, read } = this.database;
    const rows = await read.all<{ key: number; name: string }>(CONTAINING[engine][kind], [
      matchExpression(terms, engine, isLastWhole),
      ...ownerOf(kind, ownerId),
    ]);
    const close = new Map(rows.map((row) => [row.key, closeness(row.name, name)]));
    return rows.map(({ key }) => key).sort((a, b) => (close.get(b) ?? 0) - (close.get(a) ?? 0));
  }
}

/** The parameters of `SHOWN`. */
function ownerOf(kind: Searchable, ownerId: string): SqlValue[] {
  return { track: [ownerId, ownerId], album: [ownerId], artist: [] }[kind];
}
