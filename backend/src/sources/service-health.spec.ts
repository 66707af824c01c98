import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeMusic } from '../../test/support/fake-source.js';
import { upstreamTo } from '../../test/support/upstream-to.js';
import type { Upstream } from '../upstream/index.js';
import { ServiceHealth } from './service-health.js';

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
  health = new ServiceHealth(upstream, clock);
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
  expect(health.now.reason).toMatch(/^Fake Music .+\. .+\.$/);
  await ask('/tracks/1');
  await ask('/tracks/1');
  expect(told).toEqual([expect.not.stringMatching('ok'), 'ok']);
  expect(health.now).toEqual({ state: 'ok', sinceMs: 1_000, lastSuccessAtMs: 1_000, parts: [] });
});

it('stays well when there is no such track', async () => {
  await ask('/tracks/nothing');
  expect(health.now.state).toBe('ok');
});
