import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ask } from './load.ts';
import { cpuMs, startPyxis, type Measured } from './processes.ts';
import { quantile, type Row } from './report.ts';
import { makeSyntheticHistory } from './synthetic-history.ts';
import { Random } from './synthetic-names.ts';

const LIMIT_MS = 150;
/** How many different requests of each kind, each asked once. */
const REQUESTS = 300;
const FIRST_YEAR = 2006;
const LAST_YEAR = 2026;

/** Latency of every page of the journal and every statistic, over a ledger of so many listens. */
export async function benchHistory(scratch: string, listens: number): Promise<Row[]> {
  const home = join(scratch, 'pyxis-history');
  const music = join(scratch, 'no-music');
  mkdirSync(music, { recursive: true });
  // The first start makes the tables.
  await (await startPyxis(home, music)).stop();
  const file = join(home, 'XDG_DATA_HOME/pyxis/pyxis.db');
  makeSyntheticHistory(file, listens);
  const rebuiltIn = rebuild(home);
  const pyxis = await startPyxis(home, music);
  try {
    const rows: Row[] = [];
    for (const [what, paths] of Object.entries(await requests(pyxis, new Random(11)))) {
      rows.push(await row(pyxis, what, paths));
    }
    console.log(
      `\n${listens.toLocaleString('en')} listens: ${Math.round(statSync(file).size / 1e6)} MB, counted anew in ${Math.round(rebuiltIn / 1000)} s`,
    );
    return rows;
  } finally {
    await pyxis.stop();
  }
}

function rebuild(home: string): number {
  const startedAt = performance.now();
  const program = resolve(import.meta.dirname, '../../dist/backend/main.js');
  const env = { ...process.env, XDG_DATA_HOME: join(home, 'XDG_DATA_HOME') };
  execFileSync(process.execPath, [program, 'history', 'rebuild', '--config', join(home, 'config.yaml')], { env });
  return performance.now() - startedAt;
}

async function row(pyxis: Measured, what: string, paths: readonly string[]): Promise<Row> {
  await ask(pyxis.url, paths, 1, 5);
  const cpuBefore = cpuMs(pyxis.pid);
  const times = await ask(pyxis.url, paths, 1, REQUESTS);
  const cpu = (cpuMs(pyxis.pid) - cpuBefore) / REQUESTS;
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return {
    what,
    measured: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${cpu.toFixed(1)} ms CPU each`,
    reference: `${LIMIT_MS} ms`,
    ratio: p99 / LIMIT_MS,
    target: { atMost: 1 },
  };
}

/** What to ask, by kind. */
async function requests(pyxis: Measured, random: Random): Promise<Record<string, string[]>> {
  const many = (make: () => string): string[] => Array.from({ length: REQUESTS }, make);
  const listens = (query: string): string => `api/v1/history/listens?limit=50${query}`;
  const day = (): string => randomDay(random);
  const cursors = await someCursors(pyxis, many(() => listens(`&day=${day()}`)).slice(0, 60));
  const window = (): string => {
    const [from = '', to = ''] = [day(), day()].sort();
    return `from=${from}&to=${to}`;
  };
  const word = (): string => random.pick(['the', 'love', 'night', 'machine', 'echo', 'lo', 'ka', 'sha', 'river home']);
  const artist = (): string => `artist${1 + random.below(5_000)}`;
  const statistics = (name: string, query: () => string): string[] => many(() => `api/v1/history/statistics/${name}?${query()}`); // prettier-ignore
  const top = (kind: string): string[] => statistics('top', () => `kind=${kind}&by=${random.pick(['time', 'listens'])}&limit=100&${window()}`); // prettier-ignore
  return {
    'newest page': [listens('')],
    'page at a random place, either way': many(() => listens(random.pick(cursors))),
    'page at a random day': many(() => listens(`&day=${day()}`)),
    'search, common words': many(() => listens(`&q=${encodeURIComponent(word())}`)),
    'search, common words, at a random day': many(() => listens(`&q=${encodeURIComponent(word())}&day=${day()}`)),
    'search, what was heard for one year long ago': many(() => listens(`&q=chapter&day=${day()}`)),
    'search, rare words': many(() => listens(`&q=${artist().replace('artist', '')}`)),
    'search, nothing': many(() => listens(`&q=nothing${random.below(1e6)}`)),
    'of an artist': many(() => listens(`&artistId=${artist()}`)),
    'of an artist, at a random day, searched': many(() => listens(`&artistId=${artist()}&day=${day()}&q=${word()}`)),
    'of an album': many(() => listens(`&albumId=album${1 + random.below(10_000)}`)),
    'of a track': many(() => listens(`&trackId=track${1 + random.below(100_000)}`)),
    'of a source, at a random day': many(() => listens(`&source=${random.pick(['local', 'lastfm'])}&day=${day()}`)),
    'of a source long gone, newest page': [listens('&source=lastfm')],
    'from a kind of context, at a random day': many(() =>
      listens(`&context=${random.pick(['album', 'search', 'mix', 'station'])}&day=${day()}`),
    ),
    'from a context, of an artist': many(() => listens(`&context=search&artistId=${artist()}`)),
    'days of a year': many(() => `api/v1/history/days?year=${FIRST_YEAR + random.below(21)}`),
    'summary, all time': statistics('summary', () => ''),
    'summary, any window': statistics('summary', window),
    'top artists, any window': top('artists'),
    'top albums, any window': top('albums'),
    'top tracks, any window': top('tracks'),
    'top tracks, all time': statistics('top', () => 'kind=tracks&limit=100'),
    'listening clock, any window': statistics('clock', window),
    'discovery, any window': statistics('discovery', window),
    'completeness, any window': statistics('completeness', () => `limit=100&${window()}`),
  };
}

async function someCursors(pyxis: Measured, paths: readonly string[]): Promise<string[]> {
  const cursors: string[] = [];
  for (const path of paths) {
    const page = (await (await fetch(pyxis.url + path)).json()) as { olderCursor?: string };
    if (page.olderCursor === undefined) continue;
    for (const direction of ['older', 'newer']) cursors.push(`&cursor=${page.olderCursor}&direction=${direction}`);
  }
  return cursors;
}

function randomDay(random: Random): string {
  const from = Date.UTC(FIRST_YEAR, 10, 20);
  const to = Date.UTC(LAST_YEAR, 10, 20);
  return new Date(from + random.next() * (to - from)).toISOString().slice(0, 10);
}
