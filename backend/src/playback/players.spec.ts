import { afterEach, beforeEach, expect, it } from 'vitest';
import { addGuest, Guest, GUEST, GuestModule } from '../../test/support/guest.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import { PlayerStore } from './player-store.js';
import { Players } from './players.js';

/** Both people use the same browser, which has one id. */
const LAPTOP = 'laptop-0001';
const PHONE = 'phone-00001';

describeOnEachEngine('the players of two people', (database) => {
  let pyxis: PlaybackApp;
  let guest: Guest;

  beforeEach(async () => {
    await addGuest(database());
    pyxis = await PlaybackApp.start(database(), { modules: [GuestModule] });
    guest = await Guest.of(pyxis);
  });

  afterEach(async () => {
    guest.leave();
    await pyxis.close();
  });

  /** The owner plays album A, the guest album B. */
  async function bothPlay(): Promise<void> {
    await pyxis.output(LAPTOP);
    await pyxis.tell('/play', { subject: { kind: 'album', id: pyxis.albumIds[0] }, outputId: LAPTOP });
    await guest.output(LAPTOP);
    await guest.play(pyxis.albumIds[1], LAPTOP);
  }

  it('play different things, each as its own person says', async () => {
    await bothPlay();
    await pyxis.tell('/volume', { volume: 20 });
    await pyxis.tell('/queue/clear');
    pyxis.clock.pass(4_000);
    await pyxis.tell('/pause');
    await guest.tell({ kind: 'next' });
    expect(await pyxis.player()).toMatchObject({
      status: 'paused', current: { track: { title: 'A1' } }, positionMs: 4_000, volume: 20, undo: { count: 3 },
    }); // prettier-ignore
    expect(await guest.view()).toMatchObject({
      status: 'playing', current: { track: { title: 'B2' } }, positionMs: 0, volume: 100, index: 1,
    }); // prettier-ignore
    expect(await pyxis.titles()).toBe('A1');
    expect(await guest.titles()).toBe('B1 B2 B3 B4');
  });

  it('tell of plays as those of the person who hears them', async () => {
    await bothPlay();
    pyxis.clock.pass(4_000);
    await pyxis.tell('/next');
    await guest.tell({ kind: 'next' });
    const heard = pyxis.plays.map(({ ownerId, kind, track, output }) => [ownerId, kind, track.title, output.name]);
    expect(heard).toEqual([
      [OWNER_ID, 'started', 'A1', `Output ${LAPTOP}`],
      [GUEST, 'started', 'B1', `Guest’s ${LAPTOP}`],
      [OWNER_ID, 'ended', 'A1', `Output ${LAPTOP}`],
      [OWNER_ID, 'started', 'A2', `Output ${LAPTOP}`],
      [GUEST, 'ended', 'B1', `Guest’s ${LAPTOP}`],
      [GUEST, 'started', 'B2', `Guest’s ${LAPTOP}`],
    ]);
    expect(new Set(pyxis.plays.map(({ playId }) => playId)).size).toBe(4);
  });

  it('know the outputs of their own person only', async () => {
    await pyxis.output(LAPTOP);
    await pyxis.output(PHONE);
    const ofGuest = await guest.output(LAPTOP);
    const there = { kind: 'browser', isActive: false, isPresent: true };
    expect((await guest.view()).outputs).toEqual([{ id: LAPTOP, name: `Guest’s ${LAPTOP}`, ...there }]);
    await expect(guest.player.outputs.find(PHONE)).rejects.toThrow('output');
    await guest.play(pyxis.albumIds[1], LAPTOP);
    expect(await pyxis.player()).not.toHaveProperty('activeOutputId');
    const watching = await guest.events();
    ofGuest.close();
    await watching.until(({ data }) => data.outputs.some(({ isPresent }) => !isPresent));
    expect((await pyxis.player()).outputs).toEqual([
      { id: LAPTOP, name: `Output ${LAPTOP}`, ...there },
      { id: PHONE, name: `Output ${PHONE}`, ...there },
    ]);
  });

  it('are told to their own subscribers, and missed events are not mixed up', async () => {
    const ofOwner = await pyxis.events();
    const ofGuest = await guest.events();
    await bothPlay();
    await guest.tell({ kind: 'volume', volume: 30 });
    await pyxis.tell('/volume', { volume: 40 });
    const last = await ofOwner.until(({ data }) => data.volume === 40);
    await ofGuest.until(({ data }) => data.volume === 30);
    const titles = ({ events }: typeof ofOwner): unknown[] => events.map(({ data }) => data.current?.track.title);
    expect(new Set(titles(ofOwner))).toEqual(new Set([undefined, 'A1']));
    expect(new Set(titles(ofGuest))).toEqual(new Set([undefined, 'B1']));
    const [first] = (await guest.events({ lastEventId: last.id })).events;
    expect(first).toMatchObject({ event: 'player', data: { volume: 30, current: { track: { title: 'B1' } } } });
  });

  it('stand after a restart where each was, and go on when their own output is heard', async () => {
    await bothPlay();
    pyxis.clock.pass(4_000);
    await pyxis.report(LAPTOP, 'progress', 4_000);
    await guest.tell({ kind: 'repeat', repeat: 'all' });
    pyxis.clock.pass(1_000);
    await guest.report(LAPTOP, 5_000);
    const before = [await pyxis.player(), await guest.view()];
    guest.leave();
    await pyxis.close();
    const keptPlays = await Promise.all(
      [OWNER_ID, GUEST].map(async (ownerId) => (await new PlayerStore(database()).load(ownerId)).play?.id),
    );
    expect(keptPlays).toEqual(before.map(({ playId }) => playId));

    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock, modules: [GuestModule] });
    guest = await Guest.of(pyxis);
    pyxis.clock.pass(2_000);
    const paused = { status: 'paused', isInterrupted: true, positionMs: 5_000, activeOutputId: LAPTOP };
    const [ofOwner, ofGuest] = [await pyxis.player(), await guest.view()];
    expect(ofOwner).toMatchObject({ ...paused, repeat: 'off', current: before[0]?.current, playId: before[0]?.playId });
    expect(ofGuest).toMatchObject({ ...paused, repeat: 'all', current: before[1]?.current, playId: before[1]?.playId });
    expect([await pyxis.titles(), await guest.titles()]).toEqual(['A1 A2 A3 A4', 'B1 B2 B3 B4']);
    expect(await guest.report(LAPTOP, 7_000)).toMatchObject({ status: 'playing', isInterrupted: false });
    expect(await pyxis.player()).toEqual(ofOwner);
  });

  it('are made once, however many ask at first, and tried again when the database failed', async () => {
    const players = pyxis.app.get(Players);
    const [one, other] = await Promise.all([players.of('somebody'), players.of('somebody')]);
    expect(one).toBe(other);
    await database().write(({ sql }) => sql.run('ALTER TABLE player RENAME TO player_away'));
    await expect(players.of('somebody else')).rejects.toThrow('player');
    await database().write(({ sql }) => sql.run('ALTER TABLE player_away RENAME TO player'));
    expect((await (await players.of('somebody else')).playback.view()).status).toBe('stopped');
  });
});
