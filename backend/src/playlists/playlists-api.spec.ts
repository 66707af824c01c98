import request, { type Response } from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FAR_AWAY, FakeSource, type FakeMusic } from '../../test/support/fake-source.js';
import { TestEventSource, type SentEvent } from '../../test/support/event-source.js';
import { PlaybackApp } from '../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import type { Revision } from '../events/index.js';
import { PlaylistsModule } from './playlists.module.js';
import { ROOM } from './place.js';
import type { AddedView, PlaylistItemPage, PlaylistPage, PlaylistView, RemovedView } from './playlists.dto.js';

const LAPTOP = 'laptop-0001';

describeOnEachEngine('playlists over HTTP', (database) => {
  let pyxis: PlaybackApp;
  let music: FakeMusic;

  beforeEach(async () => {
    const fake = await FakeSource.start();
    music = fake.music;
    music.tracks.set('77', FAR_AWAY);
    pyxis = await PlaybackApp.start(database(), { modules: [PlaylistsModule], sources: [fake.source] });
    await pyxis.output(LAPTOP);
  });

  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  const send = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object): Promise<Response> =>
    request(pyxis.url.replace('/playback', ''))[method](path).send(body);

  async function post<Answer = PlaylistView>(path: string, body: object = {}): Promise<Answer> {
    const response = await send('post', path, body);
    expect(response.status, response.text).toBeLessThan(300);
    return response.body as Answer;
  }

  async function get<Answer>(path: string): Promise<Answer> {
    const response = await send('get', path);
    expect(response.status, response.text).toBe(200);
    return response.body as Answer;
  }

  const album = (at: number): object => ({ subject: { kind: 'album', id: pyxis.albumIds[at] } });
  const add = (id: string, body: object): Promise<AddedView> => post(`/playlists/${id}/items`, body);
  const items = async (id: string): Promise<PlaylistItemPage['items']> =>
    (await get<PlaylistItemPage>(`/playlists/${id}/items?limit=200`)).items;
  const titles = async (id: string): Promise<string> => (await items(id)).map(({ track }) => track.title).join(' ');

  it('are made, named, described, found by name or by what changed last', async () => {
    const walk = await post('/playlists', { name: ' Walk ', description: 'For the park.' });
    expect(walk).toMatchObject({
      name: 'Walk',
      description: 'For the park.',
      trackCount: 0,
      durationMs: 0,
      covers: [],
    });
    pyxis.clock.pass(1_000);
    await post('/playlists', { name: 'The Animals' });
    pyxis.clock.pass(1_000);
    const response = await send('patch', `/playlists/${walk.id}`, { name: 'Zoo 100%', description: '' });
    expect(response.body).toMatchObject({ name: 'Zoo 100%' });
    expect(response.body).not.toHaveProperty('description');
    const names = async (query: string): Promise<string[]> =>
      (await get<PlaylistPage>(`/playlists?${query}`)).items.map(({ name }) => name);
    expect(await names('')).toEqual(['Zoo 100%', 'The Animals']);
    expect(await names('sort=name')).toEqual(['The Animals', 'Zoo 100%']);
    expect(await names('q=zoo')).toEqual(['Zoo 100%']);
    for (const sort of ['name', 'changed']) {
      const page = await get<PlaylistPage>(`/playlists?sort=${sort}&limit=1`);
      expect(page.items).toHaveLength(1);
      expect(await names(`sort=${sort}&limit=1&cursor=${page.nextCursor}`)).toHaveLength(1);
    }
  });

  it('are found by the beginnings of words in their names, not when they are deleted', async () => {
    const made = await post('/playlists', { name: 'Sunday morning, 100% calm', tracks: album(0) });
    await post('/playlists', { name: 'Mornings' });
    const found = async (q: string): Promise<object[]> =>
      (await get<{ playlists: object[] }>(`/search?q=${encodeURIComponent(q)}&kinds=playlist`)).playlists;
    expect(await found('morn sun')).toEqual([{ id: made.id, title: 'Sunday morning, 100% calm', trackCount: 4 }]);
    expect(await found('morn')).toHaveLength(2);
    expect(await found('%')).toEqual([]);
    await send('delete', `/playlists/${made.id}`);
    expect(await found('sunday')).toEqual([]);
  });

  it('tell every tab when they are others now', async () => {
    const told = new TestEventSource<Revision>(pyxis.url.replace(/playback$/, 'events?topics=playlists'));
    try {
      const isLater = (before: number) => (event: SentEvent<Revision>) => event.data.revision > before;
      const first = await told.until(({ event }) => event === 'playlists');
      const made = await post('/playlists', { name: 'New' });
      const second = await told.until(isLater(first.data.revision));
      await add(made.id, album(0));
      await told.until(isLater(second.data.revision));
    } finally {
      told.close();
    }
  });

  it('hold what is played, in its order, and are named after it where nobody names them', async () => {
    const made = await post('/playlists', { tracks: album(0) });
    expect(made).toMatchObject({ name: 'A', trackCount: 4, durationMs: 800_000 });
    await add(made.id, { trackIds: [pyxis.trackIds[5], 'fake:77'] });
    expect(await titles(made.id)).toBe('A1 A2 A3 A4 B2 Far away');
    const [, , third] = await items(made.id);
    await add(made.id, { trackIds: [pyxis.trackIds[7]], beforeItemId: third?.itemId });
    expect(await titles(made.id)).toBe('A1 A2 B4 A3 A4 B2 Far away');
    expect(await get<PlaylistView>(`/playlists/${made.id}`)).toMatchObject({
      trackCount: 7,
      durationMs: 6 * 200_000 + 100_000,
      covers: [{ artworkId: expect.any(String) as string }],
    });
  });

  it('are made of the queue', async () => {
    await pyxis.tell('/play', { trackIds: [pyxis.trackIds[6], pyxis.trackIds[1]], outputId: LAPTOP });
    const { id } = await post('/playlists', { name: 'Queue', tracks: { queue: true } });
    expect(await titles(id)).toBe('B3 A2');
  });

  it('tell what is in them already, and add all or only the others', async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const some = { trackIds: [pyxis.trackIds[0], pyxis.trackIds[4], pyxis.trackIds[1]] };
    expect(await add(id, some)).toMatchObject({ added: 0, already: 2, total: 3, playlist: { trackCount: 4 } });
    expect(await add(id, { ...some, duplicates: 'skip' })).toMatchObject({ added: 1, already: 2, total: 3 });
    expect(await add(id, { ...some, duplicates: 'add' })).toMatchObject({ added: 3, already: 3 });
    expect(await titles(id)).toBe('A1 A2 A3 A4 B1 A1 B1 A2');
  });

  it('move several at once, to the front, between two and to the end', async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const [one, two, three, four] = (await items(id)).map(({ itemId }) => itemId);
    const move = (itemIds: unknown[], beforeItemId?: string): Promise<PlaylistView> =>
      post(`/playlists/${id}/items/move`, { itemIds, beforeItemId });
    await move([four, two], one);
    expect(await titles(id)).toBe('A2 A4 A1 A3');
    await move([two]);
    expect(await titles(id)).toBe('A4 A1 A3 A2');
    await move([three, four], two);
    expect(await titles(id)).toBe('A1 A4 A3 A2');
    expect((await send('post', `/playlists/${id}/items/move`, { itemIds: [one], beforeItemId: one })).status).toBe(400);
    expect((await send('post', `/playlists/${id}/items/move`, { itemIds: [one], beforeItemId: 'no' })).status).toBe(
      404,
    );
  });

  it('find room between two items however often something is put there', async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const last = (await items(id))[3]?.itemId;
    const rounds = Math.log2(ROOM) + 5;
    for (let n = 0; n < rounds; n++) await add(id, { trackIds: [pyxis.trackIds[4 + (n % 4)]], duplicates: 'add', beforeItemId: last }); // prettier-ignore
    const between = Array.from({ length: rounds }, (_, n) => `B${1 + (n % 4)}`);
    expect(await titles(id)).toBe(['A1 A2 A3', ...between, 'A4'].join(' '));
  });

  it('give back what was taken out, where it was', async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const [one, two, three, four] = (await items(id)).map(({ itemId }) => itemId);
    const removed = await post<RemovedView>(`/playlists/${id}/items/remove`, { itemIds: [one, three] });
    expect(removed).toMatchObject({ count: 2, playlist: { trackCount: 2, durationMs: 400_000 } });
    await post(`/playlists/${id}/items/move`, { itemIds: [four], beforeItemId: two });
    expect(await titles(id)).toBe('A4 A2');
    const restored = await post(`/playlists/${id}/items/restore`, { removedIn: removed.removedIn });
    expect(restored).toMatchObject({ trackCount: 4, durationMs: 800_000 });
    expect(await titles(id)).toBe('A1 A4 A2 A3');
    const again = await send('post', `/playlists/${id}/items/restore`, { removedIn: removed.removedIn });
    expect(again.status).toBe(404);
  });

  it('come back for 30 days after they were deleted', async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const remove = (): Promise<Response> => send('delete', `/playlists/${id}`);
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await send('get', `/playlists/${id}`)).status).toBe(404);
    expect((await send('post', `/playlists/${id}/items`, album(1))).status).toBe(404);
    expect(await get('/playlists/deleted')).toMatchObject({ items: [{ id, name: 'A', trackCount: 4 }] });
    expect(await post(`/playlists/${id}/restore`)).toMatchObject({ id, trackCount: 4 });
    expect(await titles(id)).toBe('A1 A2 A3 A4');
    await remove();
    pyxis.clock.pass(31 * 24 * 3_600_000);
    const other = await post('/playlists', { name: 'Other' });
    await send('delete', `/playlists/${other.id}`);
    expect((await send('post', `/playlists/${id}/restore`)).status).toBe(404);
  });

  it('play from an item, also where its track stands in them twice', async () => {
    const { id } = await post('/playlists', { name: 'Twice', tracks: album(0) });
    await add(id, { trackIds: [pyxis.trackIds[1], pyxis.trackIds[4]], duplicates: 'add' });
    const itemId = (await items(id))[4]?.itemId;
    const context = { kind: 'playlist', id, title: 'Twice' };
    const startTrackId = pyxis.trackIds[1];
    const subject = { kind: 'playlist', id, query: { itemId } };
    const player = await pyxis.tell('/play', { subject, startTrackId, outputId: LAPTOP });
    expect(player).toMatchObject({ index: 4, length: 6, current: { context } });
    expect(await pyxis.tell('/play', { subject: { kind: 'playlist', id }, startTrackId })).toMatchObject({ index: 1 });
    expect(await pyxis.tell('/play', { subject: { kind: 'playlist', id } })).toMatchObject({ index: 0, length: 6 });
  });

  it('are whole while a source is away, and say which one is switched off', async () => {
    const { id } = await post('/playlists', { name: 'Whole', tracks: { trackIds: ['fake:77', pyxis.trackIds[0]] } });
    await pyxis.close();
    pyxis = await PlaybackApp.start(database(), { clock: pyxis.clock, modules: [PlaylistsModule] });
    const [far, near] = await items(id);
    expect(far?.track).toMatchObject({
      id: 'fake:77',
      title: 'Far away',
      artist: 'Somebody Else',
      durationMs: 100_000,
    });
    expect(far?.track).toMatchObject({ isMissing: true, offSourceId: 'fake' });
    expect(near?.track).toMatchObject({ title: 'A1', isMissing: false });
    await database().write(({ sql }) => sql.run('DELETE FROM source_item'));
    expect((await items(id))[0]?.track).toMatchObject({ title: 'Far away', album: { title: 'Elsewhere' } });
    await pyxis.output(LAPTOP);
    expect(await pyxis.tell('/play', { subject: { kind: 'playlist', id }, outputId: LAPTOP })).toMatchObject({
      length: 1,
    });
  });

  it('refuse what is no track, what has no end, and what is named in two ways', async () => {
    const { id } = await post('/playlists', { name: 'Empty' });
    const status = async (body: object): Promise<number> => (await send('post', `/playlists/${id}/items`, body)).status;
    expect(await status({})).toBe(400);
    expect(await status({ ...album(0), trackIds: [pyxis.trackIds[0]] })).toBe(400);
    expect(await status({ trackIds: ['nobody'] })).toBe(404);
    expect(await status({ subject: { kind: 'everything' } })).toBe(400);
    expect(await status({ queue: true })).toBe(409);
    expect((await send('post', '/playlists', { name: '  ' })).status).toBe(400);
    expect(
      (await send('post', '/playback/play', { subject: { kind: 'playlist', id: 'no' }, revision: 0 })).status,
    ).toBe(404);
  });

  it('stay quick with ten thousand items', { timeout: 120_000 }, async () => {
    const { id } = await post('/playlists', { tracks: album(0) });
    const trackIds = Array.from({ length: 1_999 }, (_, n) => pyxis.trackIds[n % 8]);
    for (let n = 0; n < 5; n++) await add(id, { trackIds, duplicates: 'add' });
    const player = await pyxis.tell('/play', { subject: { kind: 'playlist', id }, outputId: LAPTOP });
    expect(player).toMatchObject({ length: 9_999 });
    const [first] = await items(id);
    await post(`/playlists/${id}/items/move`, { itemIds: [first?.itemId] });
    const removed = await post<RemovedView>(`/playlists/${id}/items/remove`, {
      itemIds: (await items(id)).map(({ itemId }) => itemId),
    });
    expect(removed).toMatchObject({ count: 200, playlist: { trackCount: 9_799 } });
  });
});
