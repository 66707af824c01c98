import { Injectable } from '@nestjs/common';
import { type Conditions, orderBy, restrictToPresent } from '../api/index.js';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { addAfter, type Found, type Place, type Stretch, stretchOf } from './list-parts.js';
import { addPlace, facetsOf, type Facet, type Fragment } from './track-filters.js';
import { orderColumns, ordersOf, type TrackOrder, type TrackOrderRow } from './track-orders.js';
import type { TrackListQuery } from './tracks.dto.js';

/**
 * Up to so many are gathered and put in order; of more, the order's index is walked. Of 100,000 tracks, a page of 100 of those
 * is found after a look at some 5,000, which costs about the same.
 */
const FEW = 2_000;

/** Which part of a list of tracks is wanted. */
export interface TrackStretch extends Stretch {
  /** Only the track with this id, if the list has it. */
  readonly onlyId?: string;
}

/** A track of a list. */
export type FoundTrack<Row> = Found<Row & TrackOrderRow>;

/** Finds tracks by what is asked of them, in any order, from any place of the list: what every list of tracks is made of. */
@Injectable()
export class TrackFinder {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The tracks of a stretch of a list. Of what is missing, and of what is out of sight, lists know nothing.
   * @param select columns of `track t`, beginning with a comma, and of what `joins` joins to it
   * @throws InvalidRequest the cursor is none of this list
   */
  async find<Row>(
    ownerId: string,
    query: TrackListQuery,
    stretch: TrackStretch,
    select = '',
    joins = '',
  ): Promise<FoundTrack<Row>[]> {
    const facets = await this.facets(ownerId, query, stretch);
    return stretchOf(ordersOf(query, ownerId), stretch, (order, after, limit) => {
      const { text, parameters } = statement(ownerId, query, order, facets, after);
      return this.database.read.all<Row & TrackOrderRow>(
        `SELECT t.key${orderColumns(order)}${select} FROM ${text.from} ${joins} ${text.where} ${orderBy(order.keyset)} LIMIT ?`,
        [...parameters, limit],
      );
    });
  }

  /** What is asked for, and that of it which so few tracks have that they are gathered. */
  private async facets(ownerId: string, query: TrackListQuery, { onlyId }: TrackStretch): Promise<Facets> {
    const asker = { ownerId, nowMs: this.clock.nowMs(), engine: this.database.engine };
    const facets = facetsOf(query, asker);
    if (onlyId !== undefined) {
      const keys = { text: 'SELECT key FROM track WHERE id = ?', parameters: [onlyId] };
      return { gathered: keys, others: facets };
    }
    for (const facet of facets) {
      if (facet.keys && (await this.areFew(facet.keys))) {
        return { gathered: facet.keys, others: facets.filter((other) => other !== facet) };
      }
    }
    return { others: facets };
  }

  private async areFew({ text, parameters }: Fragment): Promise<boolean> {
    const row = await this.database.read.get<{ count: number }>(
      `SELECT count(*) AS count FROM (${text} LIMIT ${FEW + 1}) AS fitting`,
      parameters,
    );
    return Number(row?.count) <= FEW;
  }
}

interface Facets {
  readonly gathered?: Fragment;
  readonly others: readonly Facet[];
}

function statement(
  ownerId: string,
  query: TrackListQuery,
  order: TrackOrder,
  { gathered, others }: Facets,
  after: Place | undefined,
): { text: { from: string; where: string }; parameters: Conditions['parameters'] } {
  // CROSS JOIN says to SQLite in which order to go.
  const from = gathered ? `(${gathered.text}) AS d CROSS JOIN track t ${order.join.from}` : order.walk.from;
  const conditions = restrictToPresent('t', !gathered && order.hasMissingInIndex);
  if (gathered) conditions.add('t.key = d.key');
  const { on } = gathered ? order.join : order.walk;
  if (on) conditions.add(on.text, ...on.parameters);
  if (after) addAfter(order, after, conditions);
  addPlace(conditions, query, ownerId);
  for (const { holds } of others) conditions.add(holds.text, ...holds.parameters);
  return {
    text: { from, where: conditions.where },
    parameters: [...(gathered?.parameters ?? []), ...conditions.parameters],
  };
}
