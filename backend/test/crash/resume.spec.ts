import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlayerView } from '../../src/playback/player-view.dto.js';
import type { EpisodePage } from '../../src/podcasts/episodes/episodes.dto.js';
import { DemoPodcasts } from '../fake-upstreams/demo-podcasts.js';
import { TestEventSource } from '../support/event-source.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';

const { PYXIS_CRASH_ROUNDS: ROUNDS } = process.env;
/** `npm run test:crash` does fifty; a few are part of every test run. */
const TRIES = ROUNDS === undefined ? 3 : Math.ceil(Number(ROUNDS) / 4);
/** What the specification grants. */
const TOLERANCE_MS = 2_000;
/** Of an episode of the demo podcasts; the last twentieth is its end. */
const LENGTH_MS = 180_000;
const LATEST_MS = LENGTH_MS * 0.9;
const DEVICES = ['laptop-0001', 'phone-00001'] as const;

let program: Program;
let podcasts: DemoPodcasts;
let server: RunningProgram;

beforeAll(async () => {
  compileServer();
  program = new Program();
  podcasts = await new DemoPodcasts().start();
  // When it is told how soon there is sound, that is not to be the time in which the host makes it.
  if (ROUNDS !== undefined) podcasts.makeSounds();
}, 120_000);

afterAll(async () => {
  await server.stop();
  program.remove();
  await podcasts.stop();
});

it(`goes on where another device was when the server was killed, ${TRIES} times`, { timeout: 120_000 + TRIES * 30_000 }, async () => {
  await start();
  for (const address of podcasts.addresses) await post('podcasts/shows', { address });
  const { items } = await get<EpisodePage>('podcasts/episodes?list=all&limit=20');
  let [worstMs, slowestMs] = [0, 0];
  for (let round = 0; round < TRIES; round++) {
    const [device = '', other = ''] = round % 2 === 0 ? DEVICES : [...DEVICES].reverse();
    const episode = items[round % items.length]?.id ?? '';
    const stoppedAtMs = 6_000 + Math.floor(Math.random() * (LATEST_MS - 6_000));
    const events = await connect(device);
    await begin(device, episode, stoppedAtMs);
    if (round % 3 === 0) await command('pause');
    // What was written down as acknowledged is all that is left of it.
    await server.stop('SIGKILL');
    events.close();

    await start();
    const found = await get<PlayerView>('playback');
    expect(found, `try ${round}`).toMatchObject({ status: 'paused', current: { track: { id: episode } } });
    const [left] = (await get<EpisodePage>('podcasts/episodes?list=in-progress')).items;
    const begunAt = performance.now();
    const phone = await connect(other);
    const resumed = await command('resume', { outputId: other });
    const first = Math.floor(resumed.positionMs / 1_000) * 8_000;
    const sound = await fetch(`${server.url}stream/${episode}`, { headers: { range: `bytes=${first}-${first + 999}` } });
    expect([sound.status, (await sound.arrayBuffer()).byteLength], `try ${round}`).toEqual([206, 1_000]);
    slowestMs = Math.max(slowestMs, performance.now() - begunAt);
    phone.close();
    for (const positionMs of [resumed.positionMs, left?.positionMs ?? 0]) {
      worstMs = Math.max(worstMs, Math.abs(positionMs - stoppedAtMs));
    }
    expect(left?.id, `try ${round}`).toBe(episode);
    expect(worstMs, `try ${round}`).toBeLessThanOrEqual(TOLERANCE_MS);
  }
  console.log(`${TRIES} kills; at most ${worstMs} ms off, and sound after at most ${Math.round(slowestMs)} ms`);
}); // prettier-ignore

/** Plays an episode from its beginning, and is heard to have come to a place. */
async function begin(device: string, trackId: string, positionMs: number): Promise<void> {
  await command('play', { trackIds: [trackId], outputId: device, positionMs: 0 });
  const { playId } = await command('seek', { positionMs });
  await post(`playback/outputs/${device}/reports`, { kind: 'progress', playId, positionMs, heardMs: 0, durationMs: LENGTH_MS }); // prettier-ignore
}

async function start(): Promise<void> {
  server = await program.serve([], { PYXIS_SOURCES_PODCAST_LOCAL_ADDRESSES: podcasts.origin });
}

/** A device that is there. */
async function connect(id: string): Promise<TestEventSource<PlayerView>> {
  const url = `${server.url}api/v1/playback/outputs/${id}`;
  const headers = { 'content-type': 'application/json' };
  await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ name: id, kind: 'browser' }) });
  const events = new TestEventSource<PlayerView>(`${server.url}api/v1/events?topics=player&outputIds=${id}`);
  await events.until(({ event }) => event === 'player');
  return events;
}

async function command(path: string, body: object = {}): Promise<PlayerView> {
  const { revision } = await get<PlayerView>('playback');
  return (await post(`playback/${path}`, { revision, ...body })) as PlayerView;
}

async function get<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${server.url}api/v1/${path}`)).json()) as Body;
}

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}
