import BetterSqlite3 from 'better-sqlite3';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { multiplyLedger } from '../support/large-ledger.js';
import { OldDatabase } from '../support/old-database.js';
import { compileServer, Program } from '../support/program.js';

/** `npm run test:crash` has two million listens, as many as a person can have; every test run some thousands. */
const IS_FULL = process.env.PYXIS_CRASH_ROUNDS !== undefined;
const [COPIES, TIMES] = IS_FULL ? [1_000, 22] : [30, 2];
const KILLS = 10;
const VERSION = '1310ffe';

const programs: Program[] = [];

beforeAll(compileServer, 600_000);

afterAll(() => {
  for (const program of programs) program.remove();
});

it(
  'loses no listen when it is killed in the midst of its migrations',
  { timeout: IS_FULL ? 3_600_000 : 240_000 },
  async () => {
    const old = await OldDatabase.restore(VERSION, 'sqlite');
    const file = old.config.path ?? '';
    multiplyLedger(file, COPIES, TIMES);
    const totals = totalsIn(file);
    expect(totals.listens).toBeGreaterThan(90 * COPIES * TIMES);

    // Once without disturbance, to know how long it takes.
    const undisturbed = programOn(file);
    const startedAt = performance.now();
    await (await undisturbed.serve()).stop();
    const tookMs = performance.now() - startedAt;
    expect(totalsIn(undisturbed.database)).toEqual(totals);

    const killed = programOn(file);
    await old.remove();
    for (let kill = 0; kill < KILLS; kill++) {
      await killed.serveFor((tookMs * (kill + 0.5)) / KILLS);
      expect(totalsIn(killed.database), `killed at moment ${kill + 1}`).toEqual(totals);
    }
    await (await killed.serve()).stop();
    expect(totalsIn(killed.database)).toEqual(totals);
    expect(shapeOf(killed.database)).toEqual(shapeOf(undisturbed.database));
    if (IS_FULL) console.log(`${totals.listens} listens, ${Math.round(statSync(killed.database).size / 1e6)} MB: ${Math.round(tookMs / 1000)} s`); // prettier-ignore
  },
);

/** A program whose database is a copy of this file. */
function programOn(file: string): Program {
  const program = new Program();
  programs.push(program);
  mkdirSync(join(program.database, '..'), { recursive: true });
  copyFileSync(file, program.database);
  return program;
}

/** Opening it does what a start after a crash does: the write-ahead log is taken in or dropped. */
function inFile<T>(file: string, read: (database: BetterSqlite3.Database) => T): T {
  const database = new BetterSqlite3(file);
  try {
    return read(database);
  } finally {
    database.close();
  }
}

function totalsIn(file: string): { listens: number; heardMs: number } {
  return inFile(file, (database) => {
    expect(database.pragma('quick_check', { simple: true })).toBe('ok');
    const totals = database.prepare('SELECT COUNT(*) AS listens, SUM(heard_ms) AS heardMs FROM listen').get();
    return totals as { listens: number; heardMs: number };
  });
}

/** The schema, and which migrations it has seen. */
function shapeOf(file: string): unknown[] {
  return inFile(file, (database) => [
    ...database.prepare(`SELECT name, sql FROM sqlite_schema ORDER BY name`).all(),
    ...database.prepare('SELECT name FROM migrations ORDER BY timestamp').all(),
  ]);
}
