import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { PlayEvents, type PlayEvent } from './play-events.js';
import { ResumePoints } from './resume-points.js';

const PHONE = 'phone-0001';
const MINUTE_MS = 60_000;

describeOnEachEngine('plays that are told later', (database) => {
  let pyxis: PlaybackApp;
  let told: PlayEvent[];

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    told = [];
    pyxis.app.get(PlayEvents).listen({ record: (event) => Promise.resolve(void told.push(event)) });
  });
  afterEach(() => pyxis.close());

  async function tell(plays: object[], status = 204): Promise<void> {
    const answer = await pyxis.post(`/outputs/${PHONE}/plays`, { name: 'Chrome on Android', plays });
    expect(answer.status, answer.text).toBe(status);
  }

  function play(more: object = {}): Record<string, unknown> {
    const endedAtMs = pyxis.clock.nowMs() - 10 * MINUTE_MS;
    return {
      ...{ playId: 'play-0001', trackId: pyxis.trackIds[0], startedAtMs: endedAtMs - 3 * MINUTE_MS, endedAtMs },
      ...{ heardMs: 3 * MINUTE_MS, positionMs: 3 * MINUTE_MS, durationMs: 3 * MINUTE_MS, outcome: 'finished' },
      ...more,
    };
  }

  it('are told on as plays that are over, and leave the player as it is', async () => {
    const before = await pyxis.player();
    const made = play({ context: { kind: 'album', id: 'a', title: 'An album' } });
    await tell([made]);
    expect(told).toMatchObject([
      {
        ...{
          kind: 'ended',
          playId: 'play-0001',
          ownerId: OWNER_ID,
          startedAtMs: made.startedAtMs,
          outcome: 'finished',
        },
        ...{ atMs: made.endedAtMs, heardMs: 3 * MINUTE_MS, context: { kind: 'album' } },
        ...{ output: { id: PHONE, name: 'Chrome on Android', kind: 'browser' }, track: { id: pyxis.trackIds[0] } },
      },
    ]);
    expect((await pyxis.player()).revision).toBe(before.revision);
  });

  it('cannot have been heard later than now, nor for longer than there was time', async () => {
    const nowMs = pyxis.clock.nowMs();
    await tell([play({ startedAtMs: nowMs - MINUTE_MS, endedAtMs: nowMs + 60 * MINUTE_MS, heardMs: 50 * MINUTE_MS })]);
    expect(told[0]?.atMs).toBe(nowMs);
    expect(told[0]?.heardMs).toBeLessThan(2 * MINUTE_MS);
  });

  it('say where an episode was left, unless it was heard elsewhere since', async () => {
    const points = pyxis.app.get(ResumePoints);
    const place = async (): Promise<number | undefined> =>
      (await points.of(OWNER_ID, 'episode', ['podcast:1'])).get('podcast:1')?.positionMs;
    const episode = { trackId: 'podcast:1', kind: 'episode', durationMs: 60 * MINUTE_MS, outcome: 'stopped' };
    await tell([play({ ...episode, positionMs: 20 * MINUTE_MS })]);
    expect(await place()).toBe(20 * MINUTE_MS);
    await tell([play({ ...episode, playId: 'play-0002', positionMs: 10 * MINUTE_MS })]);
    expect(await place()).toBe(20 * MINUTE_MS);
  });

  it('are refused where they make no sense', async () => {
    await tell([], 400);
    await tell([play({ playId: 'x' })], 400);
    await tell([play({ heardMs: -1 })], 400);
    expect(told).toEqual([]);
  });
});
