import BetterSqlite3 from 'better-sqlite3';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { compare, type Latency } from './load.ts';
import { startMeasured, startPyxis, type Measured } from './processes.ts';
import { freePort } from '../support/free-port.mjs';
import type { Row } from './report.ts';
import { scanEnded } from './scans.ts';

const CLIENTS = [1, 16];
/** How many times the bare server's p99 a search may take; twice that while a scan runs. */
const SEARCH_AT_MOST = 8;

/** Figures of one size, to be compared with those of another. */
export interface ListFigures {
  readonly rows: readonly Row[];
  /** Of searches for a common word by one client, in ms. */
  readonly commonP99: number;
}

/** Latency of searches and album pages, against a bare server with the same queries, in turn. */
export async function benchLists(scratch: string, music: string, count: number): Promise<ListFigures> {
  const home = join(scratch, `pyxis-${count}`);
  const pyxis = await startPyxis(home, music);
  await scanEnded(pyxis);
  const reference = await startReference(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'));
  try {
    const words = wordsOf(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'));
    const lastPage = await lastAlbumPage(pyxis.url);
    const search = (word: string): string => `api/v1/search?q=${encodeURIComponent(word)}&limit=10`;
    const size = `${count.toLocaleString('en')} tracks`;
    const rows: Row[] = [];
    const measured = new Map<string, Latency>();
    for (const clients of CLIENTS) {
      const kinds: [string, readonly string[], number][] = [
        ['search, common word', words.common.map(search), SEARCH_AT_MOST],
        ['search, rare word', words.rare.map(search), SEARCH_AT_MOST],
        ['search, two letters', words.common.map((word) => search(word.slice(0, 2))), SEARCH_AT_MOST],
        ['album page, first', ['api/v1/albums?limit=50'], 5],
        ['album page, last', [lastPage], 5],
      ];
      for (const [name, paths, atMost] of kinds) {
        const [ours, bare] = await compare(pyxis.url, reference.url, paths, clients);
        measured.set(`${name} ${clients}`, ours);
        rows.push(row(`${name}, p99, ${clients} client${clients > 1 ? 's' : ''}, ${size}`, ours.p99, bare.p99, atMost));
      }
    }
    rows.push(...(await duringScan(pyxis, reference, words.common.map(search), size)));
    const p99 = (name: string): number => measured.get(`${name} 1`)?.p99 ?? Number.NaN;
    const p50 = (name: string): number => measured.get(`${name} 1`)?.p50 ?? Number.NaN;
    rows.push(row(`common against rare word, p50, ${size}`, p50('search, common word'), p50('search, rare word'), 3));
    rows.push(
      row(`last against first album page, p50, ${size}`, p50('album page, last'), p50('album page, first'), 1.3),
    );
    return { rows, commonP99: p99('search, common word') };
  } finally {
    await reference.stop();
    await pyxis.stop();
  }
}

/** Searches while every file is read again: on both servers, as the machine is busy for both. */
async function duringScan(
  pyxis: Measured,
  reference: Measured,
  paths: readonly string[],
  size: string,
): Promise<Row[]> {
  await fetch(`${pyxis.url}api/v1/scans`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rereadAll: true }),
  });
  const [ours, bare] = await compare(pyxis.url, reference.url, paths, 1, 2_000);
  await fetch(`${pyxis.url}api/v1/scans/current`, { method: 'DELETE' });
  return [row(`search during a scan, p99, ${size}`, ours.p99, bare.p99, 2 * SEARCH_AT_MOST)];
}

function row(what: string, ours: number, reference: number, atMost: number): Row {
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return { what, measured: ms(ours), reference: ms(reference), ratio: ours / reference, target: { atMost } };
}

async function startReference(database: string): Promise<Measured> {
  const port = await freePort();
  const script = resolve(import.meta.dirname, '../../backend/test/bench/reference-server.ts');
  const args = ['--no-warnings', script, database, String(port)];
  return startMeasured(process.execPath, args, `http://127.0.0.1:${port}/`, () => accepts(port));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** The ten words that most titles have, and ten that one title has. */
function wordsOf(file: string): { common: string[]; rare: string[] } {
  const database = new BetterSqlite3(file, { readonly: true });
  const counts = new Map<string, number>();
  for (const { title } of database.prepare('SELECT sort_title AS title FROM track').iterate() as Iterable<{
    title: string;
  }>) {
    for (const word of new Set(title.split(' '))) if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  database.close();
  const byCount = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([word]) => word);
  return { common: byCount.slice(0, 10), rare: byCount.slice(-10) };
}

/** Walks to the end once, as no client would. */
async function lastAlbumPage(url: string): Promise<string> {
  let path = 'api/v1/albums?limit=50';
  for (;;) {
    const page = (await (await fetch(url + path)).json()) as { nextCursor?: string };
    if (page.nextCursor === undefined) return path;
    path = `api/v1/albums?limit=50&cursor=${page.nextCursor}`;
  }
}
