import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { ListedTrackView, OwnMusicView, RemotePlaylistPageView } from '../../src/browse/browse.dto.js';
import { BrowseModule } from '../../src/browse/index.js';
import { SnapshotRetention } from '../../src/catalogue/snapshot-retention.js';
import type { AlbumPage } from '../../src/library/albums.dto.js';
import type { SourceAdapter } from '../../src/sources/index.js';
import { StreamingModule } from '../../src/streaming/index.js';
import type { WorldAccount } from '../support/fake-ytmusic/accounts.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { album, song, type WorldSong } from '../support/fake-ytmusic/world.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const KEY = 'key-of-the-browser';
const DAY_MS = 24 * 60 * 60 * 1_000;
const TOLD = 1_244;
const LIKES = 'ytmusic:LM';
const DOWN = { status: 503, body: '' };

describeOnEachEngine('one’s own list at a source', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-own-lists-'));
  const forms = new MediaForms(folder);
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let liked: WorldSong[];
  const api = (): string => pyxis.url.replace('/playback', '');

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    const [artist] = parts.fake.world.artists;
    liked = Array.from({ length: TOLD }, (_, i) => song(`Liked ${i + 1}`, artist ? [artist] : [], 200));
    signIn('Ada', liked);
    await start();
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(sources: SourceAdapter[] = [source()]): Promise<void> {
    const modules = [BrowseModule, StreamingModule];
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources, modules });
    await pyxis.output('desktop1');
  }

  function source(): SourceAdapter {
    return parts.source({}, { cookies: `SAPISID=${KEY}` });
  }

  function signIn(name: string, likes: readonly WorldSong[], more: Partial<WorldAccount> = {}): void {
    const handle = `@${name.toLowerCase()}`;
    parts.fake.accounts.all.set(KEY, [{ name, handle, likes, playlists: [], albums: [], ...more }]);
  }

  async function page(id: string, cursor?: string): Promise<RemotePlaylistPageView> {
    const query = cursor === undefined ? {} : { cursor };
    const response = await request(api()).get(`/remote/playlists/${id}`).query(query);
    if (response.status !== 200) throw new Error(`${id}: ${response.status} ${response.text}`);
    return response.body as RemotePlaylistPageView;
  }

  /** Scrolls to the end. */
  async function all(id = LIKES, from?: string): Promise<ListedTrackView[]> {
    const items: ListedTrackView[] = [];
    for (let cursor = from; ;) {
      const some = await page(id, cursor);
      items.push(...some.items);
      cursor = some.nextCursor;
      if (cursor === undefined) return items;
    }
  }

  const titles = (items: readonly { readonly title: string }[]): string[] => items.map(({ title }) => title);
  const fresh = (items: readonly ListedTrackView[]): ListedTrackView[] =>
    items.filter(({ seenAtMs }) => seenAtMs === undefined);

  it('is all there page by page, and nothing of it is known only from before', async () => {
    const items = await all();
    expect(titles(items)).toEqual(titles(liked));
    expect(fresh(items)).toHaveLength(TOLD);
  });

  it('has every saved album, on however many pages they stand', async () => {
    const [artist] = parts.fake.world.artists;
    const albums = Array.from({ length: 420 }, (_, i) => album(`Saved ${i + 1}`, artist ? [artist] : [], []));
    signIn('Ada', [], { albums });
    const response = await request(api()).get('/remote/own/ytmusic').expect(200);
    expect(titles((response.body as OwnMusicView).albums)).toEqual(titles(albums));
  });

  it('shows what it is known to have where it ends at one hundred of 1,244, and says when that was seen', async () => {
    const yesterday = parts.clock.now;
    await all();
    parts.clock.pass(DAY_MS);
    parts.fake.ownListsEndAfter = 100;
    const first = await page(LIKES);
    expect(first.playlist?.trackCount).toBe(TOLD);
    expect(fresh(first.items)).toHaveLength(100);
    const items = await all();
    expect(titles(items)).toEqual(titles(liked));
    expect(new Set(items.slice(100).map(({ seenAtMs }) => seenAtMs))).toEqual(new Set([yesterday]));

    // Also days later, and after a restart.
    parts.clock.pass(2 * DAY_MS);
    await pyxis.close();
    await start();
    expect(titles(await all())).toEqual(titles(liked));
    parts.clock.pass(DAY_MS);
    delete parts.fake.ownListsEndAfter;
    expect(fresh(await all())).toHaveLength(TOLD);
  });

  it('is played with what it is known to have', async () => {
    await all();
    parts.clock.pass(DAY_MS);
    parts.fake.ownListsEndAfter = 100;
    const player = await pyxis.tell('/play', { subject: { kind: 'playlist', id: LIKES }, outputId: 'desktop1' });
    expect(player.length).toBe(TOLD);
  });

  it('loses what was taken out of it once all came that it says it has, and nothing before', async () => {
    await all();
    parts.clock.pass(DAY_MS);
    const kept = liked.filter((_, i) => i % 2 === 0);
    signIn('Ada', kept);
    parts.fake.ownListsEndAfter = 100;
    // No more of them than it lacks.
    expect(await all()).toHaveLength(kept.length);
    parts.clock.pass(DAY_MS);
    delete parts.fake.ownListsEndAfter;
    expect(titles(await all())).toEqual(titles(kept));
    parts.clock.pass(DAY_MS);
    parts.fake.ownListsEndAfter = 100;
    expect(titles(await all()).sort()).toEqual(titles(kept).sort());
  });

  it('is told as short where nothing else is known of it', async () => {
    parts.fake.ownListsEndAfter = 100;
    const only = await page(LIKES);
    expect([only.items.length, only.nextCursor, only.playlist?.trackCount]).toEqual([100, undefined, TOLD]);
  });

  it('breaks off in the middle when its source does, and goes on with what is known', async () => {
    await all();
    parts.clock.pass(DAY_MS);
    const first = await page(LIKES);
    parts.fake.lastingFault = DOWN;
    const rest = await all(LIKES, first.nextCursor);
    expect(titles([...first.items, ...rest])).toEqual(titles(liked));
    expect(fresh(rest)).toEqual([]);
    parts.clock.pass(DAY_MS);
    const kept = await page(LIKES);
    expect(kept).toMatchObject({ playlist: { title: 'Liked Music' }, seenAtMs: parts.clock.now - DAY_MS });
    expect(titles(await all())).toEqual(titles(liked));
    // There is nothing to go on with.
    parts.clock.pass(DAY_MS);
    delete parts.fake.lastingFault;
    signIn('Eve', liked);
    await pyxis.close();
    await start();
    const { nextCursor = '' } = await page(LIKES);
    parts.fake.lastingFault = DOWN;
    await request(api()).get(`/remote/playlists/${LIKES}`).query({ cursor: nextCursor }).expect(503);
  });

  it('is known as well when the source was switched off, long after its snapshots have expired', async () => {
    await all();
    parts.clock.pass(365 * DAY_MS);
    await pyxis.app.get(SnapshotRetention).run();
    await pyxis.close();
    await start([]);
    expect(titles(await all())).toEqual(titles(liked));
  });

  it('is another for another account of the same browser', async () => {
    await all();
    parts.clock.pass(DAY_MS);
    signIn('Eve', liked.slice(0, 150), { likesTold: TOLD });
    parts.fake.ownListsEndAfter = 100;
    expect(await all()).toHaveLength(100);
  });

  it('is not shown as empty where cookies do not hold any more', async () => {
    await all();
    parts.clock.pass(DAY_MS);
    parts.fake.accounts.all.clear();
    const first = await page(LIKES);
    expect(first.seenAtMs).toBe(parts.clock.now - DAY_MS);
    expect(titles(await all())).toEqual(titles(liked));
  });

  it('may be a playlist that the person made', async () => {
    const made = { id: 'PLmadebyada000000000000000000000001', title: 'Made', owner: 'Ada', songs: liked.slice(0, 250) };
    signIn('Ada', [], { playlists: [made] });
    await all(`ytmusic:${made.id}`);
    parts.clock.pass(DAY_MS);
    parts.fake.ownListsEndAfter = 100;
    const items = await all(`ytmusic:${made.id}`);
    expect([items.length, fresh(items).length]).toEqual([250, 100]);
  });

  it('takes nothing out of the library', async () => {
    const [harbour] = parts.fake.world.albums;
    signIn('Ada', [...(harbour?.songs ?? []), ...liked]);
    await all();
    const put = (): request.Test => request(api()).put(`/remote/albums/ytmusic:${harbour?.id ?? ''}/saved`);
    await put().expect(200);
    parts.clock.pass(DAY_MS);
    signIn('Ada', []);
    await all();
    const albums = await request(api()).get('/albums?placement=discovery').expect(200);
    expect(titles((albums.body as AlbumPage).items)).toEqual(['Harbour Lights']);
  });

  it.each(['pyxis-known.WzFd', 'pyxis-walk.x', 'pyxis-known.WzEsMiwzLDQsNV0'])(
    'refuses the cursor %s',
    async (cursor) => {
      const answer = await request(api()).get(`/remote/playlists/${LIKES}`).query({ cursor });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );
});
