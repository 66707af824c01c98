import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../load.ts';
import { cpuMs, residentMb, startPyxis, type Measured } from '../processes.ts';
import { quantile } from '../report.ts';
import { identified, scanWritten } from '../scans.ts';
import { makeSyntheticLibrary } from '../synthetic-library.ts';
import type { Build } from './build.ts';
import type { Figure, Scenario } from './comparison.ts';

/** The scan that comes with a start is over then, and what it needed was given back. */
const SETTLE_MS = 6_000;
const REQUESTS = 1_000;
const CLIENTS = 4;
/** What docs/performance.md aims at for pages and statistics of the history. */
const HISTORY_P99_MS = 150;

export const SCENARIOS = ['scans', 'starts', 'lists', 'streams', 'history'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface Sizes {
  readonly tracks: number;
  readonly listens: number;
}

/** Makes what a scenario measures on, below `scratch`, and gives the scenario. */
export function scenarioOf(name: ScenarioName, scratch: string, { tracks, listens }: Sizes): Scenario {
  const music = join(scratch, `music-${tracks}`);
  if (name !== 'history' && !existsSync(music)) makeSyntheticLibrary(music, tracks);
  const homeOf = (build: Build): string => join(scratch, `${name}-${build.name}`);
  switch (name) {
    case 'scans':
      return (build) => scans(build, homeOf(build), music);
    case 'starts':
      return (build) => starts(build, homeOf(build), music);
    case 'lists':
      return (build) => onServer(build, homeOf(build), music, lists);
    case 'streams':
      return (build) => onServer(build, homeOf(build), music, streams);
    case 'history':
      return (build) => history(build, homeOf(build), join(scratch, 'no-music'), listens);
  }
}

/** A first scan, with nothing known, and one that finds nothing new. */
async function scans(build: Build, home: string, music: string): Promise<Figure[]> {
  rmSync(home, { recursive: true, force: true });
  const pyxis = await startPyxis(home, music, build);
  try {
    const first = await costOf(pyxis, () => scanWritten(home));
    await identified(home);
    const { peak } = residentMb(pyxis.pid);
    const again = await costOf(pyxis, async () => {
      await fetch(`${pyxis.url}api/v1/scans`, { method: 'POST' });
      await scanWritten(home);
    });
    return [
      { what: 'first scan', kind: 'cpu', value: first },
      { what: 'memory at the peak of a scan', kind: 'memory', value: peak },
      // Counted in steps of 10 ms: of a small library nothing is left of it.
      ...(again >= 100 ? [{ what: 'scan without changes', kind: 'cpu', value: again } as const] : []),
    ];
  } finally {
    await pyxis.stop();
  }
}

/** A start with a library that is known, and the server that nobody asks anything. */
async function starts(build: Build, home: string, music: string): Promise<Figure[]> {
  await scanOnce(build, home, music);
  const pyxis = await startPyxis(home, music, build);
  try {
    await delay(SETTLE_MS);
    return [
      { what: 'start, with its scan', kind: 'cpu', value: cpuMs(pyxis.pid) },
      { what: 'idle memory', kind: 'memory', value: residentMb(pyxis.pid).now },
    ];
  } finally {
    await pyxis.stop();
  }
}

async function onServer(
  build: Build,
  home: string,
  music: string,
  measure: (pyxis: Measured) => Promise<Figure[]>,
): Promise<Figure[]> {
  await scanOnce(build, home, music);
  const pyxis = await startPyxis(home, music, build);
  try {
    await delay(SETTLE_MS);
    return await measure(pyxis);
  } finally {
    await pyxis.stop();
  }
}

async function lists(pyxis: Measured): Promise<Figure[]> {
  const words = await someWords(pyxis);
  return [
    ...(await loadOf(
      pyxis,
      'search',
      words.map((word) => `api/v1/search?q=${encodeURIComponent(word)}&limit=10`),
    )),
    ...(await loadOf(pyxis, 'albums by title', ['api/v1/albums?limit=50'])),
    ...(await loadOf(pyxis, 'albums by artist', ['api/v1/albums?limit=50&sort=artist'])),
    ...(await loadOf(pyxis, 'tracks', ['api/v1/tracks?limit=50'])),
    ...(await loadOf(pyxis, 'home', ['api/v1/home'])),
  ];
}

async function streams(pyxis: Measured): Promise<Figure[]> {
  const paths = (await tracksOf(pyxis)).map(({ id }) => `stream/${id}`);
  return loadOf(pyxis, 'whole files', paths);
}

async function history(build: Build, home: string, music: string, listens: number): Promise<Figure[]> {
  mkdirSync(music, { recursive: true });
  if (!existsSync(home)) await makeHistory(build, home, music, listens);
  const pyxis = await startPyxis(home, music, build);
  const pages = 'api/v1/history/';
  const window = 'from=2012-03-04&to=2024-05-06';
  try {
    return [
      ...(await loadOf(pyxis, 'newest page of the journal', [`${pages}listens?limit=50`], HISTORY_P99_MS)),
      ...(await loadOf(pyxis, 'journal, a search', [`${pages}listens?limit=50&q=love`, `${pages}listens?limit=50&q=night`], HISTORY_P99_MS)), // prettier-ignore
      ...(await loadOf(pyxis, 'summary of a window', [`${pages}statistics/summary?${window}`], HISTORY_P99_MS)),
      ...(await loadOf(pyxis, 'top tracks of a window', [`${pages}statistics/top?kind=tracks&${window}`], HISTORY_P99_MS)), // prettier-ignore
    ];
  } finally {
    await pyxis.stop();
  }
}

/** A ledger in the tables of that build, as its own generator fills them. */
export async function makeHistory(build: Build, home: string, music: string, listens: number): Promise<void> {
  // The first start makes the tables.
  await (await startPyxis(home, music, build)).stop();
  const generator = join(build.root, 'scripts/bench/synthetic-history.ts');
  const { makeSyntheticHistory } = (await import(pathToFileURL(generator).href)) as {
    makeSyntheticHistory: (file: string, listens: number) => void;
  };
  makeSyntheticHistory(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'), listens);
  const env = { ...process.env, XDG_DATA_HOME: join(home, 'XDG_DATA_HOME') };
  execFileSync(process.execPath, [build.entry, 'history', 'rebuild', '--config', join(home, 'config.yaml')], { env });
}

/** CPU of the server for each request, and how many it answers in a second. */
async function loadOf(pyxis: Measured, what: string, paths: readonly string[], p99AtMost?: number): Promise<Figure[]> {
  await ask(pyxis.url, paths, CLIENTS, REQUESTS / 5);
  const cpuBefore = cpuMs(pyxis.pid);
  const startedAt = performance.now();
  const times = await ask(pyxis.url, paths, CLIENTS, REQUESTS);
  const tookMs = performance.now() - startedAt;
  return [
    { what: `${what}, each`, kind: 'cpu', value: (cpuMs(pyxis.pid) - cpuBefore) / REQUESTS },
    { what, kind: 'throughput', value: (REQUESTS * 1000) / tookMs },
    ...(p99AtMost === undefined
      ? []
      : [{ what: `${what}, p99`, kind: 'p99', value: quantile(times, 0.99), atMost: p99AtMost } as const]),
  ];
}

async function scanOnce(build: Build, home: string, music: string): Promise<void> {
  if (existsSync(home)) return;
  const pyxis = await startPyxis(home, music, build);
  await scanWritten(home);
  await identified(home);
  await pyxis.stop();
}

async function costOf(pyxis: Measured, work: () => Promise<void>): Promise<number> {
  const before = cpuMs(pyxis.pid);
  await work();
  return cpuMs(pyxis.pid) - before;
}

async function tracksOf(pyxis: Measured): Promise<{ id: string; title: string }[]> {
  const answer = await fetch(`${pyxis.url}api/v1/tracks?limit=100`);
  return ((await answer.json()) as { items: { id: string; title: string }[] }).items;
}

async function someWords(pyxis: Measured): Promise<string[]> {
  const words = (await tracksOf(pyxis)).flatMap(({ title }) => title.split(' ')).filter((word) => word.length > 3);
  return [...new Set(words)].slice(0, 20);
}
