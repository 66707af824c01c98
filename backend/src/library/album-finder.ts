import { Injectable } from '@nestjs/common';
import { type Conditions, orderBy } from '../api/index.js';
import { sortKey } from '../common/index.js';
import { Database } from '../database/index.js';
import { albumOrders, type AlbumOrder } from './album-orders.js';
import type { AlbumRow } from './album-views.js';
import type { AlbumListQuery } from './albums.dto.js';
import { restrictToHearted } from './hearted.js';
import { addAfter, type Found, type Stretch, stretchOf } from './list-parts.js';
import { isPlaced } from './placements.js';

const OWN = 'SELECT album_key FROM album_artist WHERE artist_key = (SELECT key FROM artist WHERE id = ?)';
const WITH_TRACK = `SELECT t.album_key FROM track_artist ta JOIN track t ON t.key = ta.track_key
  WHERE ta.artist_key = (SELECT key FROM artist WHERE id = ?)`;
const WITH_ROLE = `${WITH_TRACK} AND ta.role = ?`;

/** Which part of a list of albums is wanted. */
export interface AlbumStretch extends Stretch {
  /** Only the album of the track with this id, if the list has it. */
  readonly withTrackId?: string;
  /** With what was heard of each. */
  readonly hasHeard?: boolean;
}

/** Finds albums by what is asked of them, in any order, from any place of the list: what every list of albums is made of. */
@Injectable()
export class AlbumFinder {
  constructor(private readonly database: Database) {}

  /**
   * The albums of a stretch of a list. Of what is missing, lists know nothing.
   * @throws InvalidRequest the cursor is none of this list, or the order does not go with the placement
   */
  async find(ownerId: string, query: AlbumListQuery, stretch: AlbumStretch): Promise<Found<AlbumRow>[]> {
    return stretchOf(albumOrders(ownerId, query, stretch.hasHeard), stretch, (order, after, limit) => {
      const conditions = filters(ownerId, query, order);
      if (after) addAfter(order, after, conditions);
      if (stretch.withTrackId !== undefined) {
        conditions.add('a.key = (SELECT t.album_key FROM track t WHERE t.id = ?)', stretch.withTrackId);
      }
      return this.database.read.all<AlbumRow>(`${order.select} ${conditions.where} ${orderBy(order.keyset)} LIMIT ?`, [
        ...order.parameters,
        ...conditions.parameters,
        limit,
      ]);
    });
  }
}

function filters(ownerId: string, query: AlbumListQuery, order: AlbumOrder): Conditions {
  const { placement, from, genreId, artistId, role, part, fromYear, toYear, isHearted } = query;
  const conditions = order.conditions().add(isPlaced('a', 'p', placement));
  const [first] = order.keyset.columns;
  // There is a letter to begin at where the order is one of words.
  if (from !== undefined && order.keyset.kinds[0] === 'string') {
    if (order.keyset.isDescending) conditions.add(`${first} <= ?`, `${sortKey(from)}\uffff`);
    else conditions.add(`${first} >= ?`, sortKey(from));
  }
  if (genreId !== undefined) {
    conditions.add('a.key IN (SELECT ag.album_key FROM album_genre ag JOIN genre g ON g.key = ag.genre_key WHERE g.id = ?)', genreId); // prettier-ignore
  }
  if (artistId !== undefined) {
    if (role !== undefined) conditions.add(`a.key IN (${WITH_ROLE})`, artistId, role);
    if (part === 'own') conditions.add(`a.key IN (${OWN})`, artistId);
    else if (part === 'appears-on') {
      conditions.add(`a.key IN (${WITH_TRACK}) AND a.key NOT IN (${OWN})`, artistId, artistId);
    } else conditions.add(`(a.key IN (${OWN}) OR a.key IN (${WITH_TRACK}))`, artistId, artistId);
  }
  if (fromYear !== undefined) conditions.add('a.sort_year >= ?', fromYear);
  if (toYear !== undefined) conditions.add('a.sort_year BETWEEN 1 AND ?', toYear);
  if (isHearted !== undefined) restrictToHearted(conditions, 'album', 'a.key', ownerId, isHearted);
  return conditions;
}
