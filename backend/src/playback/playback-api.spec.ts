import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { PlayerView } from './player-view.dto.js';

const LAPTOP = 'laptop-0001';
const PHONE = 'phone-00001';

describeOnEachEngine('playback over HTTP', (database) => {
  let pyxis: PlaybackApp;

  beforeEach(async () => {
    pyxis = await PlaybackApp.start(database());
  });

  afterEach(() => pyxis.close());

  const album = (at: number): object => ({ kind: 'album', id: pyxis.albumIds[at] });

  /** Album A from its start on the laptop. */
  async function playing(body: object = {}): Promise<PlayerView> {
    await pyxis.output(LAPTOP);
    return pyxis.tell('/play', { subject: album(0), outputId: LAPTOP, ...body });
  }

  it.each([
    ['/play', { trackIds: ['x'] }, 'revision'],
    ['/play', { revision: 0 }, 'subject'],
    ['/play', { revision: 0, subject: { kind: 'album', id: 'x' }, trackIds: ['y'] }, 'subject'],
    ['/play', { revision: 0, subject: { kind: 'whim' } }, 'subject.kind'],
    ['/play', { revision: 0, subject: { kind: 'artist' } }, 'subject.id'],
    ['/play', { revision: 0, subject: { kind: 'tracks', query: { sort: 'loudness' } } }, 'subject.query.sort'],
    ['/play', { revision: 0, subject: { kind: 'tracks', query: { limit: 5 } } }, 'subject.query.limit'],
    ['/play', { revision: 0, subject: { kind: 'everything' }, startTrackId: 'x' }, 'startTrackId'],
    ['/play', { revision: 0, trackIds: Array.from({ length: 101 }, () => 'x') }, 'trackIds'],
    ['/play', { revision: 0, trackIds: [''] }, 'trackIds'],
    ['/play', { revision: 0, trackIds: ['x'], context: { kind: 'whim' } }, 'context.kind'],
    ['/volume', { revision: 0, volume: 101 }, 'volume'],
    ['/seek', { revision: 0, positionMs: 0.5 }, 'positionMs'],
    ['/repeat', { revision: 0, repeat: 'twice' }, 'repeat'],
    ['/sleep', { revision: 0, kind: 'time' }, 'minutes'],
    ['/sleep', { revision: 0, kind: 'track', minutes: 5 }, 'minutes'],
    ['/pause', { revision: 0, loudly: true }, 'loudly'],
    ['/queue/remove', { revision: 0, itemIds: [] }, 'itemIds'],
  ])('refuses %s %j', async (path, body, field) => {
    const response = await pyxis.post(path, body);
    expect(response.status).toBe(400);
    expect((response.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(field);
  });

  it('plays an album, and tells what follows', async () => {
    const player = await playing();
    expect(player).toMatchObject({ status: 'playing', index: 0, length: 4, hasNext: true, hasPrevious: false });
    expect(player.current).toMatchObject({ track: { title: 'A1' }, context: { kind: 'album', title: 'A' } });
    expect(player.next?.track.title).toBe('A2');
    expect(player.outputs).toEqual([
      { id: LAPTOP, name: `Output ${LAPTOP}`, kind: 'browser', isActive: true, isPresent: true },
    ]);
    expect(await pyxis.titles()).toBe('A1 A2 A3 A4');
  });

  it('does not play where nothing can be heard', async () => {
    const response = await pyxis.post('/play', { revision: 0, subject: album(0) });
    expect(response.body).toMatchObject({ status: 409, type: 'urn:pyxis:problem:no-output' });
  });

  it('says which track there is not', async () => {
    const response = await pyxis.post('/play', { revision: 0, trackIds: ['nowhere'] });
    expect(response.body).toMatchObject({ status: 404, type: 'urn:pyxis:problem:track-not-found' });
  });

  it('answers a stale command with the present state, and does nothing', async () => {
    const { revision } = await playing();
    await pyxis.tell('/next');
    const response = await pyxis.post('/next', { revision });
    expect(response.status).toBe(409);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).toMatchObject({
      type: 'urn:pyxis:problem:stale-revision',
      player: { current: { track: { title: 'A2' } }, revision: revision + 1 },
    });
    expect((await pyxis.player()).current?.track.title).toBe('A2');
  });

  it('moves the position on with time, and stands still when paused', async () => {
    await playing();
    pyxis.clock.pass(5_000);
    expect(await pyxis.player()).toMatchObject({ positionMs: 5_000, serverTimeMs: pyxis.clock.now });
    await pyxis.tell('/pause');
    pyxis.clock.pass(60_000);
    expect(await pyxis.player()).toMatchObject({ status: 'paused', positionMs: 5_000 });
    await pyxis.tell('/resume');
    pyxis.clock.pass(1_000);
    expect(await pyxis.player()).toMatchObject({ status: 'playing', positionMs: 6_000 });
  });

  it('restarts the track when previous comes late, else goes back', async () => {
    await playing({ startTrackId: pyxis.trackIds[1] });
    pyxis.clock.pass(3_001);
    expect(await pyxis.tell('/previous')).toMatchObject({ index: 1, positionMs: 0 });
    pyxis.clock.pass(2_000);
    expect(await pyxis.tell('/previous')).toMatchObject({ index: 0, positionMs: 0 });
  });

  it('shuffles around the current item and restores the order', async () => {
    await playing({ startTrackId: pyxis.trackIds[2] });
    const shuffled = await pyxis.tell('/shuffle', { isShuffled: true });
    expect(shuffled).toMatchObject({ isShuffled: true, index: 0, current: { track: { title: 'A3' } } });
    const restored = await pyxis.tell('/shuffle', { isShuffled: false });
    expect(restored).toMatchObject({ isShuffled: false, index: 2, current: { track: { title: 'A3' } } });
    expect(await pyxis.titles()).toBe('A1 A2 A3 A4');
  });

  it('adds, moves, removes, clears, and undoes', async () => {
    await playing();
    await pyxis.tell('/queue/items', { trackIds: [pyxis.trackIds[4]], place: 'next' });
    await pyxis.tell('/queue/items', { trackIds: [pyxis.trackIds[5]], place: 'last' });
    expect(await pyxis.titles()).toBe('A1 B1 A2 A3 A4 B2');
    const { items } = await pyxis.queue();
    await pyxis.tell('/queue/move', { itemIds: [items[5]?.itemId], beforeItemId: items[2]?.itemId });
    expect(await pyxis.titles()).toBe('A1 B1 B2 A2 A3 A4');
    const several = { itemIds: [items[4]?.itemId, items[0]?.itemId], beforeItemId: items[1]?.itemId };
    expect(await pyxis.tell('/queue/move', several)).toMatchObject({ index: 0, current: { track: { title: 'A1' } } });
    expect(await pyxis.titles()).toBe('A1 A4 B1 B2 A2 A3');
    await pyxis.tell('/queue/move', { itemIds: [items[4]?.itemId] });
    await pyxis.tell('/queue/move', { itemIds: [items[4]?.itemId], beforeItemId: items[4]?.itemId });
    expect(await pyxis.titles()).toBe('A1 B1 B2 A2 A3 A4');
    await pyxis.tell('/queue/remove', { itemIds: [items[1]?.itemId, items[3]?.itemId] });
    expect(await pyxis.titles()).toBe('A1 B2 A2 A4');
    const { undo } = await pyxis.tell('/queue/clear');
    expect(undo?.count).toBe(3);
    expect(await pyxis.titles()).toBe('A1');
    const again = await pyxis.tell('/queue/undo', { removedIn: undo?.removedIn });
    expect(await pyxis.titles()).toBe('A1 B2 A2 A4');
    await pyxis.tell('/queue/undo', { removedIn: again.undo?.removedIn });
    expect(await pyxis.titles()).toBe('A1 B1 B2 A2 A3 A4');
  });

  it('brings back a queue that another took the place of, where it was, also after a restart', async () => {
    await playing({ startTrackId: pyxis.trackIds[1] });
    await pyxis.tell('/shuffle', { isShuffled: true });
    const titles = await pyxis.titles();
    pyxis.clock.pass(5_000);
    await pyxis.report(LAPTOP, 'progress', 5_000);
    const { undo } = await pyxis.tell('/play', { trackIds: [pyxis.trackIds[6]], outputId: LAPTOP });
    expect([await pyxis.titles(), undo?.count]).toEqual(['B3', 4]);
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock });
    await pyxis.output(LAPTOP);
    const back = await pyxis.tell('/queue/undo', { removedIn: undo?.removedIn });
    expect(back).toMatchObject({ isShuffled: true, positionMs: 5_000, current: { track: { title: 'A2' } } });
    expect([await pyxis.titles(), back.undo]).toEqual([titles, undefined]);
    await pyxis.tell('/shuffle', { isShuffled: false });
    expect(await pyxis.titles()).toBe('A1 A2 A3 A4');
  });

  it('is silent after the last track was taken out, and does not go back to the one before', async () => {
    await playing({ startTrackId: pyxis.trackIds[3] });
    const { items } = await pyxis.queue();
    const last = await pyxis.tell('/queue/remove', { itemIds: [items[3]?.itemId] });
    expect(last).toMatchObject({ status: 'paused', index: 0, length: 3, positionMs: 0 });
    await pyxis.tell('/repeat', { repeat: 'all' });
    await pyxis.tell('/jump', { itemId: items[2]?.itemId });
    const again = await pyxis.tell('/queue/remove', { itemIds: [items[2]?.itemId] });
    expect(again).toMatchObject({ status: 'playing', index: 0, length: 2 });
  });

  it('tells how it is, then changes, and replays what was missed', async () => {
    await playing();
    const first = await pyxis.events();
    expect(first.events.map(({ data }) => data.status)).toEqual(['playing']);
    await pyxis.tell('/pause');
    const paused = await first.until(({ data }) => data.status === 'paused');
    first.close();
    await pyxis.tell('/volume', { volume: 20 });
    const again = await pyxis.events(undefined, paused.id);
    await again.until(({ data }) => data.volume === 20);
    await pyxis.tell('/volume', { volume: 30 });
    await again.until(({ data }) => data.volume === 30);
    expect(again.events.map(({ data }) => data.volume)).toEqual([20, 30]);
    const stranger = await pyxis.events(undefined, 'another-99');
    expect((await stranger.until(() => true)).data.volume).toBe(30);
  });

  it('hands over at the same place, once the former output is silent', async () => {
    const { playId } = await playing();
    await pyxis.output(PHONE);
    pyxis.clock.pass(7_000);
    const taken = await pyxis.tell(`/outputs/${PHONE}/activate`);
    expect(taken).toMatchObject({ activeOutputId: PHONE, handoverFrom: LAPTOP, status: 'playing', positionMs: 7_000 });
    const body = { kind: 'silent', playId, positionMs: 7_040, heardMs: 7_040 };
    const silent = await pyxis.post(`/outputs/${LAPTOP}/reports`, body);
    expect(silent.body).toMatchObject({ positionMs: 7_040, playId });
    expect(silent.body).not.toHaveProperty('handoverFrom');
  });

  it('listens to the active output only, and only about the current play', async () => {
    const { playId } = await playing();
    await pyxis.output(PHONE);
    pyxis.clock.pass(5_000);
    expect((await pyxis.report(PHONE, 'progress', 5_000)).status).toBe(409);
    expect((await pyxis.report(LAPTOP, 'progress', 4_900)).body).toMatchObject({ positionMs: 4_900, heardMs: 4_900 });
    await pyxis.tell('/next');
    const late = await pyxis.post(`/outputs/${LAPTOP}/reports`, {
      kind: 'progress', playId, positionMs: 5_000, heardMs: 5_000,
    }); // prettier-ignore
    expect(late.body).toMatchObject({ status: 409, type: 'urn:pyxis:problem:stale-report', player: { index: 1 } });
  });

  it('goes on gaplessly when the output says so, with a play of its own', async () => {
    const { playId, next } = await playing();
    pyxis.clock.pass(200_500);
    const advanced = await pyxis.report(LAPTOP, 'advanced', 500, { heardMs: 200_000, toItemId: next?.itemId });
    expect(advanced.body).toMatchObject({ index: 1, positionMs: 500, status: 'playing' });
    expect((advanced.body as PlayerView).playId).not.toBe(playId);
    const [, ended, started] = pyxis.plays;
    expect(ended).toMatchObject({ kind: 'ended', playId, outcome: 'finished', heardMs: 200_000 });
    expect(started).toMatchObject({ kind: 'started', startedAtMs: pyxis.clock.now - 500 });
  });

  it('believes no more heard than time has passed', async () => {
    await playing();
    pyxis.clock.pass(10_000);
    await pyxis.report(LAPTOP, 'progress', 10_000, { heardMs: 180_000 });
    expect((await pyxis.player()).heardMs).toBe(11_500);
  });

  it('does not count what is jumped over, nor pauses', async () => {
    await playing();
    pyxis.clock.pass(2_000);
    await pyxis.tell('/seek', { positionMs: 100_000 });
    pyxis.clock.pass(3_000);
    await pyxis.tell('/pause');
    pyxis.clock.pass(50_000);
    await pyxis.tell('/resume');
    pyxis.clock.pass(1_000);
    await pyxis.tell('/next');
    expect(pyxis.plays.find(({ kind }) => kind === 'ended')).toMatchObject({
      heardMs: 6_000, positionMs: 104_000, outcome: 'skipped',
    }); // prettier-ignore
  });

  it('knows what an output tells that has not heard of a seek as of before it', async () => {
    const { revision } = await playing();
    pyxis.clock.pass(5_000);
    const sought = await pyxis.tell('/seek', { positionMs: 100_000 });
    pyxis.clock.pass(200);
    await pyxis.report(LAPTOP, 'progress', 5_100, { revision, heardMs: 5_100 });
    expect(await pyxis.player()).toMatchObject({ positionMs: 100_200, heardMs: 5_100 });
    pyxis.clock.pass(1_000);
    await pyxis.report(LAPTOP, 'progress', 100_900, { revision: sought.revision, heardMs: 6_000 });
    expect(await pyxis.player()).toMatchObject({ positionMs: 100_900, heardMs: 6_000 });
  });

  it('ends the queue at its start, silent; repeats when asked', async () => {
    await playing({ startTrackId: pyxis.trackIds[3] });
    expect((await pyxis.report(LAPTOP, 'ended', 200_000)).body).toMatchObject({ status: 'paused', index: 0 });
    await pyxis.tell('/repeat', { repeat: 'one' });
    await pyxis.tell('/resume');
    expect((await pyxis.report(LAPTOP, 'ended', 200_000)).body).toMatchObject({ status: 'playing', index: 0 });
    await pyxis.tell('/repeat', { repeat: 'all' });
    const { items } = await pyxis.queue();
    await pyxis.tell('/jump', { itemId: items[3]?.itemId });
    expect((await pyxis.report(LAPTOP, 'ended', 200_000)).body).toMatchObject({ status: 'playing', index: 0 });
  });

  it('skips what cannot be played, but not for ever', async () => {
    await playing();
    await pyxis.report(LAPTOP, 'failed', 0, { reason: 'It is broken.' });
    expect((await pyxis.report(LAPTOP, 'failed', 0)).body).toMatchObject({ status: 'playing', index: 2 });
    expect((await pyxis.report(LAPTOP, 'failed', 0)).body).toMatchObject({ status: 'paused', index: 2 });
  });

  it('counts what begins and gives no sound among what cannot be played', async () => {
    await playing();
    for (const status of ['playing', 'playing', 'paused']) {
      await pyxis.report(LAPTOP, 'progress', 0);
      expect((await pyxis.report(LAPTOP, 'failed', 0)).body).toMatchObject({ status });
    }
    await pyxis.tell('/resume');
    expect((await pyxis.report(LAPTOP, 'failed', 0)).body).toMatchObject({ status: 'playing' });
  });

  it('counts anew when something was heard', async () => {
    await playing();
    for (let i = 0; i < 2; i++) await pyxis.report(LAPTOP, 'failed', 0);
    pyxis.clock.pass(3_000);
    await pyxis.report(LAPTOP, 'progress', 3_000);
    expect((await pyxis.report(LAPTOP, 'failed', 3_000)).body).toMatchObject({ status: 'playing' });
  });

  it('falls asleep at the end of the track, or of the album', async () => {
    await playing();
    expect(await pyxis.tell('/sleep', { kind: 'track' })).not.toHaveProperty('next');
    expect((await pyxis.report(LAPTOP, 'ended', 200_000)).body).toMatchObject({ status: 'paused', index: 1 });
    await pyxis.tell('/queue/items', { subject: album(1), place: 'last' });
    await pyxis.tell('/resume');
    expect(await pyxis.tell('/sleep', { kind: 'album' })).toHaveProperty('next');
    const { items } = await pyxis.queue();
    expect(await pyxis.tell('/jump', { itemId: items[3]?.itemId })).not.toHaveProperty('next');
    const asleep = (await pyxis.report(LAPTOP, 'ended', 200_000)).body as PlayerView;
    expect(asleep).toMatchObject({ status: 'paused', current: { track: { title: 'B1' } } });
    expect(asleep).not.toHaveProperty('sleep');
  });

  it('pauses when the output gives its role back', async () => {
    await playing();
    expect((await pyxis.post(`/outputs/${LAPTOP}/release`, {})).status).toBe(204);
    expect(await pyxis.player()).toMatchObject({ status: 'paused', isInterrupted: false });
    expect(await pyxis.player()).not.toHaveProperty('activeOutputId');
  });

  it('is as it was after a restart, and goes on when the output does', async () => {
    await playing({ isShuffled: true, startTrackId: pyxis.trackIds[1] });
    pyxis.clock.pass(4_000);
    await pyxis.report(LAPTOP, 'progress', 4_000);
    await pyxis.tell('/queue/clear');
    const [before, titles] = [await pyxis.player(), await pyxis.titles()];
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock });
    pyxis.clock.pass(2_000);
    expect(await pyxis.player()).toMatchObject({
      status: 'paused', isInterrupted: true, positionMs: 4_000, playId: before.playId, undo: before.undo,
      isShuffled: true, activeOutputId: LAPTOP,
    }); // prettier-ignore
    expect(await pyxis.titles()).toBe(titles);
    expect((await pyxis.report(LAPTOP, 'progress', 6_000)).body).toMatchObject({
      status: 'playing', isInterrupted: false, positionMs: 6_000, heardMs: 6_000,
    }); // prettier-ignore
  });
});
