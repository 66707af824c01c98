import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BrowseModule } from '../../src/browse/index.js';
import type { RemoteAlbumView, SavedAlbumView } from '../../src/browse/browse.dto.js';
import { TrackDirectory } from '../../src/catalogue/index.js';
import type { AlbumView } from '../../src/library/library.dto.js';
import type { RemoteAlbum, RemoteTrack } from '../../src/sources/index.js';
import { FakeSource, type FakeMusic } from '../support/fake-source.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const ALBUM: RemoteAlbum = {
  kind: 'album',
  nativeId: 'album',
  title: 'Contour Lines',
  artists: [{ name: 'Ysolde Marn' }],
  isExplicit: false,
};

function song(nativeId: string, trackNumber?: number): RemoteTrack {
  const album = { title: ALBUM.title, nativeId: ALBUM.nativeId };
  const flags = { isExplicit: false, isPlayable: true, isVideo: false };
  const number = trackNumber === undefined ? {} : { trackNumber };
  return { kind: 'track', nativeId, title: `Song ${nativeId}`, artists: ALBUM.artists, album, ...number, ...flags };
}

describeOnEachEngine('an album of a source', (database) => {
  let album: RemoteAlbum;
  let tracks: RemoteTrack[];
  let music: FakeMusic;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');
  const page = async (): Promise<RemoteAlbumView> =>
    (await request(api()).get('/remote/albums/fake:album').expect(200)).body as RemoteAlbumView;

  beforeEach(async () => {
    album = ALBUM;
    const started = await FakeSource.start(undefined, {
      browse: {
        album: () => Promise.resolve({ album, tracks, trackCount: tracks.length }),
        artist: () => Promise.reject(new Error('Nobody asks.')),
        playlist: () => Promise.reject(new Error('Nobody asks.')),
      },
    });
    music = started.music;
    pyxis = await PlaybackApp.start(database(), { sources: [started.source], modules: [BrowseModule] });
  });
  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  it('keeps the numbers that are printed, gaps too: on its page, alone and saved', async () => {
    tracks = [song('a', 1), song('b', 2), song('c', 4), song('d', 7)];
    expect((await page()).tracks.map(({ trackNumber }) => trackNumber)).toEqual([1, 2, 4, 7]);
    const alone = await pyxis.app.get(TrackDirectory).views(['fake:c']);
    expect(alone.get('fake:c')).toMatchObject({ trackNumber: 4 });
    const answer = await request(api()).put('/remote/albums/fake:album/saved').expect(200);
    const saved = await request(api()).get(`/albums/${(answer.body as SavedAlbumView).id}`);
    const { discs } = saved.body as AlbumView;
    expect(discs.flatMap((disc) => disc.tracks).map(({ title, trackNumber }) => [title, trackNumber])).toEqual([
      ['Song a', 1],
      ['Song b', 2],
      ['Song c', 4],
      ['Song d', 7],
    ]);
  });

  it('has its label, with its page where it has one', async () => {
    tracks = [song('a')];
    album = { ...ALBUM, label: { name: 'Brackwater Discs', nativeId: 'b-1' } };
    expect((await page()).label).toEqual({ name: 'Brackwater Discs', id: 'fake:b-1' });
  });

  it('has a label without a page, or none', async () => {
    tracks = [song('a')];
    expect(await page()).not.toHaveProperty('label');
  });
});
