import BetterSqlite3 from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.mjs';
import { compare } from './load.ts';
import { answers, cpuMs, residentMb, startMeasured, startPyxis, type Measured } from './processes.ts';
import type { Row } from './report.ts';
import { eventLoopDelayMs } from './scans.ts';

const FEEDS = 1_000;
/** Of those that change. */
const CHANGED = 100;
const LOOK_AGAIN_MS = 500;
/** What a start leaves to be done is done by then. */
const SETTLE_MS = 10_000;
const MIB = 1024 ** 2;
/** Half a gigabyte is what the thread that reads may take. */
const MOST_MB = 512;

/** What podcasts cost that are followed: looking at their feeds, reading what has changed, and their lists. */
export async function benchPodcasts(scratch: string): Promise<Row[]> {
  const music = join(scratch, 'no-music');
  mkdirSync(music);
  const home = join(scratch, 'pyxis-podcasts');
  const feeds = await startFeeds();
  const start = (): Promise<Measured> =>
    startPyxis(home, music, { sources: { podcast: { localAddresses: [new URL(feeds.url).origin] } } });
  let pyxis = await start();
  try {
    await follow(pyxis, feeds.url);
    const lists = await benchEpisodes(pyxis);
    await pyxis.stop();

    makeDue(home, FEEDS);
    pyxis = await start();
    const unchangedMs = (await costOfLooks(pyxis, home)) / FEEDS;
    await pyxis.stop();

    await fetch(new URL('next', feeds.url), { method: 'POST' });
    const bytes = (await (await fetch(new URL('feed/1', feeds.url))).arrayBuffer()).byteLength;
    makeDue(home, CHANGED);
    pyxis = await start();
    const changedMs = (await costOfLooks(pyxis, home)) / CHANGED;

    await eventLoopDelayMs(pyxis);
    const large = new URL('large', feeds.url).href;
    await ask(pyxis, 'shows', JSON.stringify({ address: large }), 'application/json');
    const delayMs = await eventLoopDelayMs(pyxis);
    const { peak } = residentMb(pyxis.pid);
    const perMibMs = changedMs / (bytes / MIB);
    return [
      row('a look at a feed that is answered by 304, CPU', unchangedMs, 2),
      row('a feed that has one more episode, CPU a MiB of it', perMibMs, 500),
      row('event-loop delay while 19 MiB are read and written, p99', delayMs, 20),
      {
        what: 'memory at the peak of that',
        measured: `${Math.round(peak)} MB`,
        reference: `${MOST_MB} MB`,
        ratio: peak / MOST_MB,
        target: { atMost: 1 },
      },
      ...lists,
    ];
  } finally {
    await pyxis.stop();
    await feeds.stop();
  }
}

function row(what: string, measuredMs: number, mostMs: number): Row {
  const measured = `${measuredMs.toFixed(1)} ms`;
  return { what, measured, reference: `${mostMs} ms`, ratio: measuredMs / mostMs, target: { atMost: 1 } };
}

async function startFeeds(): Promise<Measured> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const script = resolve(import.meta.dirname, 'feed-server.ts');
  return startMeasured(process.execPath, ['--no-warnings', script, String(port)], url, () => answers(`${url}feed/0`));
}

async function ask(pyxis: Measured, path: string, body: string, type: string): Promise<unknown> {
  const url = `${pyxis.url}api/v1/podcasts/${path}`;
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function follow(pyxis: Measured, feeds: string): Promise<void> {
  const outlines = Array.from({ length: FEEDS }, (_, i) => `<outline type="rss" xmlUrl="${feeds}feed/${i}"/>`);
  const opml = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
  const { id } = (await ask(pyxis, 'imports', opml, 'application/octet-stream')) as { id: string };
  for (;;) {
    await delay(LOOK_AGAIN_MS);
    const answer = await fetch(`${pyxis.url}api/v1/podcasts/imports/${id}`);
    if (((await answer.json()) as { state: string }).state !== 'running') return;
  }
}

/** Lists page as fast as albums do, which are compared with a bare server elsewhere: here the last page with the first. */
async function benchEpisodes(pyxis: Measured): Promise<Row[]> {
  const first = 'api/v1/podcasts/episodes?list=all&limit=50';
  let cursor: string | undefined;
  for (let page = 0; page < 200; page++) {
    const answer = await fetch(`${pyxis.url}${first}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    cursor = ((await answer.json()) as { nextCursor?: string }).nextCursor ?? cursor;
  }
  const last = `${first}&cursor=${cursor ?? ''}`;
  const [one, deep] = await compare(pyxis.url + first, pyxis.url + last, [''], 1, 800);
  return [
    {
      what: `page 200 of ${FEEDS * 300} episodes against the first, p50`,
      measured: `${deep.p50.toFixed(2)} ms`,
      reference: `${one.p50.toFixed(2)} ms`,
      ratio: deep.p50 / one.p50,
      target: { atMost: 1.3 },
    },
  ];
}

function open(home: string): BetterSqlite3.Database {
  return new BetterSqlite3(join(home, 'XDG_DATA_HOME/pyxis/pyxis.db'));
}

/** Makes so many shows due, and no others. */
function makeDue(home: string, count: number): void {
  const database = open(home);
  database.prepare('UPDATE show SET next_check_at_ms = NULL').run();
  const due = 'UPDATE show SET next_check_at_ms = 0 WHERE key IN (SELECT key FROM show ORDER BY key LIMIT ?)';
  database.prepare(due).run(count);
  database.close();
}

/** @returns CPU time in ms, without what the server takes when it has nothing to do */
async function costOfLooks(pyxis: Measured, home: string): Promise<number> {
  await delay(SETTLE_MS / 2);
  const idleFrom = cpuMs(pyxis.pid);
  await delay(SETTLE_MS);
  const from = cpuMs(pyxis.pid);
  const begunAt = performance.now();
  const database = open(home);
  try {
    const due = database.prepare<[], { left: number }>('SELECT count(*) AS left FROM show WHERE next_check_at_ms = 0');
    do await delay(LOOK_AGAIN_MS);
    while ((due.get()?.left ?? 0) > 0);
  } finally {
    database.close();
  }
  const idleMs = ((from - idleFrom) / SETTLE_MS) * (performance.now() - begunAt);
  return cpuMs(pyxis.pid) - from - idleMs;
}
