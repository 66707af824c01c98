import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/index.js';
import type { Assignment, Job } from '../support/concurrent-writer.js';
import { describeOnEachEngine } from '../support/test-database.js';

const SOURCE = resolve(import.meta.dirname, '../support/concurrent-writer.ts');
/** Beside the packages that it needs. */
const WRITER = resolve(import.meta.dirname, `../../../node_modules/.cache/pyxis/concurrent-writer-${process.pid}.mjs`);
const PROCESSES = 3;
/** A machine under load starts processes slowly. */
const LIMIT_MS = 120_000;

beforeAll(async () => {
  // Node runs no decorators.
  await build({
    entryPoints: [SOURCE],
    outfile: WRITER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(WRITER, { force: true }));

describeOnEachEngine('several processes on one database', (database) => {
  const rows = <Row>(statement: string): Promise<Row[]> => database().read.all<Row>(statement);
  const twice = async (columns: string, table: string): Promise<unknown[]> =>
    rows(`SELECT ${columns} FROM ${table} GROUP BY ${columns} HAVING COUNT(*) > 1`);

  it('scan and edit at once', { timeout: LIMIT_MS }, async () => {
    await inProcesses(database(), ['scan'], 5);
    expect(await inProcesses(database(), ['scan', 'edit', 'scan'], 20, 1)).toEqual([20, 20, 20]);
    for (const table of ['artist', 'genre', 'album']) expect(await twice('identity_key', table)).toEqual([]);
    expect(await rows('SELECT COUNT(*) AS n FROM artist_search')).toEqual(await rows('SELECT COUNT(*) AS n FROM artist')); // prettier-ignore
    const [tracks] = await rows<{ n: number | string }>('SELECT COUNT(*) AS n FROM track');
    expect(Number(tracks?.n)).toBe(5 + 2 * 20);
  });

  it('identify the same library at once, while songs are heard', { timeout: LIMIT_MS }, async () => {
    await database().write(({ sql }) =>
      sql.run(`INSERT INTO person (id, name, created_at_ms) VALUES ('person2', 'Person 2', 0)`),
    );
    await inProcesses(database(), ['scan'], 30);
    expect(await inProcesses(database(), ['identify', 'identify', 'listen'], 25)).toEqual([
      'identified',
      'identified',
      25,
    ]);
    expect(await rows('SELECT key FROM track WHERE recording_key IS NULL')).toEqual([]);
    expect(await rows('SELECT key FROM artist WHERE performer_key IS NULL')).toEqual([]);
    // What is heard has another length than what was scanned.
    expect(await twice('performer_key, identity_key, duration_ms', 'recording')).toEqual([]);
    expect(await twice('identity_key', 'performer')).toEqual([]);
    expect(await twice('identity_key', 'release')).toEqual([]);
  });

  it('hear the same songs at once: each is one recording', { timeout: LIMIT_MS }, async () => {
    for (let n = 0; n < PROCESSES; n++) {
      await database().write(({ sql }) =>
        sql.run('INSERT INTO person (id, name, created_at_ms) VALUES (?, ?, 0)', [`person${n}`, `Person ${n}`]),
      );
    }
    const songs = 25;
    expect(await inProcesses(database(), ['listen', 'listen', 'listen'], songs)).toEqual([songs, songs, songs]);
    expect(await twice('performer_key, identity_key', 'recording')).toEqual([]);
    expect(await twice('identity_key', 'performer')).toEqual([]);
    const [counted] = await rows<{ n: number | string }>('SELECT COUNT(*) AS n FROM listen');
    expect(Number(counted?.n)).toBe(PROCESSES * songs * 2);
    const [sum] = await rows<{ n: number | string }>(`SELECT SUM(listens) AS n FROM tally WHERE kind = 'recording'`);
    expect(Number(sum?.n)).toBe(PROCESSES * songs * 2);
  });

  it('change the player at once: no change is lost', { timeout: LIMIT_MS }, async () => {
    const changes = 20;
    await inProcesses(database(), ['play', 'play', 'play'], changes);
    expect(await rows('SELECT revision, volume FROM player')).toEqual([
      { revision: PROCESSES * changes, volume: PROCESSES * changes },
    ]);
  });

  it('claim scrobbles at once: each is sent by one', { timeout: LIMIT_MS }, async () => {
    const waiting = 30;
    await database().write(async ({ sql }) => {
      for (let i = 0; i < waiting; i++) {
        await sql.run(
          `INSERT INTO scrobble (owner_id, service, play_id, state, track, started_at_ms)
           VALUES ('owner', 'listenbrainz', ?, 'waiting', '{}', ?)`,
          [`play ${i}`, i],
        );
      }
    });
    const claimed = (await inProcesses(database(), ['claim', 'claim', 'claim'], waiting)) as { key: number }[][];
    const keys = claimed.flat().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(waiting);
  });

  it('start with an empty database at once', { timeout: LIMIT_MS }, async ({ skip }) => {
    if (database().engine === 'sqlite') skip('one server at a time has a SQLite file');
    await withEmptied(database(), async () => {
      expect(await inProcesses(database(), ['migrate', 'migrate', 'migrate'], 1)).toEqual(Array(3).fill('migrated'));
    });
  });
});

/** Takes away everything that migrations made. */
async function withEmptied({ dataSource }: Database, work: () => Promise<void>): Promise<void> {
  await dataSource.query('DROP SCHEMA public CASCADE');
  await dataSource.query('CREATE SCHEMA public');
  await work();
}

/** Has each job done by a process of its own, all at the same time. @returns what they say came of it */
async function inProcesses(
  { engine, dataSource, file }: Database,
  jobs: readonly Job[],
  times: number,
  firstNumber = 0,
): Promise<unknown[]> {
  const { options } = dataSource;
  const config = engine === 'sqlite' ? { type: engine, path: file } : { type: engine, url: 'url' in options ? options.url : '' }; // prettier-ignore
  const writers = jobs.map((job, i) => startWriter({ config: config, job, number: firstNumber + i, times }));
  const ready = await Promise.all(writers.map((writer) => writer.ready));
  return Promise.all(ready.map((go) => go()));
}

function startWriter(assignment: Assignment): { ready: Promise<() => Promise<unknown>> } {
  const child = spawn(process.execPath, [WRITER, JSON.stringify(assignment)]);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  const ended = once(child, 'close');
  const isReady = new Promise<void>((done, fail) => {
    output.on('line', (line) => {
      lines.push(line);
      if (line === 'ready') done();
    });
    void ended.then(() => fail(new Error(errors)));
  });
  const go = async (): Promise<unknown> => {
    child.stdin.write('go\n');
    const [code] = (await ended) as [number];
    if (code !== 0) throw new Error(errors);
    return JSON.parse(lines.at(-1) ?? '') as unknown;
  };
  return { ready: isReady.then(() => go) };
}
