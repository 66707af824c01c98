import BetterSqlite3 from 'better-sqlite3';
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeMusic } from '../support/fake-source.js';
import type { FakeAnswer, FakeRequest } from '../support/fake-upstream.js';
import { soundOf } from '../support/remote-app.js';
import { openTestDatabase } from '../support/test-database.js';
import type { Assignment } from './cache-child.js';

/** `npm run test:crash` does many; a few are part of every test run. */
const ROUNDS = Number(process.env.PYXIS_CRASH_ROUNDS ?? '3');
const MIB = 1024 ** 2;
const TRACKS = 40;
const AT_ONCE = 20;
const MAX_BYTES = 48 * MIB;
/** Every tenth is so long that some of it is written down before it is whole. */
const SHORT_BYTES = MIB + 1;
const LONG_BYTES = 12 * MIB + 1;
/** So many rounds until other audio lies at every address. */
const ROUNDS_A_VERSION = 3;
const LIVE_AT_MOST_MS = 1_500;

const CHILD = resolve(import.meta.dirname, `../../../node_modules/.cache/pyxis/cache-child-${process.pid}.mjs`);

/** Audio of its own for each track and version; the version is its tag. */
class ManyTracks extends FakeMusic {
  version = 1;

  protected override answer(request: FakeRequest): FakeAnswer {
    this.audio = contentOf(request.path.split('/')[2] ?? '', this.version);
    this.etag = `"${this.version}"`;
    return super.answer(request);
  }
}

const music = new ManyTracks();
const home = mkdtempSync(join(tmpdir(), 'pyxis-cache-crash-'));
/** What the processes had to say besides. */
const complaints: string[] = [];
let database: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  await build({
    entryPoints: [resolve(import.meta.dirname, 'cache-child.ts')],
    outfile: CHILD,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    logLevel: 'error',
  });
  await music.start();
  const opened = await openTestDatabase();
  database = opened.database.file ?? '';
  ({ remove } = opened);
}, 120_000);

afterAll(async () => {
  await music.stop();
  await remove();
  rmSync(CHILD, { force: true });
  rmSync(home, { recursive: true, force: true });
});

it(`keeps only whole audio as whole after ${ROUNDS} kill -9`, { timeout: 120_000 + ROUNDS * 30_000 }, async () => {
  let [whole, parts] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    music.version = 1 + Math.floor(round / ROUNDS_A_VERSION);
    const child = start(some());
    await child.begun;
    await delay(Math.random() * LIVE_AT_MOST_MS);
    await child.kill();
    const found = check(`round ${round}`);
    whole += found.whole;
    parts += found.parts;
  }
  console.log(`${ROUNDS} kills, ${whole} whole ones and ${parts} parts looked at`);
  // Whatever was left, everything can be had.
  await start(['0', '10']).done;
  expect(complaints).toEqual([]);
  expect(check('at the end').whole).toBeGreaterThanOrEqual(2);
});

/** As many different ones as are fetched at once. */
function some(): string[] {
  const all = Array.from({ length: TRACKS }, (_, i) => String(i));
  return all.toSorted(() => Math.random() - 0.5).slice(0, AT_ONCE);
}

/** Looks at what a process left. */
function check(when: string): { whole: number; parts: number } {
  const folder = join(home, 'remote');
  const names = new Set(readdirSync(folder));
  const sizes = [...names].map((name) => statSync(join(folder, name)).blocks * 512);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes, `${when}: more than the bound and one file`).toBeLessThanOrEqual(MAX_BYTES + LONG_BYTES);
  const handle = new BetterSqlite3(database, { readonly: true });
  const rows = handle.prepare<[], Row>('SELECT * FROM audio_cache').all();
  handle.close();
  let [whole, parts] = [0, 0];
  for (const { locator, file, host_etag: tag, is_complete: isComplete, stored } of rows) {
    const name = `${file}.${isComplete === 1 ? 'audio' : 'part'}`;
    // It may have been killed between the name and the row: then it is fetched again.
    if (!names.has(name)) {
      expect(isComplete, `${when}: a whole one without a file`).toBe(0);
      continue;
    }
    const content = contentOf(locator, Number(tag?.slice(1, -1)));
    const there = readFileSync(join(folder, name));
    if (isComplete === 1) expect(there.equals(content), `${when}: ${locator} is not whole`).toBe(true);
    else expect(stored, when).not.toBe('');
    for (const [first = 0, end = 0] of stored.split(',').map((stretch) => stretch.split('-').map(Number))) {
      const isRight = there.subarray(first, end).equals(content.subarray(first, end));
      expect(isRight, `${when}: ${locator} has other bytes from ${first} to ${end}`).toBe(true);
    }
    if (isComplete === 1) whole++;
    else parts++;
  }
  return { whole, parts };
}

interface Row {
  readonly locator: string;
  readonly file: string;
  readonly host_etag: string | null;
  readonly is_complete: number;
  readonly stored: string;
}

function start(locators: readonly string[]): { begun: Promise<void>; done: Promise<void>; kill: () => Promise<void> } {
  const assignment: Assignment = { database, cache: home, maxBytes: MAX_BYTES, origin: music.origin, locators };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(assignment)]);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close');
  const begun = Promise.withResolvers<undefined>();
  const done = Promise.withResolvers<undefined>();
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'begun') begun.resolve(undefined);
    else if (line === 'done') done.resolve(undefined);
    else complaints.push(line);
  });
  void ended.then(() => [begun, done].forEach(({ reject }) => reject(new Error(`It ended before: ${errors}`))));
  done.promise.catch(() => undefined);
  return {
    begun: begun.promise,
    done: done.promise,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function contentOf(locator: string, version: number): Buffer {
  return soundOf(Number(locator) + version * 1_000, Number(locator) % 10 === 0 ? LONG_BYTES : SHORT_BYTES);
}
