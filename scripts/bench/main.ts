/**
 * `npm run bench`: measures against references in the same run and prints ratios. Needs a build.
 *
 *   npm run bench -- --sizes 1000,10000 --only scan,lists
 *   npm run bench -- --against HEAD~5 --only scans,lists --rounds 7 --sizes 10000
 *   npm run bench -- --migrate-from 1310ffe --listens 2000000
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAgainst } from './against/against.ts';
import { benchMigration } from './against/migration.ts';
import { benchBrowsing } from './browsing.ts';
import { benchEvents } from './events.ts';
import { benchEverySource } from './every-source.ts';
import { benchHistory } from './history.ts';
import { benchLists } from './lists.ts';
import { benchPodcasts } from './podcasts.ts';
import { startPyxis } from './processes.ts';
import { benchRemote } from './remote.ts';
import { printTable, type Row } from './report.ts';
import { benchScan, scanEnded } from './scans.ts';
import { benchStart } from './starts.ts';
import { benchStreams } from './streams.ts';
import { benchTranscodes } from './transcodes.ts';
import { makeSyntheticLibrary } from './synthetic-library.ts';

const PARTS = [
  'scan',
  'lists',
  'browse',
  'start',
  'streams',
  'transcodes',
  'history',
  'events',
  'podcasts',
  'remote',
  'sources',
] as const;
/** Of the track that is streamed: four minutes of noise, some 40 MB, which no encoder makes short work of. */
const TRACK_SECONDS = 240;
/** Parts that are measured on a library of files, made in each of the sizes. */
const ON_FILES = ['scan', 'lists', 'browse', 'start', 'sources'];

const values = options();
const sizes = values.sizes.split(',').map(Number);
const only = new Set(values.only?.split(',') ?? PARTS);
const unknown = values.against === undefined ? [...only].filter((part) => !PARTS.some((name) => name === part)) : [];
if (unknown.length > 0) {
  console.error(`There is nothing called ${unknown.join(', ')}. To measure: ${PARTS.join(', ')}.`);
  process.exit(1);
}
const listens = Number(values.listens);

if (!existsSync(resolve(import.meta.dirname, '../../dist/backend/main.js'))) {
  console.error('There is nothing to measure yet: run npm run build first.');
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), 'pyxis-bench-'));
try {
  if (values.against !== undefined) await compareWith(values.against);
  else if (values['migrate-from'] !== undefined) await benchMigration(scratch, values['migrate-from'], listens);
  else await bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function options() {
  try {
    return parseArgs({
      options: {
        sizes: { type: 'string', default: '1000,10000,100000' },
        only: { type: 'string' },
        /** How long events are watched. */
        minutes: { type: 'string', default: '2' },
        /** Twenty years of somebody who is never without music. */
        listens: { type: 'string', default: '2000000' },
        /** Compares with the server of this commit, in so many rounds. */
        against: { type: 'string' },
        rounds: { type: 'string', default: '7' },
        /** Times the migration of a database that the server of this commit made. */
        'migrate-from': { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\nHow to call it is told in docs/performance.md.`);
    process.exit(1);
  }
}

/** On the largest of the sizes. */
async function compareWith(commit: string): Promise<void> {
  await benchAgainst(scratch, {
    commit,
    scenarios: values.only?.split(','),
    rounds: Number(values.rounds),
    sizes: { tracks: Math.max(...sizes), listens },
  });
}

async function bench(): Promise<void> {
  const memoryGib = Math.round(totalmem() / 1024 ** 3);
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}, ${memoryGib} GiB`,
  );
  const firstScans: [number, number][] = [];
  const commonP99: [number, number][] = [];
  for (const size of ON_FILES.some((part) => only.has(part)) ? sizes : []) {
    const music = join(scratch, `music-${size}`);
    makeSyntheticLibrary(music, size);
    // The others need what a scan has found.
    const scan = await benchScan(scratch, music, size);
    firstScans.push([size, scan.firstCpuMs]);
    if (only.has('scan')) printTable(`Scan, ${size} tracks`, scan.rows);
    if (only.has('lists')) {
      const lists = await benchLists(scratch, music, size);
      commonP99.push([size, lists.commonP99]);
      printTable(`Search and lists, ${size} tracks`, lists.rows);
    }
    if (only.has('browse')) printTable(`In the browser, ${size} tracks`, await benchBrowsing(scratch, music, size));
    if (only.has('start')) printTable(`Start and memory, ${size} tracks`, await benchStart(scratch, music, size));
    if (only.has('sources')) {
      printTable(`With every source, ${size} tracks`, await benchEverySource(scratch, music, size));
    }
    rmSync(music, { recursive: true, force: true });
  }
  if (only.has('streams') || only.has('transcodes')) await benchAudio();
  if (only.has('history')) {
    printTable(`History, ${listens.toLocaleString('en')} listens`, await benchHistory(scratch, listens));
  }
  if (only.has('events')) await benchSubscribers(Number(values.minutes));
  if (only.has('podcasts')) printTable('Podcasts', await benchPodcasts(scratch));
  if (only.has('remote')) printTable('Songs of other services', await benchRemote(scratch));
  const growth = [
    ...growthRows('CPU of a first scan', firstScans, 11),
    ...growthRows('p99 of a search for a common word', commonP99, 1.5),
  ];
  if (growth.length > 0) printTable('Growth', growth);
}

async function benchSubscribers(minutes: number): Promise<void> {
  const music = join(scratch, 'events');
  makeSyntheticLibrary(music, 1_000);
  const pyxis = await startPyxis(join(scratch, 'pyxis-events'), music);
  try {
    await scanEnded(pyxis);
    printTable('Event subscribers', await benchEvents(pyxis, minutes));
  } finally {
    await pyxis.stop();
  }
}

async function benchAudio(): Promise<void> {
  const music = join(scratch, 'long');
  mkdirSync(music);
  const file = join(music, 'noise.flac');
  const noise = ['-f', 'lavfi', '-i', `anoisesrc=d=${TRACK_SECONDS}:r=44100:a=0.3`, '-ac', '2'];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...noise, '-metadata', 'title=Noise', file]);
  const pyxis = await startPyxis(join(scratch, 'pyxis-long'), music);
  try {
    await scanEnded(pyxis);
    const { items } = (await (await fetch(`${pyxis.url}api/v1/tracks`)).json()) as { items: { id: string }[] };
    const context = {
      baseUrl: pyxis.url,
      pid: pyxis.pid,
      trackId: items[0]?.id ?? '',
      file,
      scratch,
      durationSeconds: TRACK_SECONDS,
    };
    if (only.has('streams')) printTable('Streams', await benchStreams(context));
    if (only.has('transcodes')) printTable('Conversions', await benchTranscodes(context));
  } finally {
    await pyxis.stop();
  }
}

/** How much more ten times as many tracks take. */
function growthRows(what: string, figures: readonly [number, number][], atMost: number): Row[] {
  return figures.slice(1).flatMap(([size, value], i) => {
    const [smaller, before] = figures[i] ?? [0, Number.NaN];
    if (smaller < 10_000) return [];
    const ms = (n: number): string => `${n.toFixed(n < 100 ? 2 : 0)} ms`;
    return [
      {
        what: `${what}, ${smaller} to ${size} tracks`,
        measured: ms(value),
        reference: ms(before),
        ratio: value / before,
        target: { atMost },
      },
    ];
  });
}
