import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwnAccountList, OwnMusicView, RemotePlaylistPageView } from '../../src/browse/browse.dto.js';
import { present } from '../../src/common/index.js';
import { BrowseModule } from '../../src/browse/index.js';
import type { YtMusicSourceConfig } from '../../src/config/index.js';
import type { SourceDetail } from '../../src/sources/sources.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import type { WorldAccount } from '../support/fake-ytmusic/accounts.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { openTestDatabase } from '../support/test-database.js';

const KEY = 'key-of-the-browser';
const COOKIES = `SID=secret-session; SAPISID=${KEY}`;
const CHANNEL = '100000000000000000001';

describe('the likes, playlists and albums of a person', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-own-forms-'));
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  const api = (): string => pyxis.url.replace('/playback', '');
  const get = async <Body>(path: string): Promise<Body> => (await request(api()).get(path).expect(200)).body as Body;

  beforeEach(async () => {
    parts = await YtMusicParts.start(new MediaForms(folder));
    const { albums, playlists } = parts.fake.world;
    const of = (name: string, likes: number, more: Partial<WorldAccount> = {}): WorldAccount => ({
      name,
      handle: `@${name.toLowerCase()}`,
      likes: parts.fake.songs.slice(0, likes),
      playlists: playlists.slice(0, 1),
      albums: albums.slice(0, 2),
      ...more,
    });
    parts.fake.accounts.all.set(KEY, [
      of('Work', 1),
      of('Ada', 3, { likesTold: 1_244 }),
      of('Band', 2, { channel: CHANNEL }),
    ]);
    opened = await openTestDatabase();
  });
  afterEach(async () => {
    await pyxis.close();
    await opened.remove();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(config: Partial<YtMusicSourceConfig>, cookies?: string): Promise<void> {
    const sources = [parts.source(config, present({ cookies }))];
    pyxis = await PlaybackApp.start(opened.database, {
      clock: parts.clock,
      sources,
      modules: [BrowseModule, StreamingModule],
    });
    await pyxis.output('desktop1');
  }

  it('are those of the account that was chosen, whose name is told', async () => {
    await start({ account: 1 }, COOKIES);
    const own = await get<OwnMusicView>('/remote/own/ytmusic');
    expect(own).toMatchObject({ name: 'Ada', handle: '@ada', likes: { id: 'ytmusic:LM', trackCount: 1_244 } });
    expect(own.playlists.map(({ title }) => title)).toEqual([parts.fake.world.playlists[0]?.title]);
    expect(own.albums.map(({ title }) => title)).toEqual(parts.fake.world.albums.slice(0, 2).map(({ title }) => title));
    const { items } = await get<OwnAccountList>('/remote/own/ytmusic/accounts');
    expect(items).toEqual([
      { index: 0, name: 'Work', handle: '@work', isChosen: false },
      { index: 1, name: 'Ada', handle: '@ada', isChosen: true },
    ]);
  });

  it('are those of a channel that is no person’s own', async () => {
    await start({ channel: CHANNEL }, COOKIES);
    expect(await get<OwnMusicView>('/remote/own/ytmusic')).toMatchObject({ name: 'Band', likes: { trackCount: 2 } });
  });

  it('open as any playlist, which says how many there should be', async () => {
    await start({ account: 1 }, COOKIES);
    const likes = await get<RemotePlaylistPageView>('/remote/playlists/ytmusic:LM');
    expect(likes).toMatchObject({ playlist: { title: 'Liked Music', trackCount: 1_244 } });
    expect([likes.items.length, likes.nextCursor]).toEqual([3, undefined]);
    const player = await pyxis.tell('/play', { subject: { kind: 'playlist', id: 'ytmusic:LM' }, outputId: 'desktop1' });
    expect(player.length).toBe(3);
  });

  it.each([
    ['an account that is not there', { account: 7 }, COOKIES],
    ['cookies that do not hold any more', {}, 'SAPISID=another'],
    ['a channel that is not there', { channel: '100000000000000000009' }, COOKIES],
  ])('are not shown as none with %s', async (_what, config, cookies) => {
    await start(config, cookies);
    const answer = await request(api()).get('/remote/own/ytmusic');
    expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
      503,
      expect.stringContaining('guest'),
    ]);
    expect(await get<SourceDetail>('/sources/ytmusic')).toMatchObject({
      state: 'degraded',
      code: 'ytmusic-not-signed-in',
      nextStep: expect.stringContaining('sources.ytmusic.account') as string,
    });
    expect(JSON.stringify([answer.body, answer.headers])).not.toMatch(/secret-session|SAPISID|another/);
  });

  it('are not all that cookies are for: what finds sound gets a copy for itself, which goes with it', async () => {
    parts.clock.now = Date.now();
    parts.tell(parts.song);
    await start({}, COOKIES);
    await request(api()).get(`/stream/ytmusic:${parts.song.id}`).expect(200);
    const { file, copy } = parts.ytDlp.cookies;
    expect(readFileSync(copy, 'utf8')).toMatch(/^\.youtube\.com\t.*\tSAPISID\tkey-of-the-browser$/m);
    expect([statSync(copy).mode & 0o077, existsSync(file)]).toEqual([0, false]);
    expect(await get<SourceDetail>('/sources/ytmusic')).toMatchObject({
      credentials: [{ name: 'ytmusic-cookies', isGiven: true, variable: 'PYXIS_YTMUSIC_COOKIES' }],
    });
  });

  it('are not asked for without cookies, and a clock that is wrong is thought of', async () => {
    await start({});
    await request(api()).get('/remote/own/ytmusic').expect(404);
    await pyxis.close();
    parts.fake.nowMs = () => parts.clock.nowMs() + 3_600_000;
    await start({}, COOKIES);
    const answer = await request(api()).get('/remote/own/ytmusic').expect(503);
    expect((answer.body as { detail: string }).detail).toContain('clock');
  });
});
