import { beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../../../test/support/test-clock.js';
import { StreamRefused } from './refusal.js';
import { SoundHealth } from './sound-health.js';

const HOUR_MS = 3_600_000;
let clock: TestClock;
let health: SoundHealth;
let changes: number;

beforeEach(() => {
  clock = new TestClock();
  health = new SoundHealth(clock);
  changes = 0;
  health.changes.subscribe(() => changes++);
});

it('is not known before anything was asked', () => {
  expect(health.state).toBeUndefined();
});

it('stays as it is when one song cannot be heard', () => {
  health.found();
  health.refused(new StreamRefused('geo-blocked'));
  expect(health.state).toMatchObject({ state: 'ok' });
  expect(health.lastCalls.map(({ outcome }) => outcome)).toEqual(['ytmusic-geo-blocked', 'ok']);
  expect(changes).toBe(0);
});

it('is unavailable until it may be tried again, and says so once', () => {
  health.refused(new StreamRefused('bot-check'));
  const retryAtMs = clock.nowMs() + HOUR_MS / 2;
  expect(health.state).toMatchObject({ state: 'unavailable', trouble: { reason: 'ytmusic-bot-check', retryAtMs } });
  clock.now += HOUR_MS;
  health.refused(new StreamRefused('bot-check'));
  expect(changes).toBe(1);
  clock.now += HOUR_MS;
  expect(health.state?.trouble?.retryAtMs).toBeUndefined();
  health.found();
  expect(health.state).toMatchObject({ state: 'ok', sinceMs: clock.nowMs(), lastSuccessAtMs: clock.nowMs() });
  expect(changes).toBe(2);
});

it('is degraded where another way may work', () => {
  health.refused(new StreamRefused('solver'));
  expect(health.state).toMatchObject({ state: 'degraded', trouble: { reason: 'ytmusic-solver' } });
});

it('is degraded where songs are found by another way than the usual one, which somebody has to mend', () => {
  health.found(new StreamRefused('program-missing'));
  expect(health.state).toMatchObject({
    state: 'degraded',
    trouble: { reason: 'ytmusic-program-missing' },
    lastSuccessAtMs: clock.nowMs(),
  });
  health.found();
  expect(health.state).toMatchObject({ state: 'ok' });
  expect(changes).toBe(2);
});

it('remembers ten answers', () => {
  for (let i = 0; i < 30; i++) health.found();
  expect(health.lastCalls).toHaveLength(10);
});
