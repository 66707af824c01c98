import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListenPage } from '../../src/history/listens.dto.js';
import type { PlayerView } from '../../src/playback/player-view.dto.js';
import type { PersonalStationDetail } from '../../src/tuner/tuner.dto.js';
import { TestEventSource } from '../support/event-source.js';
import { FakePandora } from '../support/fake-pandora/fake-pandora.js';
import type { FakeAccount } from '../support/fake-pandora/pandora-world.js';
import { compileServer, Program, type RunningProgram } from '../support/program.js';

const [username, password] = ['ada@example.com', 'correct-horse-battery'];
const DEVICE = 'laptop-0001';
/** So short that plays count at once. */
const HEARD_MS = 1_000;
/** On each station, in an hour. */
const ALLOWED = 6;
const { PYXIS_CRASH_ROUNDS: ROUNDS } = process.env;
/** `npm run test:crash` kills it after each. */
const KILLED_AFTER = ROUNDS === undefined ? [2, 5] : [1, 2, 3, 4, 5, 6];

let fake: FakePandora;
let account: FakeAccount;
let program: Program;
let config: string;
let server: RunningProgram;
let events: TestEventSource<PlayerView>;

beforeAll(async () => {
  compileServer();
  fake = await new FakePandora().start();
  account = fake.join(username, password);
  program = new Program();
  const pandora = { enabled: true, username, baseUrl: fake.baseUrl };
  config = program.write('config.yaml', JSON.stringify({ sources: { pandora } }));
}, 120_000);
afterAll(async () => {
  events.close();
  await server.stop();
  program.remove();
  await fake.stop();
});

const start = async (): Promise<void> => {
  server = await program.serve(['--config', config], {
    PYXIS_PANDORA_PASSWORD: password,
    PYXIS_HISTORY_MINIMUM_LISTEN_SECONDS: String(HEARD_MS / 1000),
  });
  await ask('PUT', `playback/outputs/${DEVICE}`, { name: 'Laptop', kind: 'browser' });
  events = new TestEventSource(`${server.url}api/v1/events?topics=player&outputIds=${DEVICE}`);
  await events.until(({ event }) => event === 'player');
};

async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${server.url}api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }); // prettier-ignore
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

const station = (): string => account.stations[1]?.id ?? '';
const skipsLeft = async (): Promise<number | undefined> =>
  (await ask<PersonalStationDetail>('GET', `personal-stations/pandora:${station()}`)).skips?.left;
const listens = async (): Promise<string[]> =>
  (await ask<ListenPage>('GET', 'history/listens?limit=100')).items.map(({ title }) => title).reverse();

/** With the queue as it is now. */
async function command(path: string, body: object = {}): Promise<PlayerView> {
  const { revision } = await ask<PlayerView>('GET', 'playback');
  return ask('POST', `playback/${path}`, { revision, ...body });
}

/** What plays is heard for so long that it is a listen. */
async function hear(): Promise<string> {
  const { playId, current } = await ask<PlayerView>('GET', 'playback');
  const progress = { kind: 'progress', playId, durationMs: current?.track.durationMs, heardMs: HEARD_MS };
  await ask('POST', `playback/outputs/${DEVICE}/reports`, { ...progress, positionMs: HEARD_MS });
  return current?.track.title ?? '';
}

it('skips and listens are the same before and after kill -9', { timeout: 300_000 }, async () => {
  await start();
  await command('play', {
    ...{ subject: { kind: 'personal-station', id: `pandora:${station()}` }, outputId: DEVICE },
  });
  const heard: string[] = [];
  for (let skipped = 1; skipped <= ALLOWED; skipped++) {
    heard.push(await hear());
    await command('next');
    const before = await skipsLeft();
    expect(before).toBe(ALLOWED - skipped);
    if (!KILLED_AFTER.includes(skipped)) continue;
    await server.stop('SIGKILL');
    events.close();
    await start();
    expect([await skipsLeft(), await listens()]).toEqual([before, heard]);
    await command('resume');
    expect(await skipsLeft()).toBe(before);
  }
  expect(await skipsLeft()).toBe(0);
  expect(fake.count('auth.userLogin')).toBe(1);
});
