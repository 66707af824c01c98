import { Injectable } from '@nestjs/common';
import { Conditions, decodeCursor, encodeCursor, orderBy, restrictToPresent } from '../api/index.js';
import { Clock, InvalidRequest } from '../common/index.js';
import { Database } from '../database/index.js';
import { marks } from '../sql/index.js';
import { addPlace, facetsOf, type Facet, type Fragment } from './track-filters.js';
import { orderColumns, ordersOf, type TrackOrder, type TrackOrderRow } from './track-orders.js';
import type { TrackListQuery } from './tracks.dto.js';

/**
 * Up to so many are gathered and put in order; of more, the order's index is walked. Of 100,000 tracks, a page of 100 of those
 * is found after a look at some 5,000, which costs about the same.
 */
const FEW = 2_000;

/** Which part of a list is wanted. */
export interface Stretch {
  /** Behind it, or before it where that goes backwards. Absent: from the start. */
  readonly cursor?: string;
  readonly isBackwards?: boolean;
  /** Only the track with this id, if the list has it. */
  readonly onlyId?: string;
  readonly limit: number;
}

/** A track of a list. */
export interface FoundTrack<Row> {
  readonly row: Row & { readonly key: number };
  /** Leads to what follows it. */
  readonly cursor: string;
}

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
    stretch: Stretch,
    select = '',
    joins = '',
  ): Promise<FoundTrack<Row>[]> {
    const orders = ordersOf(query, ownerId);
    const directed = stretch.isBackwards ? orders.map(backwards).reverse() : orders;
    const begun = stretch.cursor === undefined ? undefined : placeIn(directed, stretch.cursor);
    const facets = await this.facets(ownerId, query, stretch);
    const found: FoundTrack<Row>[] = [];
    for (const [at, order] of directed.entries()) {
      if (found.length >= stretch.limit) break;
      if (begun && at < begun.part) continue;
      const after = begun?.part === at ? begun.values : undefined;
      const { text, parameters } = statement(ownerId, query, order, facets, after);
      const rows = await this.database.read.all<Row & TrackOrderRow>(
        `SELECT t.key${orderColumns(order)}${select} FROM ${text.from} ${joins} ${text.where} ${orderBy(order.keyset)} LIMIT ?`,
        [...parameters, stretch.limit - found.length],
      );
      found.push(...rows.map((row) => ({ row, cursor: encodeCursor(order.keyset.valuesOf(row)) })));
    }
    return found;
  }

  /** What is asked for, and that of it which so few tracks have that they are gathered. */
  private async facets(ownerId: string, query: TrackListQuery, { onlyId }: Stretch): Promise<Facets> {
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
  after: readonly (string | number)[] | undefined,
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

/** A comparison with columns of two tables is of use to no index: what is walked first is compared by itself, too. */
function addAfter({ keyset, leading }: TrackOrder, values: readonly (string | number)[], conditions: Conditions): void {
  const compare = (sign: string, count: number): void => {
    conditions.add(
      `(${keyset.columns.slice(0, count).join(', ')}) ${sign} (${marks(values.slice(0, count))})`,
      ...values.slice(0, count),
    );
  };
  const sign = keyset.isDescending ? '<' : '>';
  if (leading > 0) compare(`${sign}=`, leading);
  compare(sign, values.length);
}

function backwards(order: TrackOrder): TrackOrder {
  return { ...order, keyset: { ...order.keyset, isDescending: !order.keyset.isDescending } };
}

/**
 * In which part of a list a cursor is, and where in it. Cursors of two parts differ in their length.
 * @throws InvalidRequest
 */
function placeIn(orders: readonly TrackOrder[], cursor: string): { part: number; values: (string | number)[] } {
  for (const [part, { keyset }] of orders.entries()) {
    try {
      return { part, values: decodeCursor(cursor, keyset.kinds) };
    } catch (error) {
      if (!(error instanceof InvalidRequest) || part === orders.length - 1) throw error;
    }
  }
  throw new Error('Every list has a part.');
}
