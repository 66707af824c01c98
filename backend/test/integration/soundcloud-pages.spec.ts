import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ArtworkModule } from '../../src/artwork/index.js';
import { BrowseModule } from '../../src/browse/index.js';
import type {
  OwnMusicView,
  RemoteAlbumView,
  RemoteArtistView,
  RemotePlaylistPageView,
} from '../../src/browse/browse.dto.js';
import { SearchModule } from '../../src/search/index.js';
import type { SearchResponse } from '../../src/search/search.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { SoundCloudParts } from '../support/fake-soundcloud/soundcloud-parts.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

describeOnEachEngine('what is on SoundCloud', (database) => {
  let parts: SoundCloudParts;
  let pyxis: PlaybackApp;
  const api = (): string => pyxis.url.replace('/playback', '');
  const get = async <Body>(path: string): Promise<Body> => (await request(api()).get(path).expect(200)).body as Body;
  const search = (q: string): Promise<SearchResponse> => get(`/search?q=${encodeURIComponent(q)}`);

  beforeEach(async () => {
    parts = await SoundCloudParts.start();
    const modules = [SearchModule, BrowseModule, StreamingModule, ArtworkModule];
    pyxis = await PlaybackApp.start(database(), { sources: [parts.source({ user: 'ada-lamplight' })], modules });
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });

  it('is one thing, by a search and by each of its addresses', async () => {
    const song = `soundcloud:${parts.fake.track('night-ferry/harbour-lights').id}`;
    const album = `soundcloud:${parts.fake.set('night-ferry/sets/harbour-lights').id}`;
    const { tracks, albums } = await search('harbour lights');
    expect(tracks.map(({ id }) => id)).toContain(song);
    expect(albums.map(({ id }) => id)).toEqual([album]);
    for (const address of [
      'soundcloud.com/night-ferry/harbour-lights?si=1',
      'https://on.soundcloud.com/Zy8xW6vU4tS2rQ0p',
      `https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/${song.split(':')[1]}`,
    ]) {
      expect(await search(address)).toMatchObject({ tracks: [{ id: song, title: 'Harbour Lights' }], missing: [] });
    }
    const pasted = await search('https://soundcloud.com/night-ferry/sets/harbour-lights');
    expect(pasted).toMatchObject({ albums: [{ id: album }], playlists: [] });
    expect(await search('https://soundcloud.com/night-ferry/nothing-at-all')).toMatchObject({
      tracks: [],
      missing: [],
    });
  });

  it('has a cover, and is saved with what is known for certain of it', async () => {
    const { id } = parts.fake.set('night-ferry/sets/harbour-lights');
    const album = await get<RemoteAlbumView>(`/remote/albums/soundcloud:${id}`);
    expect(album).toMatchObject({ title: 'Harbour Lights', artist: 'Night Ferry', trackCount: 7 });
    expect((await request(api()).get(`/art/${album.artworkId ?? ''}`)).status).toBe(200);
    await request(api()).put(`/remote/albums/soundcloud:${id}/saved`).expect(200);
    const rows = await database().read.all<{ title: string }>('SELECT title FROM track WHERE isrc = ?', [
      'QZFYX2600002',
    ]);
    expect(rows.map(({ title }) => title)).toEqual(['Slack Water (feat. Ysolde Marn)']);
  });

  it('has a page of who made it, with songs, albums and playlists', async () => {
    const { id } = parts.fake.user('ada-lamplight');
    const ada = await get<RemoteArtistView>(`/remote/artists/soundcloud:${id}`);
    expect(ada).toMatchObject({
      name: 'Ada Lamplight',
      albums: [{ title: 'Candle' }],
      playlists: [{ title: 'On the water' }],
    });
    expect(ada.tracks.map(({ title }) => title)).toContain('Wick');
  });

  it('that is gone keeps its place in a set, and what was known of it', async () => {
    const set = parts.fake.set('tide-log/sets/the-tide-log');
    const page = await get<RemotePlaylistPageView>(`/remote/playlists/soundcloud:${set.id}`);
    expect([page.items.length, page.items[8]?.title, page.items[8]?.isMissing]).toEqual([
      120,
      'No longer on SoundCloud',
      true,
    ]);
    expect(page.items[8]?.id).not.toBe(`soundcloud:${set.trackIds[8]}`);
  });

  it('is told as one’s own by the name of a profile', async () => {
    const own = await get<OwnMusicView>('/remote/own/soundcloud');
    expect(own).toMatchObject({ name: 'Ada Lamplight', likes: { title: 'Likes' } });
    const likes = await get<RemotePlaylistPageView>(`/remote/playlists/${own.likes?.id ?? ''}`);
    expect(likes.items.map(({ title }) => title)).toContain('Cirrus');
    // Sets are among them, and counted there.
    expect(likes.playlist).not.toHaveProperty('trackCount');
  });

  it('opens by a private link, whose secret is in no answer and not in the database', async () => {
    const set = parts.fake.set('ada-lamplight/sets/kept-to-myself');
    const secret = set.secretToken ?? '';
    const found = await search(`https://soundcloud.com/ada-lamplight/sets/kept-to-myself/${secret}`);
    expect(found).toMatchObject({ playlists: [{ id: `soundcloud:${set.id}`, title: 'Kept to myself' }] });
    const page = await get<RemotePlaylistPageView>(`/remote/playlists/soundcloud:${set.id}`);
    expect(JSON.stringify([found, page])).not.toContain(secret);
    const kept = await database().read.all<Record<string, unknown>>('SELECT * FROM source_item');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('says what is wrong, never with a fault of our own', async () => {
    parts.fake.isBlocking = true;
    const { missing } = await search('harbour lights');
    expect(missing).toMatchObject([
      { sourceId: 'soundcloud', reason: expect.stringContaining('asked again after a quarter of an hour') as string },
    ]);
    for (const path of ['/remote/albums/soundcloud:1', '/remote/artists/soundcloud:1', '/remote/own/soundcloud']) {
      const answer = await request(api()).get(path);
      expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
        503,
        expect.stringContaining('is blocking this server') as string,
      ]);
    }
  });
});
