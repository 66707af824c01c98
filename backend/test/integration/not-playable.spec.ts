import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BrowseModule } from '../../src/browse/index.js';
import type { RemoteAlbumView, RemotePlaylistPageView, SavedTrackView } from '../../src/browse/browse.dto.js';
import { Radios } from '../../src/browse/radios.js';
import { TrackDirectory } from '../../src/catalogue/index.js';
import type { AlbumView } from '../../src/library/library.dto.js';
import type { RemoteAlbum, RemoteTrack } from '../../src/sources/index.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { FAR_AWAY, FakeSource, type FakeMusic } from '../support/fake-source.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const WHY = 'Not streamable. Buy it at Fake Music.';
const CAUSE = { code: 'fake-not-out-yet', outAtMs: Date.UTC(2031, 2, 7) };
const NOT_PLAYABLE = { isPlayable: false, whyNotPlayable: WHY, notPlayableCause: CAUSE };
const ALBUM: RemoteAlbum = {
  kind: 'album',
  nativeId: 'album',
  title: 'Half of it',
  artists: [{ name: 'Somebody Else' }],
  isExplicit: false,
  webAddress: 'https://music.example/album',
};

function song(nativeId: string, more: Partial<RemoteTrack> = {}): RemoteTrack {
  const album = { title: ALBUM.title, nativeId: ALBUM.nativeId };
  const flags = { isExplicit: false, isPlayable: true, isVideo: false };
  return { kind: 'track', nativeId, title: `Song ${nativeId}`, artists: ALBUM.artists, album, ...flags, ...more };
}

describeOnEachEngine('a track that its source lists and does not play', (database) => {
  let tracks: RemoteTrack[];
  let music: FakeMusic;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');

  beforeEach(async () => {
    tracks = [
      song('1', { ...NOT_PLAYABLE, webAddress: 'https://music.example/1' }),
      song('2'),
      song('3', { isPlayable: false }),
    ];
    const started = await FakeSource.start(undefined, {
      browse: {
        album: () => Promise.resolve({ album: ALBUM, tracks, trackCount: tracks.length }),
        artist: () => Promise.reject(new Error('Nobody asks.')),
        playlist: () => Promise.resolve({ items: tracks }),
        radio: () => Promise.resolve({ items: tracks }),
      },
    });
    music = started.music;
    pyxis = await PlaybackApp.start(database(), {
      sources: [started.source],
      modules: [BrowseModule, StreamingModule],
    });
    await pyxis.output('desktop1');
  });
  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  async function get<Answer>(path: string): Promise<Answer> {
    return (await request(api()).get(path).expect(200)).body as Answer;
  }
  const albumPage = (): Promise<RemoteAlbumView> => get('/remote/albums/fake:album');
  const play = (body: object): ReturnType<PlaybackApp['tell']> =>
    pyxis.tell('/play', { outputId: 'desktop1', ...body });
  const queued = async (): Promise<string[]> => (await pyxis.queue()).items.map(({ track }) => track.id);

  it('is listed with why', async () => {
    const { items } = await get<RemotePlaylistPageView>('/remote/playlists/fake:list');
    for (const listed of [(await albumPage()).tracks, items]) {
      expect(listed.map((track) => [track.isMissing, track.whyNotPlayable, track.notPlayableCause])).toEqual([
        [true, WHY, CAUSE],
        [false, undefined, undefined],
        [true, undefined, undefined],
      ]);
    }
  });

  it('is listed with where it is found on the web, as its album is', async () => {
    const { webAddress, tracks: listed } = await albumPage();
    expect([webAddress, ...listed.map((track) => track.webAddress)]).toEqual([
      'https://music.example/album',
      'https://music.example/1',
      undefined,
      undefined,
    ]);
  });

  it('is left out of what plays and of what is added, and is no track to play by itself', async () => {
    await play({ subject: { kind: 'album', id: 'fake:album' } });
    expect(await queued()).toEqual(['fake:2']);
    await pyxis.tell('/queue/items', { subject: { kind: 'playlist', id: 'fake:list' }, place: 'next' });
    expect(await queued()).toEqual(['fake:2', 'fake:2']);
    for (const path of ['/play', '/queue/items']) {
      const { revision } = await pyxis.player();
      const place = path === '/play' ? {} : { place: 'last' };
      const answer = await pyxis.post(path, { revision, trackIds: ['fake:1'], ...place });
      expect(answer.body).toMatchObject({ type: 'urn:pyxis:problem:nothing-playable' });
    }
  });

  it('gives a radio that begins with what goes well with it', async () => {
    await albumPage();
    await play({ subject: { kind: 'radio', id: 'fake:1' } });
    await pyxis.app.get(Radios).settled();
    expect(await queued()).toEqual(['fake:2']);
  });

  it('is known as such when it is opened by itself', async () => {
    music.tracks.set('alone', { ...FAR_AWAY, ...NOT_PLAYABLE });
    const directory = pyxis.app.get(TrackDirectory);
    await directory.fetch(['fake:alone'], AbortSignal.timeout(30_000));
    expect((await directory.views(['fake:alone'])).get('fake:alone')).toMatchObject({
      isMissing: true,
      whyNotPlayable: WHY,
      notPlayableCause: CAUSE,
    });
  });

  it('is saved as one that does not play, with why, until it is saved as one that does', async () => {
    const saved = async (path: string): Promise<unknown[]> => {
      const { id } = (await request(api()).put(path).expect(200)).body as SavedTrackView;
      const { discs, isMissing: isAlbumMissing } = await get<AlbumView>(`/albums/${id}`);
      const tracksOf = discs.flatMap((disc) => disc.tracks);
      return [isAlbumMissing, ...tracksOf.map((track) => track.notPlayableCause ?? track.whyNotPlayable ?? track.isMissing)]; // prettier-ignore
    };
    await albumPage();
    expect(await saved('/remote/tracks/fake:1/saved')).toEqual([true, CAUSE]);
    expect(await saved('/remote/albums/fake:album/saved')).toEqual([false, CAUSE, false, true]);
    expect((await albumPage()).tracks.map(({ isMissing, whyNotPlayable }) => whyNotPlayable ?? isMissing)).toEqual([WHY, false, true]); // prettier-ignore

    // Snapshots from before there were codes have the sentence alone.
    tracks = [song('1'), song('2', { isPlayable: false, whyNotPlayable: WHY }), song('3', { isPlayable: false })];
    pyxis.clock.pass(5 * 60_000);
    await albumPage();
    expect(await saved('/remote/albums/fake:album/saved')).toEqual([false, false, WHY, true]);
  });

  it('plays once its source says so', async () => {
    await get('/remote/playlists/fake:list');
    tracks = [song('1')];
    await albumPage();
    await play({ trackIds: ['fake:1'] });
    expect((await pyxis.player()).current?.track).toMatchObject({ id: 'fake:1', isMissing: false });
    expect((await pyxis.player()).current?.track.whyNotPlayable).toBeUndefined();
  });
});
