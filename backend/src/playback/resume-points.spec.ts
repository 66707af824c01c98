import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { ScanRunner } from '../library/index.js';
import { HearingHabits } from './hearing-habits.js';
import { PlayerStore } from './player-store.js';
import { heard } from './reports.js';
import { ResumePoints } from './resume-points.js';
import { Chance } from './step.js';

const LAPTOP = 'laptop-0001';
const MINUTE_MS = 60_000;
const LENGTH_MS = 60 * MINUTE_MS;

describeOnEachEngine('where long tracks were left', (database) => {
  let pyxis: PlaybackApp;
  let long = '';

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
    const made = aTrack({ title: 'A long mix', artist: 'Somebody', album: 'Mixes' });
    pyxis.files.put('Mixes/mix.flac', { ...made, format: { ...made.format, durationMs: LENGTH_MS } });
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    const row = await database().read.get<{ id: string }>('SELECT id FROM track WHERE title = ?', ['A long mix']);
    long = row?.id ?? '';
    await pyxis.output(LAPTOP);
  });

  afterEach(() => pyxis.close());

  const play = (ids: string[], more: object = {}): Promise<unknown> =>
    pyxis.tell('/play', { trackIds: ids, outputId: LAPTOP, ...more });

  async function hearTo(positionMs: number): Promise<void> {
    pyxis.clock.pass(5_000);
    await pyxis.report(LAPTOP, 'progress', positionMs);
  }

  const place = async (): Promise<number> => (await pyxis.player()).positionMs;

  it('are taken up there after something else, and short ones begin at their beginning', async () => {
    const [short = ''] = pyxis.trackIds;
    await play([long]);
    await hearTo(20 * MINUTE_MS);
    await play([short]);
    expect(await place()).toBe(0);
    await hearTo(100_000);
    await play([short, long]);
    expect(await place()).toBe(0);
    await pyxis.tell('/next');
    expect(await place()).toBe(20 * MINUTE_MS);
  });

  it('begin anew where a person says so, and stay where they were until then', async () => {
    await play([long]);
    await hearTo(20 * MINUTE_MS);
    await play([long], { positionMs: 0 });
    expect(await place()).toBe(0);
    await hearTo(5_000);
    await pyxis.tell('/stop');
    await play([long]);
    expect(await place()).toBe(5_000);
    await pyxis.tell('/previous');
    expect(await place()).toBe(0);
  });

  it('begin anew once they were heard to their end', async () => {
    await play([long]);
    await hearTo(LENGTH_MS * 0.96);
    await pyxis.tell('/stop');
    const points = await pyxis.app.get(ResumePoints).of(OWNER_ID, 'track', [long]);
    expect(points.get(long)).toMatchObject({ isDone: true, positionMs: 0 });
    await play([long]);
    expect(await place()).toBe(0);
    await hearTo(MINUTE_MS);
    await pyxis.report(LAPTOP, 'ended', LENGTH_MS);
    expect((await pyxis.app.get(ResumePoints).of(OWNER_ID, 'track', [long])).get(long)?.isDone).toBe(true);
  });

  it('end where the rest is to be left out', async () => {
    const [short = ''] = pyxis.trackIds;
    pyxis.app.get(HearingHabits).register('episode', () => Promise.resolve({ skipLastMs: 10_000 }));
    await play([short, long]);
    await database().write(({ sql }) => sql.run("UPDATE queue_item SET kind = 'episode'", []));
    const player = await pyxis.app.get(PlayerStore).load(OWNER_ID);
    const habits = await pyxis.app.get(HearingHabits).of(OWNER_ID, player.items[0]!);
    expect(habits).toEqual({ skipLastMs: 10_000 });
    const state = { ...player, items: player.items.map((item) => ({ ...item, endsAtMs: 190_000 })) };
    const report = { kind: 'progress', playId: state.play?.id ?? '', heardMs: 5_000 } as const;
    const moment = { nowMs: pyxis.clock.nowMs() + 5_000, chance: new Chance() };
    expect(heard(state, LAPTOP, { ...report, positionMs: 189_000 }, moment)?.state.index).toBe(0);
    expect(heard(state, LAPTOP, { ...report, positionMs: 191_000 }, moment)?.state.index).toBe(1);
  });

  it('are marked as heard, and as not heard', async () => {
    const points = pyxis.app.get(ResumePoints);
    await play([long]);
    await hearTo(20 * MINUTE_MS);
    await pyxis.tell('/stop');
    await points.mark(OWNER_ID, 'track', [long, 'podcast:1'], true);
    expect([...(await points.of(OWNER_ID, 'track', [long, 'podcast:1', 'other'])).keys()].sort()).toEqual(
      [long, 'podcast:1'].sort(),
    );
    await points.mark(OWNER_ID, 'track', [long], false);
    await play([long]);
    expect(await place()).toBe(0);
  });
});
