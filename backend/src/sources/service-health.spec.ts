import { NEVER } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeMusic } from '../../test/support/fake-source.js';
import { upstreamTo } from '../../test/support/upstream-to.js';
import type { Upstream } from '../upstream/index.js';
import { ServiceHealth, type Dependency } from './service-health.js';

let music: FakeMusic;
let upstream: Upstream;
let health: ServiceHealth;
const ask = (path: string): Promise<unknown> =>
  upstream.json({ url: new URL(path, music.origin) }).catch(() => undefined);

beforeEach(async () => {
  music = await new FakeMusic().start();
  const clock = { nowMs: () => 1_000 };
  const description = { id: 'fake', name: 'Fake Music', configured: [music.origin] };
  ({ upstream } = upstreamTo(description, { clock, limits: { retries: 0 } }));
  health = new ServiceHealth([upstream], clock);
});
afterEach(() => music.stop());

it('is well before anything was asked', () => {
  expect(health.now).toEqual({ state: 'ok', sinceMs: 1_000, parts: [] });
});

it('tells of a fault with what to do, and of its end, once each', async () => {
  const told: string[] = [];
  health.changes.subscribe(() => told.push(health.now.state));
  music.tracks.set('1', { title: 'One', artists: [] });
  music.faults.push({ status: 500, body: '' }, { status: 500, body: '' });
  await ask('/tracks/1');
  expect(health.now).toMatchObject({
    code: 'server-error',
    reason: expect.stringMatching(/^Fake Music .+\.$/) as string,
  });
  expect(health.now.nextStep).toBeTruthy();
  await ask('/tracks/1');
  await ask('/tracks/1');
  expect(told).toEqual([expect.not.stringMatching('ok'), 'ok']);
  expect(health.now).toEqual({ state: 'ok', sinceMs: 1_000, lastSuccessAtMs: 1_000, parts: [] });
});

it('stays well when there is no such track', async () => {
  await ask('/tracks/nothing');
  expect(health.now.state).toBe('ok');
});

it('is not well where something of it is out of reach, with one thing to do', () => {
  const trouble = (reason: string) => ({ reason, detail: `${reason}.`, nextStep: `Mend ${reason}.` });
  const dependency = (name: string, state: Dependency['state']): Dependency => ({
    name,
    state,
    changes: NEVER,
    lastCalls: [],
  });
  const clock = { nowMs: () => 9 };
  const both = new ServiceHealth(
    [
      dependency('One', { state: 'degraded', trouble: trouble('a'), sinceMs: 5 }),
      dependency('Two', { state: 'unavailable', trouble: { ...trouble('b'), retryAtMs: 70 }, sinceMs: 6 }),
      dependency('Three', { state: 'unavailable', trouble: trouble('c'), sinceMs: 7, lastSuccessAtMs: 3 }),
      dependency('Four', undefined),
    ],
    clock,
  );
  expect(both.now).toEqual({
    state: 'degraded',
    code: 'b',
    service: 'Two',
    reason: 'b.',
    nextStep: 'Mend b.',
    retryAtMs: 70,
    sinceMs: 6,
    lastSuccessAtMs: 3,
    parts: [],
  });
});

it('tells how the last calls went, without what was asked', async () => {
  music.tracks.set('1', { title: 'One', artists: [] });
  music.faults.push({ status: 500, body: 'password' });
  await ask('/tracks/1?token=secret');
  await ask('/tracks/1?token=secret');
  expect(health.answers().map(({ service, outcome }) => `${service}: ${outcome}`)).toEqual([
    'Fake Music: ok',
    'Fake Music: server-error',
  ]);
  expect(JSON.stringify(health.answers())).not.toMatch(/secret|password|tracks|127\.0/);
  for (let calls = 0; calls < 30; calls++) await ask('/tracks/1');
  expect(health.answers()).toHaveLength(10);
});

it('asks again when it is forgiven, though it was to be left alone', async () => {
  music.tracks.set('1', { title: 'One', artists: [] });
  music.faults.push({ status: 429, headers: { 'retry-after': '600' }, body: '' });
  await ask('/tracks/1');
  await ask('/tracks/1');
  expect(health.now).toMatchObject({ state: 'unavailable', code: 'rate-limited', retryAtMs: 601_000 });
  const askedBefore = music.requests.length;
  await upstream.forgive();
  await ask('/tracks/1');
  expect(music.requests.length).toBe(askedBefore + 1);
  expect(health.now.state).toBe('ok');
});
