import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database } from '../database/index.js';
import { windowOf, writtenDay, type DayWindow } from './day.js';
import { localTime } from './local-time.js';
import { SheetBuilder } from './sheet.js';
import { sheetsIn } from './sheet-reader.js';
import { monthOf } from './sheets.js';
import type { Discovery, HistorySummary, ListeningClock, WindowQuery } from './statistics.dto.js';
import { streaksOf, type Streaks } from './streaks.js';
import { countIn } from './window-counts.js';

/** Answers how much was heard, when, and how much of it was new. */
@Injectable()
export class Statistics {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async summary(ownerId: string, query: WindowQuery): Promise<HistorySummary> {
    const window = windowOf(query);
    const counts = await countIn(this.database.read, ownerId, window, ['recording', 'release', 'performer']);
    const listens = counts.recording.listens.reduce((sum, count) => sum + count, 0);
    const newTracks = await this.firstHeard(ownerId, window);
    const { currentDays, longestDays, longestFrom } = await this.streaks(ownerId, window);
    return {
      listens,
      heardMs: counts.recording.heardMs.reduce((sum, ms) => sum + ms, 0),
      artists: counts.performer.heard,
      albums: counts.release.heard,
      tracks: counts.recording.heard,
      newTracks,
      knownListens: listens - newTracks,
      newListens: newTracks,
      currentStreakDays: currentDays,
      longestStreakDays: longestDays,
      ...(longestFrom !== undefined && { longestStreakFrom: writtenDay(longestFrom) }),
    };
  }

  async clockOfWeek(ownerId: string, query: WindowQuery): Promise<ListeningClock> {
    const week = new SheetBuilder();
    for await (const { cells } of sheetsIn(this.database.read, ownerId, windowOf(query))) {
      for (const cell of cells()) week.addCell(cell);
    }
    return { cells: week.hours() };
  }

  async discovery(ownerId: string, query: WindowQuery): Promise<Discovery> {
    const { from, to } = windowOf(query);
    const heard = await this.database.read.all<{ month: number; listens: number }>(
      `SELECT day / 100 AS month, SUM(listens) AS listens FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ?
       GROUP BY day / 100 ORDER BY month`,
      [ownerId, from, to],
    );
    // By day, as the index has them: grouping by month would sort them all.
    const first = await this.database.read.all<{ first_day: number; count: number }>(
      `SELECT first_day, COUNT(*) AS count FROM tally
       WHERE owner_id = ? AND kind = 'recording' AND first_day BETWEEN ? AND ? GROUP BY first_day`,
      [ownerId, from, to],
    );
    const listens = new Map(heard.map((row) => [row.month, Number(row.listens)]));
    const firsts = new Map<number, number>();
    for (const { first_day, count } of first) {
      firsts.set(monthOf(first_day), (firsts.get(monthOf(first_day)) ?? 0) + Number(count));
    }
    return {
      months: monthsBetween(heard[0]?.month, heard.at(-1)?.month).map((month) => {
        const newListens = firsts.get(month) ?? 0;
        return { month: writtenMonth(month), newListens, knownListens: (listens.get(month) ?? 0) - newListens };
      }),
    };
  }

  /** How many recordings were heard in the window that had never been before. */
  private async firstHeard(ownerId: string, { from, to }: DayWindow): Promise<number> {
    const row = await this.database.read.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM tally WHERE owner_id = ? AND kind = 'recording' AND first_day BETWEEN ? AND ?`,
      [ownerId, from, to],
    );
    return Number(row?.count ?? 0);
  }

  private async streaks(ownerId: string, { from, to }: DayWindow): Promise<Streaks> {
    const rows = await this.database.read.all<{ day: number }>(
      'SELECT day FROM listen_day WHERE owner_id = ? AND day BETWEEN ? AND ? ORDER BY day',
      [ownerId, from, to],
    );
    const today = localTime(this.clock.nowMs()).day;
    return streaksOf(rows.map(({ day }) => day), today, to); // prettier-ignore
  }
}

function monthsBetween(first: number | undefined, last: number | undefined): number[] {
  const months: number[] = [];
  if (first === undefined || last === undefined) return months;
  for (let month = first; month <= last; month = month % 100 === 12 ? month + 89 : month + 1) months.push(month);
  return months;
}

function writtenMonth(month: number): string {
  return writtenDay(month * 100).slice(0, 7);
}
