import BetterSqlite3 from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMs, residentMb, run, startMpd, startPyxis, type Measured } from './processes.ts';
import { median, type Row } from './report.ts';

interface ScanAnswer {
  readonly items: readonly { readonly state: string; readonly itemsSeen: number }[];
}

/** Between two looks of the server at its event loop. */
const LOOK_EVERY_MS = 10;
/** Between two looks of ours into the database, which cost the server nothing. */
const LOOK_INTO_FILE_MS = 5;
/** Between two questions whether a scan has ended. */
const LOOK_AGAIN_MS = 100;

/** First scans are repeated until so many tracks were read: a small library takes a few tenths of a second, give or take. */
const READ_IN_ALL = 7_000;
/** Scans without changes are repeated until so many tracks have been looked through. */
const LOOKED_THROUGH = 100_000;
const MOST_REPEATS = 40;

export interface ScanFigures {
  readonly rows: readonly Row[];
  readonly firstCpuMs: number;
}

/**
 * CPU of a first scan (from when the server listens: what it used until then is not the scan's) and of one that finds
 * nothing new, against MPD on the same files.
 */
export async function benchScan(scratch: string, music: string, count: number): Promise<ScanFigures> {
  const earlier = await earlierFirstScans(scratch, music, Math.max(0, Math.floor(READ_IN_ALL / count) - 1));
  const home = join(scratch, `pyxis-${count}`);
  const pyxis = await startPyxis(home, music);
  const firstCpuMs = median([...earlier.pyxis, await costOf(pyxis, () => scanWritten(home))]);
  const identifyingMs = await costOf(pyxis, () => identified(home));
  const { peak } = residentMb(pyxis.pid);
  const again = await costOfEach(pyxis, count, async () => {
    await fetch(`${pyxis.url}api/v1/scans`, { method: 'POST' });
    await scanWritten(home);
  });
  await pyxis.stop();
  const restarted = await startPyxis(home, music);
  const afterStart = await costOf(restarted, () => scanWritten(home));
  await restarted.stop();
  const delayMs = await delayOfFirstScan(join(scratch, `pyxis-delay-${count}`), music);

  const mpd = await startMpd(join(scratch, `mpd-${count}`), music);
  if (!mpd) {
    console.error('mpd is not installed: scans have no reference (apt-get install mpd mpc).');
    return { rows: [], firstCpuMs };
  }
  const update = (): Promise<number> => updateMpd(mpd);
  const mpdFirst = median([...earlier.mpd, await costOf(mpd, update)]);
  const mpdAgain = await costOfEach(mpd, count, update);
  await mpd.stop();
  const size = `${count.toLocaleString('en')} tracks`;
  const ms = (value: number): string => `${value < 100 ? Number(value.toFixed(1)) : Math.round(value)} ms CPU`;
  return {
    firstCpuMs,
    rows: [
      {
        what: `first scan, ${size}`,
        measured: ms(firstCpuMs),
        reference: `MPD ${ms(mpdFirst)}`,
        ratio: firstCpuMs / mpdFirst,
        target: { atMost: 1.5 },
      },
      {
        what: `identifying what it found, afterwards, ${size}`,
        measured: ms(identifyingMs),
        reference: `that scan ${ms(firstCpuMs)}`,
        ratio: identifyingMs / firstCpuMs,
      },
      {
        what: `scan without changes, ${size}`,
        measured: ms(again),
        reference: `MPD ${ms(mpdAgain)}`,
        ratio: again / mpdAgain,
        target: { atMost: 0.3 },
      },
      {
        what: `the same right after a start, ${size}`,
        measured: ms(afterStart),
        reference: `MPD ${ms(mpdAgain)}`,
        ratio: afterStart / mpdAgain,
      },
      {
        what: `event-loop delay during the first scan, p99, ${size}`,
        measured: `${delayMs.toFixed(1)} ms`,
        reference: '20 ms',
        ratio: delayMs / 20,
        target: { atMost: 1 },
      },
      {
        what: `memory at the peak of a scan, ${size}`,
        measured: `${Math.round(peak)} MB`,
        reference: '350 MB',
        ratio: peak / 350,
        target: { atMost: 1 },
      },
    ],
  };
}

/** First scans of both in turn, each with nothing known. @returns their CPU times */
async function earlierFirstScans(
  scratch: string,
  music: string,
  times: number,
): Promise<{ pyxis: number[]; mpd: number[] }> {
  const costs = { pyxis: [] as number[], mpd: [] as number[] };
  const home = join(scratch, 'earlier');
  const measure = async (process: Measured, into: number[], work: () => Promise<unknown>): Promise<void> => {
    into.push(await costOf(process, work));
    await process.stop();
    rmSync(home, { recursive: true });
  };
  for (let done = 0; done < times; done++) {
    await measure(await startPyxis(home, music), costs.pyxis, () => scanWritten(home));
    const mpd = await startMpd(home, music);
    if (mpd) await measure(mpd, costs.mpd, () => updateMpd(mpd));
  }
  return costs;
}

function updateMpd(mpd: Measured): Promise<number> {
  return run('mpc', ['-p', mpd.url, 'update', '--wait']);
}

/** In a scan of its own: a server that has just started answers slowly, which is not what a scan costs. */
async function delayOfFirstScan(home: string, music: string): Promise<number> {
  const pyxis = await startPyxis(home, music);
  // Asking begins a new count.
  await eventLoopDelayMs(pyxis);
  await scanEnded(pyxis);
  const delayMs = await eventLoopDelayMs(pyxis);
  await pyxis.stop();
  rmSync(home, { recursive: true });
  return delayMs;
}

/** As the server measured it since it was last asked. */
export async function eventLoopDelayMs(pyxis: Measured): Promise<number> {
  const metrics = await (await fetch(`${pyxis.url}metrics`)).text();
  // Node's histogram holds the times from one look to the next, which are this far apart when nothing delays them.
  return (
    Number(/^pyxis_nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(metrics)?.[1] ?? Number.NaN) * 1000 - LOOK_EVERY_MS
  );
}

async function costOf(process: Measured, work: () => Promise<unknown>): Promise<number> {
  const before = cpuMs(process.pid);
  await work();
  return cpuMs(process.pid) - before;
}

/** The cost of one of many: time is counted in steps of 10 ms, and looking through a small library takes less. */
async function costOfEach(process: Measured, count: number, work: () => Promise<unknown>): Promise<number> {
  const times = Math.max(1, Math.min(MOST_REPEATS, Math.floor(LOOKED_THROUGH / count)));
  const repeat = async (): Promise<void> => {
    for (let done = 0; done < times; done++) await work();
  };
  // Scans without changes are what a server does that has been running for long.
  if (times > 1) await repeat();
  return (await costOf(process, repeat)) / times;
}

/** Waits for the newest scan to end, asking seldom so as not to disturb it. */
export async function scanEnded(pyxis: Measured): Promise<void> {
  for (;;) {
    await delay(LOOK_AGAIN_MS);
    const answer = (await (await fetch(`${pyxis.url}api/v1/scans?limit=1`)).json()) as ScanAnswer;
    if (answer.items[0] && answer.items[0].state !== 'running') return;
  }
}

/** Resolves when nothing of the library is without a key of what it counts for. Builds from before there were keys have nothing to do. */
export async function identified(home: string): Promise<void> {
  const database = new BetterSqlite3(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'), { readonly: true });
  try {
    const columns = database.pragma('table_info(track)') as readonly { readonly name: string }[];
    if (!columns.some(({ name }) => name === 'recording_key')) return;
    const left = database.prepare('SELECT 1 FROM track WHERE recording_key IS NULL LIMIT 1');
    while (left.get() !== undefined) await delay(LOOK_INTO_FILE_MS);
  } finally {
    database.close();
  }
}

/**
 * Waits for the newest scan to end without asking the server: its first answers take it tens of milliseconds, whereas
 * MPD's client is told of the end for next to nothing.
 */
export async function scanWritten(home: string): Promise<void> {
  const database = new BetterSqlite3(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'), { readonly: true });
  const newest = database.prepare<[], { state: string }>('SELECT state FROM scan ORDER BY key DESC LIMIT 1');
  try {
    do await delay(LOOK_INTO_FILE_MS);
    while ((newest.get()?.state ?? 'running') === 'running');
  } finally {
    database.close();
  }
}
