import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeYtMusic } from '../support/fake-ytmusic/fake-ytmusic.js';
import { TlsEndingProxy } from '../support/tls-ending-proxy.js';

/** Of the environment that `npm test` makes of `requirements.txt`. */
const python = process.env.PYXIS_TEST_PYTHON;
const run = promisify(execFile);

describe.skipIf(python === undefined)('ytmusicapi (skipped where Python has not got it)', () => {
  let fake: FakeYtMusic;
  let proxy: TlsEndingProxy;

  beforeAll(async () => {
    fake = await new FakeYtMusic().start();
    proxy = await new TlsEndingProxy({ 'music.youtube.com': fake.origin }).start();
  });

  afterAll(async () => {
    await proxy.stop();
    await fake.stop();
  });

  it('takes the fake for the real service', { timeout: 300_000 }, async () => {
    const { albums, artists, playlists } = fake.world;
    const [harbour] = albums;
    const [song] = harbour!.songs;
    fake.lyrics.set(song!.id, 'timed');
    const all = playlists.find(({ title }) => title === 'All of It')!;
    const ids = { album: harbour!.id, artist: artists[0]!.id, playlist: all.id, song: song!.id };
    const env = { ...process.env, HTTPS_PROXY: proxy.url, REQUESTS_CA_BUNDLE: proxy.certificateFile, NO_PROXY: '' };
    const script = join(import.meta.dirname, 'ask-ytmusic.py');
    const { stdout } = await run(python ?? '', [script, JSON.stringify(ids)], { env });
    expect(JSON.parse(stdout)).toEqual({
      songs: [['Slack Water', ['Night Ferry', 'Ada Lamplight'], 187]],
      albums: ['Harbour Lights', 'Tide Tables'],
      artists: ['Night Ferry'],
      playlists: ['On the Water'],
      album: ['Harbour Lights', '2023', 4, harbour!.listId],
      // As a guest gets it.
      albumTracks: harbour!.songs.map(({ title, video }) => [title, `MUSIC_VIDEO_TYPE_${video ? 'OMV' : 'ATV'}`]),
      artistAlbums: ['Harbour Lights'],
      artistSingles: ['Tide Tables'],
      playlistTracks: [all.songs.length, all.songs.length],
      radio: ['Harbour Lights', 25],
      lyrics: [
        ['The first line', 1_000],
        ['And the second', 5_250],
      ],
      suggestions: ['harbour lights'],
    });
    expect(proxy.strangers).toEqual([]);
  });

  it('is shown its own music by the fake when it has signed in', { timeout: 300_000 }, async () => {
    const { albums, playlists } = fake.world;
    const [song] = fake.songs;
    fake.accounts.all.set('key', [
      { name: 'Work', handle: '@work', likes: [], playlists: [], albums: [] },
      {
        name: 'Ada',
        handle: '@ada',
        likes: [song!],
        likesTold: 1_244,
        playlists: playlists.slice(0, 1),
        albums: albums.slice(0, 2),
      },
    ]);
    const env = { ...process.env, HTTPS_PROXY: proxy.url, REQUESTS_CA_BUNDLE: proxy.certificateFile, NO_PROXY: '' };
    const script = join(import.meta.dirname, 'ask-ytmusic-own.py');
    const told = { cookies: '__Secure-3PAPISID=key; SAPISID=key', account: 1 };
    const { stdout } = await run(python ?? '', [script, JSON.stringify(told)], { env });
    expect(JSON.parse(stdout)).toEqual({
      account: ['Ada', '@ada'],
      likes: [1_244, [song!.title]],
      playlists: [playlists[0]!.title],
      albums: albums.slice(0, 2).map(({ title }) => title),
    });
  });
});
