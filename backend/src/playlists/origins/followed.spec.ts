import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { MediaForms } from '../../../test/support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../../../test/support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { PlaylistsModule } from '../playlists.module.js';
import type { PlaylistItemPage, PlaylistView } from '../playlists.dto.js';
import { FollowedPlaylists } from './followed-playlists.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const DOWN = { status: 503, body: '' };

describeOnEachEngine('playlists of sources that are followed', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-followed-'));
  const forms = new MediaForms(folder);
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let remoteId: string;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    remoteId = `ytmusic:${parts.fake.world.playlists[0]?.id ?? ''}`;
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources: [parts.source()], modules: [PlaylistsModule] }); // prettier-ignore
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const send = (method: 'get' | 'post' | 'put', path: string, body?: object): Promise<Response> =>
    request(pyxis.url.replace('/playback', ''))[method](path).send(body);
  const follow = async (): Promise<PlaylistView> => {
    const response = await send('post', '/playlists/follow', { id: remoteId });
    expect(response.status, response.text).toBe(200);
    return response.body as PlaylistView;
  };
  const ids = async (id: string): Promise<string[]> =>
    ((await send('get', `/playlists/${id}/items?limit=200`)).body as PlaylistItemPage).items.map(
      ({ track }) => track.id,
    );

  it('are saved once, as they are there, and cannot be changed', async () => {
    const saved = await follow();
    expect(saved).toMatchObject({ isReadOnly: true, origin: { kind: 'remote', ref: remoteId, unresolved: 0 } });
    expect((await ids(saved.id)).length).toBe(saved.trackCount);
    expect(saved.trackCount).toBeGreaterThan(1);
    expect((await follow()).id).toBe(saved.id);
    const [first] = await ids(saved.id);
    const refused = await send('post', `/playlists/${saved.id}/items`, { trackIds: [first], duplicates: 'add' });
    expect(refused.status).toBe(409);
    expect((await send('post', '/playlists/follow', { id: 'Xa3kQ' })).status).toBe(400);
  });

  it('tell what came and went, and stay as they are once they are frozen', async () => {
    const list = parts.fake.world.playlists[0];
    if (!list) throw new Error('There is no playlist.');
    const saved = await follow();
    const before = await ids(saved.id);
    const songs = list.songs as unknown as { id: string }[];
    const gone = songs.shift();
    parts.clock.now += DAY_MS;
    await pyxis.app.get(FollowedPlaylists).tick();
    const now = (await send('get', `/playlists/${saved.id}`)).body as PlaylistView;
    expect(now.origin?.news).toMatchObject({ added: [], removed: [expect.any(String)] });
    expect(await ids(saved.id)).toEqual(before.filter((id) => id !== `ytmusic:${gone?.id}`));
    const frozen = await send('put', `/playlists/${saved.id}/frozen`, { isFrozen: true });
    expect(frozen.body).toMatchObject({ origin: { isFrozen: true } });
    expect(frozen.body).not.toHaveProperty('isReadOnly');
    if (gone) songs.unshift(gone);
    parts.clock.now += DAY_MS;
    await pyxis.app.get(FollowedPlaylists).tick();
    expect((await ids(saved.id)).length).toBe(before.length - 1);
    const again = await send('put', `/playlists/${saved.id}/frozen`, { isFrozen: false });
    expect(again.status, again.text).toBe(200);
    expect(await ids(saved.id)).toEqual(before);
  });

  it('are whole while their source is down, and say so', async () => {
    const saved = await follow();
    const before = await ids(saved.id);
    parts.fake.lastingFault = DOWN;
    parts.clock.now += DAY_MS;
    await pyxis.app.get(FollowedPlaylists).tick();
    const now = (await send('get', `/playlists/${saved.id}`)).body as PlaylistView;
    expect(now.origin?.trouble).toEqual(expect.any(String));
    expect(now.origin?.troubleCause).toEqual({ code: 'playlist-only-a-part' });
    expect(await ids(saved.id)).toEqual(before);
    parts.fake.lastingFault = undefined;
    parts.clock.now += DAY_MS;
    await pyxis.app.get(FollowedPlaylists).tick();
    const well = (await send('get', `/playlists/${saved.id}`)).body as PlaylistView;
    expect([well.origin?.trouble, well.origin?.troubleCause]).toEqual([undefined, undefined]);
  });
});
