import BetterSqlite3 from 'better-sqlite3';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { residentMb, spawnPyxis, startPyxis } from '../processes.ts';
import { buildOfCommit, presentBuild, type Build } from './build.ts';
import { makeHistory } from './scenarios.ts';

const KILLS = 10;

/**
 * How long this server takes to bring a database of an earlier version up to date, and that `kill -9` in the midst of
 * it, at ten moments, loses nothing.
 */
export async function benchMigration(scratch: string, commit: string, listens: number): Promise<void> {
  const now = presentBuild();
  const before = buildOfCommit(commit, scratch);
  const music = join(scratch, 'no-music');
  const home = join(scratch, 'migration');
  mkdirSync(music);
  try {
    await makeHistory(before, home, music, listens);
  } finally {
    before.remove();
  }
  const totals = totalsIn(home);
  const copy = join(scratch, 'migration-killed');
  cpSync(home, copy, { recursive: true });

  const pyxis = await startPyxis(home, music, now);
  const { peak } = residentMb(pyxis.pid);
  await pyxis.stop();
  const again = await startPyxis(home, music, now);
  await again.stop();
  console.log(
    `\n${listens.toLocaleString('en')} listens of ${commit}: ready after ${seconds(pyxis.startMs)} with its migrations, ` +
      `after ${seconds(again.startMs)} without; ${Math.round(peak)} MB at the peak`,
  );
  expectSame(totals, totalsIn(home), 'after its migrations');
  await killInBetween(now, copy, music, pyxis.startMs, totals);
  console.log(`Killed at ${KILLS} moments of it, then ended: ${totals}, as before.`);
}

async function killInBetween(now: Build, home: string, music: string, tookMs: number, totals: string): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await spawnPyxis(home, music, now);
    await delay((tookMs * (kill + 0.5)) / KILLS);
    await child.kill();
    expectSame(totals, totalsIn(home), `killed at moment ${kill + 1}`);
  }
  await (await startPyxis(home, music, now)).stop();
  expectSame(totals, totalsIn(home), 'killed, then ended');
}

function totalsIn(home: string): string {
  const database = new BetterSqlite3(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'));
  try {
    const row = database.prepare<[], { n: number; heard: number }>('SELECT COUNT(*) AS n, SUM(heard_ms) AS heard FROM listen').get(); // prettier-ignore
    return `${row?.n ?? 0} listens of ${Math.round((row?.heard ?? 0) / 1000)} s`;
  } finally {
    database.close();
  }
}

function expectSame(before: string, after: string, when: string): void {
  if (before !== after) throw new Error(`There were ${before}; ${when} there are ${after}.`);
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
