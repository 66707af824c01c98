import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFeatureApp, type FeatureApp } from '../../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { VerdictsOnTracks } from '../../catalogue/index.js';
import { SystemClock } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { HistoryModule } from '../history.module.js';
import { Ledger } from '../ledger.js';
import type { Listen } from '../listen.js';
import { joinRecordings, partRecordings } from './recording-verdicts.js';

const NOON = Date.UTC(2024, 5, 15, 12);
const RECORDINGS = 12;

describeOnEachEngine('verdicts on pairs of recordings', (database) => {
  let feature: FeatureApp;
  let ledger: Ledger;

  beforeEach(async () => {
    feature = await startFeatureApp(database(), [HistoryModule]);
    ledger = new Ledger(database(), new SystemClock());
    const listens = Array.from({ length: RECORDINGS * 3 }, (_, i) => aListen(i, i % RECORDINGS));
    await database().write(({ sql }) => ledger.recordAll(sql, listens));
  });

  afterEach(() => feature.close());

  const aListen = (play: number, track: number): Listen => ({
    ownerId: OWNER_ID,
    playId: `play${play}`,
    heard: { title: `Song of number ${'abcdefghijkl'[track] ?? ''}`, artist: `Singer ${'abcdefghijkl'[track] ?? ''}`, source: 'local', trackId: `track${track}` },
    startedAtMs: NOON + play * 3_600_000,
    heardMs: 40_000 + play,
    outcome: 'finished',
    origin: 'pyxis',
  }); // prettier-ignore
  const tallies = (): Promise<{ subject_key: number; listens: number; heard_ms: number }[]> =>
    database().read.all(
      `SELECT subject_key, listens, heard_ms, first_started_at_ms, first_day, last_started_at_ms FROM tally
       WHERE kind = 'recording' ORDER BY subject_key`,
    );
  const sums = async (): Promise<[number, number]> => {
    const all = await tallies();
    return [all.reduce((sum, row) => sum + row.listens, 0), all.reduce((sum, row) => sum + Number(row.heard_ms), 0)];
  };
  const judge = (left: number, right: number, verdict: string): Promise<{ status: number }> =>
    feature.send('put', '/history/verdicts', {
      leftTrackId: `track${left}`,
      rightTrackId: `track${right}`,
      verdict,
    });
  const heardTracks = async (): Promise<number> =>
    (await feature.get<{ tracks: number }>('/history/statistics/summary')).tracks;

  it('counts two as one, and as two again', async () => {
    const before = await tallies();
    expect((await judge(0, 1, 'same')).status).toBe(204);
    expect(await heardTracks()).toBe(RECORDINGS - 1);
    expect((await tallies()).length).toBe(RECORDINGS - 1);
    expect((await judge(1, 0, 'different')).status).toBe(204);
    expect(await heardTracks()).toBe(RECORDINGS);
    expect(await tallies()).toEqual(before);
  });

  it('is known of many pairs at a time, to whoever shows tracks of several places', async () => {
    expect((await judge(0, 1, 'same')).status).toBe(204);
    expect((await judge(2, 3, 'different')).status).toBe(204);
    const left = ['track0', 'track2', 'nowhere'];
    const right = ['track1', 'track3', 'track0', 'unheard'];
    const pairs = await feature.app.get(VerdictsOnTracks, { strict: false }).between(left, right);
    const told = left.map((one) => right.map((other) => pairs.of(one, other)));
    expect(told).toEqual([
      ['same', undefined, 'same', undefined],
      [undefined, 'different', undefined, undefined],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  it('refuses what was never heard, and what cannot be told apart', async () => {
    expect((await judge(0, 99, 'same')).status).toBe(404);
    expect((await judge(0, 0, 'different')).status).toBe(409);
    expect((await judge(0, 1, 'perhaps')).status).toBe(400);
  });

  it('decides before every rule what is heard later', async () => {
    const heard = { title: 'Once', artist: 'One', source: 'local' };
    const listen = (play: number, trackId: string, title: string): Listen => ({ ...aListen(play, 0), playId: `later${play}`, heard: { ...heard, trackId, title } }); // prettier-ignore
    const tell = (...listens: Listen[]): Promise<number> => database().write(({ sql }) => ledger.recordAll(sql, listens)); // prettier-ignore
    await tell(listen(1, 'once', 'Once'));
    await tell(listen(2, 'remaster', 'Once (2011 Remaster)'));
    const { length } = await tallies();
    expect(length).toBe(RECORDINGS + 1);
    const body = { leftTrackId: 'once', rightTrackId: 'remaster', verdict: 'different' };
    expect((await feature.send('put', '/history/verdicts', body)).status).toBe(204);
    await tell(listen(3, 'remaster', 'Once (2011 Remaster)'));
    expect((await tallies()).length).toBe(RECORDINGS + 2);
  });

  it('changes no count, however often it joins and parts', async () => {
    const before = await sums();
    const keys = (await tallies()).map(({ subject_key }) => subject_key);
    const pick = fc.integer({ min: 0, max: RECORDINGS - 1 });
    const steps = fc.array(fc.tuple(pick, pick, fc.boolean()), { minLength: 200, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await database().write(async ({ sql }) => {
          for (const [left, right, isSame] of all) {
            if (isSame) await joinRecordings(sql, keys[left]!, keys[right]!, OWNER_ID, NOON);
            else await partRecordings(sql, keys[left]!, keys[right]!);
          }
        });
        expect(await sums()).toEqual(before);
        const kept = await tallies();
        await ledger.rebuild(OWNER_ID);
        expect(await tallies()).toEqual(kept);
      }),
      { numRuns: Number(process.env.PYXIS_CRASH_ROUNDS ?? 0) > 0 ? 50 : 4 },
    );
  });
});
