import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Logger } from '@nestjs/common';
import { stallsAt } from '../../test/support/fake-source.js';
import { KeepingApp, TRACK_BYTES } from '../../test/support/keeping-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { AtHomeView, HomeMarks, KeepingState } from './keeping.dto.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60_000;
const PATIENT = { timeout: 20_000 };

describeOnEachEngine('what is kept at home', (database) => {
  let home: KeepingApp;

  beforeEach(() => {
    for (const level of ['warn', 'log'] as const) vi.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  });
  afterEach(async () => {
    await home.close();
    vi.restoreAllMocks();
  });

  async function start(
    ...options: Parameters<typeof KeepingApp.start> extends [unknown, ...infer R] ? R : never
  ): Promise<void> {
    home = await KeepingApp.start(database(), ...options);
  }

  const state = async (): Promise<KeepingState> => (await home.send('get', '/kept/state')).body as KeepingState;
  const atHome = async (id: string): Promise<AtHomeView> =>
    (await home.send('get', `/kept/items/${encodeURIComponent(id)}`)).body as AtHomeView;

  /** Plays one track of the album long enough to count. */
  async function listen(trackId = home.trackIds[0] ?? ''): Promise<void> {
    await home.pyxis.output('kitchen1');
    await home.pyxis.tell('/play', { trackIds: [trackId], outputId: 'kitchen1' });
    await home.stream(trackId);
    home.clock.pass(MINUTE_MS);
    await home.pyxis.report('kitchen1', 'progress', MINUTE_MS);
    await home.pyxis.tell('/stop');
  }

  it('is every album of the collection that lies elsewhere, fetched by itself, and plays without its service', async () => {
    await start();
    await home.place('collection');
    await home.settled();
    expect(await home.told()).toEqual(['A collection 4/4']);
    expect(home.music.positions).toEqual([0, 0, 0, 0]);
    home.music.lastingFault = { status: 503, body: '' };
    home.source.isAway = true;
    for (const id of home.trackIds) expect(await home.stream(id)).toBe(200);
    expect((await home.kept()).totals).toMatchObject({ files: 4, pinnedBytes: 4 * TRACK_BYTES });
    const marks = (await home.send('get', '/kept/marks')).body as HomeMarks;
    expect(marks).toEqual({ wholeIds: [home.albumId], pinnedIds: [], isOffered: false });
  });

  it.each(['archive', 'dismissed'])(
    'is let go at once when it is put into %s, also while it is fetched',
    async (placement) => {
      await start();
      home.music.faults.push(stallsAt(home.music, 100_000));
      await home.place('collection');
      await vi.waitFor(async () => expect((await state()).fetching?.storedBytes).toBeGreaterThan(0), PATIENT);
      await home.place(placement);
      await vi.waitFor(async () => expect((await state()).fetching).toBeUndefined(), PATIENT);
      expect((await state()).missingCount).toBe(0);
      expect((await home.kept()).totals.pinnedBytes).toBe(0);
      expect(home.music.positions).toEqual([0]);
    },
  );

  it('goes on where it was when the server was stopped in its midst', async () => {
    await start();
    home.music.faults.push(stallsAt(home.music, 100_000));
    await home.place('collection');
    await vi.waitFor(async () => expect((await state()).fetching?.storedBytes).toBeGreaterThan(0), PATIENT);
    await home.done('put', '/kept/fetching', { isPaused: true });
    await vi.waitFor(async () => expect((await state()).fetching).toBeUndefined(), PATIENT);
    expect(await state()).toMatchObject({ isPaused: true, missingCount: 4 });
    await home.settled();
    expect(home.music.positions).toHaveLength(1);
    await home.done('put', '/kept/fetching', { isPaused: false });
    await home.settled();
    expect(await home.told()).toEqual(['A collection 4/4']);
    expect(home.music.positions[1]).toBeGreaterThan(0);
  });

  it('is an album in discovery once it was heard, until some days after that', async () => {
    await start({ discoveryDays: 30 });
    await home.place('discovery');
    await home.settled();
    expect(home.music.requests).toEqual([]);
    await listen();
    await home.settled();
    expect(await home.told()).toEqual(['A discovery 4/4']);
    const [entry] = (await home.kept()).items;
    expect(entry?.untilMs).toBe(home.clock.now - MINUTE_MS + 30 * DAY_MS);
    home.clock.pass(31 * DAY_MS);
    await home.settled();
    expect(await home.told()).toEqual(['A played 4/4']);
  });

  it('is what somebody asked for by name, wherever it lives, until it is let go', async () => {
    await start();
    await home.done('put', `/kept/items/${home.albumId}`, { kind: 'album' });
    await home.settled();
    expect(await home.told()).toEqual(['A pinned 4/4']);
    expect(await atHome(home.albumId)).toEqual({
      isPinned: true,
      trackCount: 4,
      tracksHere: 4,
      isWhole: true,
      isOwn: false,
    });
    await home.place('archive');
    await home.settled();
    expect(await home.told()).toEqual(['A pinned 4/4']);
    await home.done('delete', `/kept/items/${home.albumId}`);
    await home.settled();
    expect(await home.told()).toEqual(['A played 4/4']);
    expect((await home.send('delete', `/kept/items/${home.albumId}`)).status).toBe(404);
  });

  it('is a list of a service that nobody saved, too', async () => {
    await start();
    home.offerPlaylist('fake:list', 'Late', ['x', 'y']);
    await home.done('put', '/kept/items/fake:list', { kind: 'playlist' });
    await home.settled();
    expect(await home.told()).toEqual(['Late pinned 2/2']);
    await home.done('delete', '/kept/items/fake:list');
    await home.settled();
    expect((await home.kept()).items.map(({ kind, why }) => [kind, why])).toEqual([
      ['track', 'played'],
      ['track', 'played'],
    ]);
  });

  it('is refused of what is here anyway, of what there is not, and of a service that lets nothing stay', async () => {
    await start({}, { keeping: 'nothing' });
    const keep = async (id: string): Promise<unknown[]> => {
      const answer = await home.send('put', `/kept/items/${id}`, { kind: 'album' });
      return [answer.status, (answer.body as { type: string }).type];
    };
    expect(await keep(home.pyxis.albumIds[1] ?? '')).toEqual([409, 'urn:pyxis:problem:already-at-home']);
    expect(await keep(home.albumId)).toEqual([409, 'urn:pyxis:problem:not-to-be-kept']);
    home.offerPlaylist('fake:gone', 'Gone', []);
    expect((await home.send('put', '/kept/items/fake:gone', { kind: 'playlist' })).body).toMatchObject({
      type: 'urn:pyxis:problem:nothing-to-keep',
    });
    expect(await keep('none')).toEqual([404, 'urn:pyxis:problem:album-not-found']);
    await home.place('collection');
    await home.settled();
    expect(home.music.requests).toEqual([]);
    expect((await home.kept()).totals.files).toBe(0);
  });

  it('is only what was heard where its source is set so', async () => {
    await start({}, { keeping: 'played' });
    await home.place('collection');
    await home.settled();
    expect(home.music.requests).toEqual([]);
    await home.stream(home.trackIds[0] ?? '');
    expect(await home.told()).toEqual(['A played 1/4']);
  });

  it('takes no more than its share of the room, so that what is heard finds some', async () => {
    await start({ remoteMaxSize: 4.2 * TRACK_BYTES });
    await home.place('collection');
    await home.settled();
    const { totals, items } = await home.kept();
    expect(items[0]?.isWhole).toBe(false);
    expect(totals.pinnedBytes).toBeLessThanOrEqual(4 * TRACK_BYTES);
    expect(await home.stream('fake:other')).toBe(200);
  });

  it('is not fetched ahead any more before the month costs what it may, and heard all the same', async () => {
    await start({}, { monthlyLimitBytes: 2.2 * TRACK_BYTES });
    await home.place('collection');
    await home.settled();
    const { costs } = await home.kept();
    expect(costs).toEqual([
      { source: 'fake', name: 'Fake Music', bytes: 2 * TRACK_BYTES, limitBytes: 2.2 * TRACK_BYTES, state: 'near' },
    ]);
    expect((await state()).trouble).toMatch(/nearly used up/);
    expect(await home.stream(home.trackIds[3] ?? '')).toBe(200);
    expect((await home.kept()).costs[0]?.state).toBe('over');
    home.clock.pass(30 * DAY_MS);
    await home.settled();
    expect(await home.told()).toEqual(['A collection 4/4']);
  });

  it.each([
    ['one of its tracks has gone', () => home.source.lost.add('A2'), 3],
    ['its source does not answer', () => (home.source.isAway = true), 0],
  ])('is fetched as far as it can be had, without a storm of calls, where %s', async (_, harm, here) => {
    await start();
    harm();
    await home.place('collection');
    for (let rounds = 0; rounds < 5; rounds++) await home.settled();
    const entry = (await home.kept()).items[0];
    expect(entry?.tracksHere ?? 0).toBe(here);
    expect(home.source.located).toBe(here);
    home.source.lost.clear();
    home.source.isAway = false;
    home.clock.pass(2 * 60 * MINUTE_MS);
    await home.settled();
    expect(await home.told()).toEqual(['A collection 4/4']);
    expect((await state()).trouble).toBeUndefined();
  });

  it('is removed: one by one, and all that need not stay', async () => {
    await start();
    await home.done('put', `/kept/items/${home.albumId}`, { kind: 'album' });
    await home.settled();
    for (const id of ['one', 'two']) await home.stream(`fake:${id}`);
    expect((await home.kept()).totals.files).toBe(6);
    await home.done('delete', '/kept/items/fake:one/audio');
    expect((await home.kept()).totals.files).toBe(5);
    await home.done('delete', '/kept/unpinned');
    expect(await home.told()).toEqual(['A pinned 4/4']);
    // Whoever keeps it need not let it go before.
    await home.done('delete', `/kept/items/${home.albumId}/audio`);
    expect(await home.told()).toEqual([]);
    expect((await home.send('delete', `/kept/items/${home.albumId}/audio`)).status).toBe(404);
  });

  it('does not come again because of a look that began before it was removed', async () => {
    await start();
    await home.done('put', `/kept/items/${home.albumId}`, { kind: 'album' });
    await home.settled();
    home.lookSlowly(100);
    void home.keeper.settle();
    await home.done('delete', `/kept/items/${home.albumId}/audio`);
    await home.settled();
    expect(await home.told()).toEqual([]);
    expect(home.source.located).toBe(4);
  });

  it('is listed in pages, what was used last first', async () => {
    await start();
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      await home.stream(`fake:${id}`);
      home.clock.pass(2 * MINUTE_MS);
    }
    const seen: string[] = [];
    let query: string | undefined = '?limit=2';
    while (query !== undefined) {
      const { items, nextCursor }: Awaited<ReturnType<KeepingApp['kept']>> = await home.kept(query);
      seen.push(...items.map(({ id }) => id));
      query = nextCursor && `?limit=2&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(['fake:e', 'fake:d', 'fake:c', 'fake:b', 'fake:a']);
    expect((await home.send('get', '/kept?cursor=nonsense')).status).toBe(400);
  });

  it('says what would play if the internet died now', async () => {
    await start();
    await home.pyxis.output('kitchen1');
    await home.pyxis.tell('/play', { trackIds: home.trackIds, outputId: 'kitchen1' });
    expect(await home.offline()).toEqual({
      ownTracks: 4,
      wholeAlbums: 0,
      partAlbums: 0,
      queueTracks: 4,
      queueTracksHere: 0,
    });
    await home.stream(home.trackIds[1] ?? '');
    expect(await home.offline()).toMatchObject({ wholeAlbums: 0, partAlbums: 1, queueTracksHere: 1 });
    await home.place('collection');
    await home.settled();
    expect(await home.offline()).toMatchObject({ wholeAlbums: 1, partAlbums: 0, queueTracks: 4, queueTracksHere: 4 });
  });
});
