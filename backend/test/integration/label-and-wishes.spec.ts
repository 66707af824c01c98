import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BrowseModule } from '../../src/browse/index.js';
import type { OwnMusicView, RemoteArtistView } from '../../src/browse/browse.dto.js';
import type { OwnMusic, RemoteAlbum, RemoteArtist, RemoteArtistPage } from '../../src/sources/index.js';
import { FakeSource, type FakeMusic } from '../support/fake-source.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const album = (nativeId: string): RemoteAlbum => ({
  kind: 'album',
  nativeId,
  title: `Album ${nativeId}`,
  artists: [{ name: 'Ysolde Marn' }],
  isExplicit: false,
});
const artist = (nativeId: string): RemoteArtist => ({ kind: 'artist', nativeId, name: `Artist ${nativeId}` });

describeOnEachEngine('a source of labels and wishes', (database) => {
  let page: RemoteArtistPage;
  let own: OwnMusic;
  let music: FakeMusic;
  let pyxis: PlaybackApp;
  const get = async <Body>(path: string): Promise<Body> =>
    (await request(pyxis.url.replace('/playback', '')).get(path).expect(200)).body as Body;

  beforeEach(async () => {
    const account = { name: 'Ada' };
    const nobody = (): Promise<never> => Promise.reject(new Error('Nobody asks.'));
    const started = await FakeSource.start(undefined, {
      browse: { album: nobody, artist: () => Promise.resolve(page), playlist: nobody },
      own: {
        account: () => Promise.resolve(account),
        accounts: () => Promise.resolve([]),
        music: () => Promise.resolve(own),
      },
    });
    music = started.music;
    pyxis = await PlaybackApp.start(database(), { sources: [started.source], modules: [BrowseModule] });
  });
  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  it('shows whom a label publishes, and nobody where it is none', async () => {
    page = { artist: artist('1'), tracks: [], albums: [], artists: [artist('2'), artist('3')] };
    const { artists } = await get<RemoteArtistView>('/remote/artists/fake:1');
    expect(artists).toMatchObject([
      { id: 'fake:2', name: 'Artist 2', sourceId: 'fake' },
      { id: 'fake:3', name: 'Artist 3', sourceId: 'fake' },
    ]);
    page = { artist: artist('4'), tracks: [], albums: [] };
    expect(await get<RemoteArtistView>('/remote/artists/fake:4')).not.toHaveProperty('artists');
  });

  it('shows what somebody wishes for beside what they have', async () => {
    own = { account: { name: 'Ada' }, playlists: [], albums: [album('1')], wishes: [album('2')] };
    const shown = await get<OwnMusicView>('/remote/own/fake');
    expect([shown.albums.map(({ id }) => id), shown.wishes?.map(({ id }) => id)]).toEqual([['fake:1'], ['fake:2']]);
    own = { account: { name: 'Ada' }, playlists: [], albums: [] };
    expect(await get<OwnMusicView>('/remote/own/fake')).not.toHaveProperty('wishes');
  });
});
