import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlayerView, QueueView } from '../../src/playback/player-view.dto.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';
import { CrashClient, type Acknowledged } from './crash-client.js';

/** `npm run test:crash` does many; a few are part of every test run. */
const ROUNDS = Number(process.env.PYXIS_CRASH_ROUNDS ?? '8');
const SEED = Number(process.env.PYXIS_CRASH_SEED ?? Date.now() % 1_000_000);
/** So short that plays count at once. */
const LISTEN_MS = 1_000;
const LIVE_AT_MOST_MS = 600;
/** What an endless queue begins with, and has behind the current item once it was given more. */
const GIVEN_AT_FIRST = 100;
const UPCOMING_AFTER_REFILL = 100;
/** So many played items of it stay. */
const KEPT_PLAYED = 200;
/** What the specification grants. */
const POSITION_TOLERANCE_MS = 5_000;

let program: Program;
const random = randomNumbers(SEED);

beforeAll(() => {
  compileServer();
  program = new Program();
}, 120_000);

afterAll(() => program.remove());

it(`finds everything again after ${ROUNDS} kill -9 (seed ${SEED})`, { timeout: 60_000 + ROUNDS * 15_000 }, async () => {
  let server = await start();
  const trackIds = await tracks(server);
  const told: Acknowledged = { ...(await state(server)), atMs: Date.now(), heard: new Map() };
  let worstMs = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    if (round % 50 === 0) console.log(`${round} kills so far`);
    const client = new CrashClient(`${server.url}api/v1/playback`, random, trackIds, told);
    await client.connect();
    const using = client.play();
    if (round % 5 === 0) void fetch(`${server.url}api/v1/scans`, { method: 'POST' }).catch(() => undefined);
    await new Promise((done) => setTimeout(done, random() * LIVE_AT_MOST_MS));
    const killedAtMs = Date.now();
    await server.stop('SIGKILL');
    await using;

    checkDatabase(told, round);
    server = await start();
    const found = await state(server);
    worstMs = Math.max(worstMs, checkPlayer(told, found, killedAtMs, round));
    Object.assign(told, found, { atMs: Date.now() });
    delete told.pending;
  }
  await server.stop();
  console.log(`${ROUNDS} kills, ${told.heard.size} plays; position at most ${worstMs} ms off`);
});

function start(): Promise<RunningProgram> {
  return program.serve([], { PYXIS_HISTORY_MINIMUM_LISTEN_SECONDS: String(LISTEN_MS / 1000) });
}

/** Once the demo library is there. */
async function tracks(server: RunningProgram): Promise<string[]> {
  for (;;) {
    const { items } = (await (await fetch(`${server.url}api/v1/tracks`)).json()) as { items: { id: string }[] };
    if (items.length >= 7) return items.map(({ id }) => id);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function state(server: RunningProgram): Promise<{ view: PlayerView; queue: QueueView }> {
  const [view, queue] = await Promise.all([
    fetch(`${server.url}api/v1/playback`).then((response) => response.json() as Promise<PlayerView>),
    fetch(`${server.url}api/v1/playback/queue`).then((response) => response.json() as Promise<QueueView>),
  ]);
  return { view, queue };
}

/** Looks into the file that the killed server left. */
function checkDatabase(told: Acknowledged, round: number): void {
  const database = new BetterSqlite3(program.database);
  try {
    expect(database.pragma('integrity_check', { simple: true }), `round ${round}`).toBe('ok');
    expect(database.pragma('foreign_key_check'), `round ${round}`).toEqual([]);
    const listens = database.prepare<[], { play_id: string; heard_ms: number }>('SELECT * FROM listen').all();
    const heard = new Map(listens.map((listen) => [listen.play_id, listen.heard_ms]));
    expect(heard.size, `round ${round}: a play is there twice`).toBe(listens.length);
    const lost = [...told.heard].filter(([playId, ms]) => ms >= LISTEN_MS && (heard.get(playId) ?? 0) < ms);
    expect(lost, `round ${round}: acknowledged listens are lost`).toEqual([]);
    const strange = [...heard.keys()].filter((playId) => !told.heard.has(playId));
    expect(strange, `round ${round}: listens of plays that nobody was told of`).toEqual([]);
  } finally {
    database.close();
  }
}

/** @returns by how many ms the position is off, where it can be told */
function checkPlayer(
  told: Acknowledged,
  found: { view: PlayerView; queue: QueueView },
  killedAtMs: number,
  round: number,
): number {
  const { view, queue, pending } = told;
  const label = `round ${round}, with ${JSON.stringify(pending ?? 'nothing')} under way`;
  expect(found.view.queueRevision, label).toBeGreaterThanOrEqual(view.queueRevision);
  if (found.view.queueRevision === queue.queueRevision) {
    expect(ids(found.queue), label).toEqual(ids(queue));
  } else {
    // A command that was kept, but not answered any more, or answered so late that nobody could look.
    if (!view.origin) expect(pending, label).toBeDefined();
    expect(found, label).toSatisfy(() => isExpected(told, found));
  }
  expect(found.view.length, label).toBe(found.queue.items.length);
  expect(found.view.status, label).not.toBe('playing');
  // The restart itself is one change when it was playing; a report and a command may have been under way.
  expect(found.view.revision, label).toBeGreaterThanOrEqual(view.revision);
  expect(found.view.revision, label).toBeLessThanOrEqual(view.revision + 3);

  const wasPlaying = view.status === 'playing';
  const isUndisturbed = found.view.revision === view.revision + Number(wasPlaying);
  if (!isUndisturbed || (wasPlaying && !found.view.isInterrupted)) return 0;
  expect(found.view.current?.itemId, label).toBe(view.current?.itemId);
  expect(found.view.volume, label).toBe(view.volume);
  const movedMs = wasPlaying ? Math.max(0, killedAtMs - told.atMs) : 0;
  const offMs = Math.abs(found.view.positionMs - (view.positionMs + movedMs));
  expect(offMs, label).toBeLessThanOrEqual(POSITION_TOLERANCE_MS);
  return offMs;
}

/**
 * Whether a queue is what the command that was under way makes of the one before. The change that leaves too little of an
 * endless queue also brings more, at its end, until that is as much as an origin gives, and takes away what played long ago.
 */
function isExpected(
  { queue: before, pending }: Acknowledged,
  { view, queue }: { view: PlayerView; queue: QueueView },
): boolean {
  const [had, result] = [titles(before), titles(queue)];
  if (isWhatItMakes(pending, had, result)) return true;
  const isRefilled = view.origin !== undefined && result.length - 1 - view.index === UPCOMING_AFTER_REFILL;
  if (!isRefilled) return false;
  const present = new Set(ids(queue));
  const gone = view.index === KEPT_PLAYED ? ids(before).findIndex((id) => present.has(id)) : 0;
  const known = ids(queue).findLastIndex((id) => ids(before).includes(id)) + 1;
  return result.some((_, at) => at >= known && isWhatItMakes(pending, had.slice(gone), result.slice(0, at)));
}

/** Whether titles are what the command that was under way makes of those before. */
function isWhatItMakes(pending: Acknowledged['pending'], had: readonly string[], result: readonly string[]): boolean {
  const added = pending?.body.subject
    ? GIVEN_AT_FIRST
    : ((pending?.body.trackIds as string[] | undefined)?.length ?? 0);
  switch (pending?.path) {
    case 'play':
      return result.length === added;
    case 'queue/items':
      return result.length === had.length + added;
    case 'queue/remove':
      return result.length === had.length - 1;
    case 'queue/clear':
      return had.join('\n').startsWith(result.join('\n'));
    case 'queue/undo': {
      // They come back to the others, or instead of those that had taken their place.
      const back = pending.bringsBack ?? 0;
      return result.length === had.length + back || result.length === back;
    }
    default:
      return [...result].sort().join('\n') === [...had].sort().join('\n');
  }
}

function ids({ items }: QueueView): string[] {
  return items.map(({ itemId }) => itemId);
}

function titles({ items }: QueueView): string[] {
  return items.map(({ track }) => track.title);
}

/** The same numbers for the same seed (mulberry32), so that a failing run can be repeated. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
