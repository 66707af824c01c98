import { setImmediate } from 'node:timers/promises';
import type { Sql, SqlValue } from '../sql/index.js';
import type { Extent, HeardSet } from './heard-set.js';
import type { Direction } from './listens.dto.js';

/** What takes some 10 ms each. */
export interface WalkLimits {
  /** Sets with as many names, or more listens, are not gathered: who walks along the journal soon meets them. */
  readonly names: number;
  readonly listens: number;
  /** So many entries of the journal are looked at before others have their turn. */
  readonly stride: number;
}

const LIMITS: WalkLimits = { names: 5_000, listens: 100_000, stride: 20_000 };
const LAST_KEY = 2 ** 31 - 1;

/** A place in the journal, between listens. */
export interface Place {
  readonly startedAtMs: number;
  readonly key: number;
}

export const END_OF_TIME: Place = { startedAtMs: Number.MAX_SAFE_INTEGER, key: LAST_KEY };

/** A column that the journal has an index by, and its value. */
export interface Lane {
  readonly column: 'context_kind' | 'source';
  readonly value: string;
}

/** What the listens of a page have in common. */
export interface Wanted {
  readonly ownerId: string;
  readonly heard: HeardSet;
  readonly lane?: Lane;
}

interface Entry {
  readonly key: number;
  readonly started_at_ms: number;
}

/**
 * Finds the listens next to a place, nearest first, whatever they have in common. Few are gathered by their names and
 * sorted; many are met by walking along the journal. Neither way costs more for a ledger of millions.
 */
export class JournalWalk {
  private readonly step: string;
  private readonly order: string;

  constructor(
    private readonly sql: Sql,
    private readonly wanted: Wanted,
    private readonly direction: Direction,
    private readonly limits = LIMITS,
  ) {
    this.step = `(l.started_at_ms, l.key) ${direction === 'older' ? '<' : '>'} (?, ?)`;
    const down = direction === 'older' ? ' DESC' : '';
    this.order = `ORDER BY l.started_at_ms${down}, l.key${down}`;
  }

  async next(from: Place, limit: number): Promise<Place[]> {
    const { heard, ownerId } = this.wanted;
    if (heard.isEverything) return this.stride(from, undefined, limit);
    const extent = await heard.extent(this.sql, ownerId, this.limits.names);
    if (extent && extent.listens <= this.limits.listens) return this.gather(from, limit);
    return this.walk(extent ? this.skip(from, extent) : from, limit);
  }

  /** Nothing is met before the last listen of a set, looking back, or before its first, looking ahead. */
  private skip(from: Place, { firstAtMs, lastAtMs }: Extent): Place {
    const isOlder = this.direction === 'older';
    if (isOlder) return from.startedAtMs > lastAtMs ? { startedAtMs: lastAtMs, key: LAST_KEY } : from;
    return from.startedAtMs < firstAtMs ? { startedAtMs: firstAtMs, key: 0 } : from;
  }

  private async gather({ startedAtMs, key }: Place, limit: number): Promise<Place[]> {
    const { ownerId, heard } = this.wanted;
    // In this order on SQLite: first the names, then the listens of each.
    const rows = await this.sql.all<Entry>(
      `SELECT l.key, l.started_at_ms FROM heard_as h CROSS JOIN listen l
       WHERE ${heard.conditions} AND l.owner_id = ? AND l.heard_as_key = h.key AND ${this.step} ${this.ofNames}
       ${this.order} LIMIT ?`,
      [...heard.parameters, ownerId, startedAtMs, key, ...this.laneParameter, limit],
    );
    return rows.map(placeOf);
  }

  private async walk(from: Place, limit: number): Promise<Place[]> {
    const found: Place[] = [];
    let at = from;
    for (;;) {
      const boundMs = await this.strideEnd(at);
      found.push(...(await this.stride(at, boundMs, limit - found.length)));
      if (boundMs === undefined || found.length === limit) return found;
      at = { startedAtMs: boundMs, key: this.direction === 'older' ? 0 : LAST_KEY };
      await setImmediate();
    }
  }

  /** When the last entry of the next stride began; undefined where there are no more. */
  private async strideEnd({ startedAtMs, key }: Place): Promise<number | undefined> {
    const row = await this.sql.get<Entry>(
      `SELECT l.started_at_ms FROM listen l WHERE l.owner_id = ? ${this.inLane} AND ${this.step} ${this.order}
       LIMIT 1 OFFSET ?`,
      [this.wanted.ownerId, ...this.laneParameter, startedAtMs, key, this.limits.stride],
    );
    return row && Number(row.started_at_ms);
  }

  private async stride({ startedAtMs, key }: Place, boundMs: number | undefined, limit: number): Promise<Place[]> {
    const { ownerId, heard } = this.wanted;
    const within = boundMs === undefined ? '' : `AND l.started_at_ms ${this.direction === 'older' ? '>=' : '<='} ?`;
    const belongs = heard.isEverything ? '' : `AND ${heard.membership}`;
    const rows = await this.sql.all<Entry>(
      `SELECT l.key, l.started_at_ms FROM listen l
       WHERE l.owner_id = ? ${this.inLane} AND ${this.step} ${within} ${belongs} ${this.order} LIMIT ?`,
      [
        ownerId,
        ...this.laneParameter,
        startedAtMs,
        key,
        ...(boundMs === undefined ? [] : [boundMs]),
        ...heard.parameters,
        limit,
      ],
    );
    return rows.map(placeOf);
  }

  private get inLane(): string {
    const { lane } = this.wanted;
    return lane ? `AND l.${lane.column} = ?` : '';
  }

  /** The same for listens that are found by their names: an expression, so that no other index is chosen. */
  private get ofNames(): string {
    const { lane } = this.wanted;
    if (!lane) return '';
    return lane.column === 'source' ? 'AND h.source = ?' : `AND l.${lane.column} || '' = ?`;
  }

  private get laneParameter(): readonly SqlValue[] {
    const { lane } = this.wanted;
    return lane ? [lane.value] : [];
  }
}

function placeOf({ key, started_at_ms }: Entry): Place {
  return { key, startedAtMs: started_at_ms };
}
