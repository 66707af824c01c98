import { type Conditions, type Keyset, restrictToPresent } from '../api/index.js';
import { InvalidRequest } from '../common/index.js';
import { ALBUM_SELECT, type AlbumRow, HEARD_ALBUM_SELECT, LISTED_ALBUM_SELECT } from './album-views.js';
import type { AlbumListQuery, AlbumSort } from './albums.dto.js';
import type { ListPart } from './list-parts.js';
import { UNPLACED } from './placements.js';

/** A list of albums, or one of two that follow each other in it, in an order that an index holds. */
export interface AlbumOrder extends ListPart<AlbumRow> {
  readonly select: string;
  /** Parameters of that. */
  readonly parameters: readonly string[];
  /** What is there, in the words that suit the index of the order. */
  conditions(): Conditions;
}

const NEWEST_FIRST: readonly AlbumSort[] = ['year', 'added', 'placed', 'plays', 'heard'];
/** Their index does not begin with `is_missing`. */
const WITHOUT_MISSING_IN_INDEX: readonly AlbumSort[] = ['added', 'placed'];
const KEYSETS: Record<Exclude<AlbumSort, 'plays' | 'heard'>, Omit<Keyset<AlbumRow>, 'isDescending'>> = {
  title: {
    columns: ['a.sort_title', 'a.key'],
    kinds: ['string', 'number'],
    valuesOf: (row) => [row.sort_title, row.key],
  },
  artist: {
    columns: ['a.sort_artist', 'a.sort_year', 'a.key'],
    kinds: ['string', 'number', 'number'],
    valuesOf: (row) => [row.sort_artist, row.sort_year, row.key],
  },
  year: {
    columns: ['a.sort_year', 'a.key'],
    kinds: ['number', 'number'],
    valuesOf: (row) => [row.sort_year, row.key],
  },
  added: {
    // Keys count up, so this is the order in which albums were added.
    columns: ['a.key'],
    kinds: ['number'],
    valuesOf: (row) => [row.key],
  },
  placed: {
    columns: ['p.placed_at_ms', 'p.album_key'],
    kinds: ['instant', 'number'],
    valuesOf: (row) => [row.placed_at_ms ?? 0, row.key],
  },
};

/**
 * The order of a list: in each of its parts, one after the other.
 * @param hasHeard whether its rows say what was heard of each; by that, they always do
 * @throws InvalidRequest the order does not go with the placement
 */
export function albumOrders(ownerId: string, query: AlbumListQuery, hasHeard = false): readonly AlbumOrder[] {
  const sort = sortOf(query);
  const isDescending = query.order === undefined ? NEWEST_FIRST.includes(sort) : query.order === 'desc';
  if (sort !== 'plays' && sort !== 'heard') {
    return [
      {
        keyset: { ...KEYSETS[sort], isDescending },
        select: hasHeard ? LISTED_ALBUM_SELECT : ALBUM_SELECT,
        parameters: hasHeard ? [ownerId, ownerId] : [ownerId],
        leading: 0,
        conditions: () => restrictToPresent('a', !WITHOUT_MISSING_IN_INDEX.includes(sort)),
      },
    ];
  }
  const parts = [byTally(ownerId, sort, isDescending), neverHeard(ownerId, isDescending)];
  return isDescending ? parts : parts.reverse();
}

/** Only what was placed by hand has a time at which it was. */
function sortOf({ sort, placement }: AlbumListQuery): AlbumSort {
  const isPlacedByHand = placement !== undefined && placement !== UNPLACED;
  if (sort === 'placed' && !isPlacedByHand) {
    throw new InvalidRequest([{ field: 'sort', detail: 'placed goes with a placement other than the collection.' }]);
  }
  return sort ?? (isPlacedByHand ? 'placed' : 'title');
}

const IS_THEIRS = `y.owner_id = ? AND y.kind = 'release' AND y.listens > 0`;

/** What was heard, by how often or when. */
function byTally(ownerId: string, sort: 'plays' | 'heard', isDescending: boolean): AlbumOrder {
  const column = sort === 'plays' ? 'listens' : 'last_started_at_ms';
  return {
    keyset: {
      columns: [`y.${column}`, 'y.subject_key', 'a.key'],
      kinds: [sort === 'plays' ? 'number' : 'instant', 'number', 'number'],
      isDescending,
      valuesOf: (row) => [row[column] ?? 0, row.subject_key ?? 0, row.key],
    },
    select: HEARD_ALBUM_SELECT,
    parameters: [ownerId],
    leading: 2,
    conditions: () => restrictToPresent('a', false).add(`${IS_THEIRS} AND a.release_key = y.subject_key`, ownerId),
  };
}

/** What was never heard, as it was added. */
function neverHeard(ownerId: string, isDescending: boolean): AlbumOrder {
  return {
    keyset: { ...KEYSETS.added, isDescending },
    select: LISTED_ALBUM_SELECT,
    parameters: [ownerId, ownerId],
    leading: 0,
    conditions: () => restrictToPresent('a', false).add('y.subject_key IS NULL'),
  };
}
