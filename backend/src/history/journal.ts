import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../api/index.js';
import { Database } from '../database/index.js';
import { dayNumber, writtenDay } from './day.js';
import { HeardSet, type HeardFilter } from './heard-set.js';
import { END_OF_TIME, JournalWalk, type Lane, type Place } from './journal-walk.js';
import { listenViews } from './listen-views.js';
import type { HeardDays, ListenPage, ListensQuery } from './listens.dto.js';

const BEGINNING_OF_TIME: Place = { startedAtMs: 0, key: 0 };

/** Reads the ledger as a journal: by time, by day, by words and by what was heard. */
@Injectable()
export class Journal {
  constructor(private readonly database: Database) {}

  /** @throws InvalidRequest the cursor is none of ours */
  async page(ownerId: string, query: ListensQuery): Promise<ListenPage> {
    const { read, engine } = this.database;
    const { limit, direction } = query;
    const { lane, rest } = laneOf(query);
    const heard = HeardSet.of(rest, engine);
    if (!heard) return { items: [] };
    const from = await this.start(ownerId, query);
    const wanted = { ownerId, heard, ...(lane && { lane }) };
    const found = await new JournalWalk(read, wanted, direction).next(from, limit + 1);
    const places = found.slice(0, limit);
    if (direction === 'newer') places.reverse();
    const items = await listenViews(read, places.map(({ key }) => key)); // prettier-ignore
    return { items, ...this.cursors(places, from, direction, found.length > limit) };
  }

  /** Which years, and which days of one year, have listens. */
  async days(ownerId: string, year: number): Promise<HeardDays> {
    const { read } = this.database;
    const years = await read.all<{ year: number }>(
      'SELECT DISTINCT day / 10000 AS year FROM listen_day WHERE owner_id = ? ORDER BY year',
      [ownerId],
    );
    const days = await read.all<{ day: number; listens: number; heard_ms: number }>(
      'SELECT day, listens, heard_ms FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ? ORDER BY day',
      [ownerId, year * 10_000, year * 10_000 + 9_999],
    );
    return {
      years: years.map((row) => row.year),
      days: days.map((row) => ({ day: writtenDay(row.day), listens: row.listens, heardMs: row.heard_ms })),
    };
  }

  private async start(ownerId: string, { cursor, day }: ListensQuery): Promise<Place> {
    if (cursor !== undefined) {
      const [startedAtMs, key] = decodeCursor(cursor, ['instant', 'number']);
      return { startedAtMs, key };
    }
    if (day === undefined) return END_OF_TIME;
    const row = await this.database.read.get<{ last_started_at_ms: number }>(
      'SELECT last_started_at_ms FROM listen_day WHERE owner_id = ? AND day <= ? ORDER BY day DESC LIMIT 1',
      [ownerId, dayNumber(day)],
    );
    return row ? { ...END_OF_TIME, startedAtMs: row.last_started_at_ms } : BEGINNING_OF_TIME;
  }

  /** @param hasMore in the direction that was gone */
  private cursors(
    places: readonly Place[],
    from: Place,
    direction: ListensQuery['direction'],
    hasMore: boolean,
  ): Omit<ListenPage, 'items'> {
    const [newest = from, oldest = from] = [places[0], places.at(-1)];
    const [hasOlder, hasNewer] = direction === 'older' ? [hasMore, from !== END_OF_TIME] : [true, hasMore];
    return {
      ...(hasOlder && { olderCursor: cursorOf(oldest) }),
      ...(hasNewer && { newerCursor: cursorOf(newest) }),
    };
  }
}

/** One condition is for an index of the journal, the others for names. */
function laneOf({ q, source, artistId, albumId, trackId, context }: ListensQuery): { lane?: Lane; rest: HeardFilter } {
  const named = { q, artistId, albumId, trackId };
  if (context !== undefined) return { lane: { column: 'context_kind', value: context }, rest: { ...named, source } };
  return source === undefined ? { rest: named } : { lane: { column: 'source', value: source }, rest: named };
}

function cursorOf({ startedAtMs, key }: Place): string {
  return encodeCursor([startedAtMs, key]);
}
