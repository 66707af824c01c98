import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArtworkModule } from '../../src/artwork/index.js';
import type {
  RemoteAlbumView,
  RemoteArtistView,
  RemotePlaylistPageView,
  SavedAlbumView,
  SavedArtistView,
  SavedTrackView,
} from '../../src/browse/browse.dto.js';
import { AlbumSaver } from '../../src/browse/album-saver.js';
import { BrowseModule } from '../../src/browse/index.js';
import type { AlbumPage } from '../../src/library/albums.dto.js';
import type { AlbumView } from '../../src/library/library.dto.js';
import { StreamingModule } from '../../src/streaming/index.js';
import { MediaForms } from '../support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../support/fake-ytmusic/ytmusic-parts.js';
import type { WorldAlbum } from '../support/fake-ytmusic/world.js';
import { PlaybackApp } from '../support/playback-app.js';
import { describeOnEachEngine } from '../support/test-database.js';

const MINUTE_MS = 60_000;
const DOWN = { status: 503, body: '' };

describeOnEachEngine('what is at a source and in no library', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'pyxis-remote-forms-'));
  const forms = new MediaForms(folder);
  let parts: YtMusicParts;
  let pyxis: PlaybackApp;
  let harbour: WorldAlbum;
  const api = (): string => pyxis.url.replace('/playback', '');
  const id = ({ id: nativeId }: { readonly id: string }): string => `ytmusic:${nativeId}`;

  beforeEach(async () => {
    parts = await YtMusicParts.start(forms);
    parts.clock.now = Date.now();
    harbour = albumOf('Harbour Lights');
    await start();
  });
  afterEach(async () => {
    await pyxis.close();
    await parts.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(sources = [parts.source()]): Promise<void> {
    const modules = [BrowseModule, StreamingModule, ArtworkModule];
    pyxis = await PlaybackApp.start(database(), { clock: parts.clock, sources, modules });
    await pyxis.output('desktop1');
  }

  function albumOf(title: string): WorldAlbum {
    const found = parts.fake.world.albums.find((one) => one.title === title);
    if (!found) throw new Error(`There is no album ${title}.`);
    return found;
  }

  async function get<Answer>(path: string): Promise<Answer> {
    const response = await request(api()).get(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
    return response.body as Answer;
  }

  async function put<Answer>(path: string): Promise<Answer> {
    const response = await request(api()).put(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
    return response.body as Answer;
  }

  const albumPage = (album: WorldAlbum): Promise<RemoteAlbumView> => get(`/remote/albums/${id(album)}`);
  const save = (album: WorldAlbum): Promise<SavedAlbumView> => put(`/remote/albums/${id(album)}/saved`);
  const placed = async (placement: string): Promise<string[]> =>
    (await get<AlbumPage>(`/albums?placement=${placement}`)).items.map(({ title }) => title);

  it('is opened by its id: an album with its songs, cover and whose it is', async () => {
    const album = await albumPage(harbour);
    expect(album).toMatchObject({ title: 'Harbour Lights', artist: 'Night Ferry', year: 2023, sourceId: 'ytmusic' });
    expect(album.artists[0]?.id).toBe(id(harbour.artists[0] ?? { id: '' }));
    expect(album.tracks.map(({ id: trackId }) => trackId)).toEqual(harbour.songs.map(id));
    expect(album.trackCount).toBe(4);
    expect((await request(api()).get(`/art/${album.artworkId ?? ''}`)).status).toBe(200);
  });

  it('says how many songs there are where not all of them can be had', async () => {
    const log = albumOf('The Long Log');
    parts.fake.lostLists.add(log.listId);
    const { tracks, trackCount } = await albumPage(log);
    expect(trackCount).toBe(240);
    expect(tracks.length).toBeLessThanOrEqual(240);
  });

  it('is opened by its id: an artist with all albums, a playlist page by page', async () => {
    const ferry = await get<RemoteArtistView>(`/remote/artists/${id(harbour.artists[0] ?? { id: '' })}`);
    expect(ferry.albums.map(({ title }) => title).sort()).toEqual(['Harbour Lights', 'Tide Tables']);
    expect(ferry.tracks.length).toBeGreaterThan(0);
    const [, all] = parts.fake.world.playlists;
    let page = await get<RemotePlaylistPageView>(`/remote/playlists/${id(all ?? { id: '' })}`);
    expect(page.playlist).toMatchObject({ title: 'All of It', sourceId: 'ytmusic' });
    const titles = page.items.map(({ title }) => title);
    while (page.nextCursor !== undefined) {
      const cursor: string = encodeURIComponent(page.nextCursor);
      page = await get<RemotePlaylistPageView>(`/remote/playlists/${id(all ?? { id: '' })}?cursor=${cursor}`);
      titles.push(...page.items.map(({ title }) => title));
    }
    expect(titles).toEqual(parts.fake.songs.map(({ title }) => title));
  });

  it('is asked for once by all who open it, and not again within a minute', async () => {
    await Promise.all([albumPage(harbour), albumPage(harbour), albumPage(harbour)]);
    const calls = parts.fake.requests.length;
    parts.clock.pass(MINUTE_MS - 1);
    await albumPage(harbour);
    expect(parts.fake.requests).toHaveLength(calls);
    parts.clock.pass(1);
    await albumPage(harbour);
    expect(parts.fake.requests.length).toBeGreaterThan(calls);
  });

  it('is shown as it was seen last while the source does not answer', async () => {
    const seenAtMs = parts.clock.now;
    const seen = await albumPage(harbour);
    parts.clock.pass(MINUTE_MS);
    parts.fake.lastingFault = DOWN;
    expect(await albumPage(harbour)).toEqual(Object.assign(seen, { seenAtMs }));
    const unseen = await request(api()).get(`/remote/albums/${id(albumOf('Numbers'))}`);
    expect(unseen.status).toBe(503);
    expect(unseen.body).toMatchObject({ type: expect.stringContaining('upstream-') as string });
  });

  it.each([
    ['albums/ytmusic:MPREb_nothing0000', 404, 'item-not-found'],
    ['artists/ytmusic:UCnothing', 404, 'item-not-found'],
    ['playlists/ytmusic:PLnothing', 404, 'item-not-found'],
    ['albums/nocolon', 404, 'album-not-found'],
    ['albums/:x', 404, 'album-not-found'],
    ['albums/nobody:x', 503, 'source-unavailable'],
    ['albums/local:x', 503, 'source-unavailable'],
    [`playlists/ytmusic:PLx?cursor=${'x'.repeat(5_000)}`, 400, 'invalid-request'],
  ])('answers %s with %i', async (path, status, code) => {
    const answer = await request(api()).get(`/remote/${path}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: `urn:pyxis:problem:${code}` });
    expect((answer.body as { detail: string }).detail).not.toBe('');
  });

  it('is saved once however often it is asked for, and played by the ids of the library', async () => {
    const { id: albumId } = await save(harbour);
    expect(await save(harbour)).toEqual({ id: albumId, title: 'Harbour Lights', formerly: 'discovery' });
    expect(await placed('discovery')).toEqual(['Harbour Lights']);
    expect(await placed('collection')).not.toContain('Harbour Lights');

    const album = await get<AlbumView>(`/albums/${albumId}`);
    const tracks = album.discs.flatMap((disc) => disc.tracks);
    expect(tracks.map(({ title, trackNumber }) => [title, trackNumber])).toEqual(
      harbour.songs.map(({ title }, i) => [title, i + 1]),
    );
    expect(tracks[1]?.artists.map(({ name }) => name)).toEqual(['Night Ferry', 'Ada Lamplight']);
    expect((await request(api()).get(`/art/${album.artworkId ?? ''}`)).status).toBe(200);

    const player = await pyxis.tell('/play', { subject: { kind: 'album', id: albumId }, outputId: 'desktop1' });
    expect(player.length).toBe(4);
    parts.tell(parts.song);
    const sound = await request(api())
      .get(`/stream/${tracks[0]?.id ?? ''}`)
      .buffer(true);
    expect(Buffer.compare(sound.body as Buffer, parts.soundOf(parts.song))).toBe(0);

    const page = await albumPage(harbour);
    expect(page).toMatchObject({ libraryId: albumId, placement: 'discovery' });
    expect(page.tracks.map((track) => track.id)).toEqual(tracks.map((track) => track.id));
  });

  it('is saved also while the source is down, once it was opened', async () => {
    await albumPage(harbour);
    parts.clock.pass(MINUTE_MS);
    parts.fake.lastingFault = DOWN;
    await save(harbour);
    expect(await placed('discovery')).toEqual(['Harbour Lights']);
  });

  it('stays marked once it was dismissed, and is in discovery again when it is saved again', async () => {
    const { id: albumId } = await save(harbour);
    await request(api()).put(`/albums/${albumId}/placement`).send({ placement: 'dismissed' }).expect(200);
    expect(await albumPage(harbour)).toMatchObject({ placement: 'dismissed' });
    const ferry = await get<RemoteArtistView>(`/remote/artists/${id(harbour.artists[0] ?? { id: '' })}`);
    expect(ferry.albums.find(({ title }) => title === 'Harbour Lights')).toMatchObject({ placement: 'dismissed' });
    expect(await save(harbour)).toMatchObject({ id: albumId, formerly: 'dismissed' });
    expect(await placed('discovery')).toEqual(['Harbour Lights']);
  });

  it('leaves the library again when that is undone, and can be saved anew', async () => {
    const { id: albumId } = await save(harbour);
    await request(api())
      .delete(`/remote/albums/${id(harbour)}/saved`)
      .expect(204);
    expect(await placed('discovery')).toEqual([]);
    expect(await albumPage(harbour)).not.toHaveProperty('libraryId');
    expect(await save(harbour)).toEqual({ id: albumId, title: 'Harbour Lights' });
    await request(api()).delete('/remote/albums/ytmusic:MPREb_never/saved').expect(404);
  });

  it('is saved song by song, and whole afterwards', async () => {
    const [, slack] = harbour.songs;
    await albumPage(harbour);
    const { id: albumId } = await put<SavedAlbumView>(`/remote/tracks/${id(slack ?? { id: '' })}/saved`);
    const titles = async (): Promise<string[]> =>
      (await get<AlbumView>(`/albums/${albumId}`)).discs.flatMap(({ tracks }) => tracks.map(({ title }) => title));
    expect(await titles()).toEqual(['Slack Water']);
    const page = await albumPage(harbour);
    expect(page).not.toHaveProperty('libraryId');
    expect(page.tracks.map(({ id: trackId }) => trackId.includes(':'))).toEqual([true, false, true, true]);
    expect((await save(harbour)).id).toBe(albumId);
    expect(await titles()).toEqual(harbour.songs.map(({ title }) => title));
  });

  describe('taken back,', () => {
    const path = (n: number): string => `/remote/tracks/${id(harbour.songs[n] ?? { id: '' })}/saved`;
    const saveTrack = (n: number): Promise<SavedTrackView> => put(path(n));
    const forget = (saved: string, status = 204): Promise<unknown> => request(api()).delete(saved).expect(status);
    const titlesOf = async (albumId: string): Promise<string[]> =>
      (await get<AlbumView>(`/albums/${albumId}`)).discs.flatMap(({ tracks }) => tracks.map(({ title }) => title));

    beforeEach(() => albumPage(harbour));

    it('a song goes with the album that is there for it alone, and comes with it again', async () => {
      const { id: albumId, isNew } = await saveTrack(1);
      expect([isNew, (await saveTrack(1)).isNew]).toEqual([true, false]);
      await forget(path(1));
      expect(await placed('discovery')).toEqual([]);
      await forget(path(1), 404);
      expect(await saveTrack(1)).toMatchObject({ id: albumId, isNew: true });
      expect(await titlesOf(albumId)).toEqual(['Slack Water']);
    });

    it('a song goes off an album on which others stay, is in the queue still, and comes back as the same', async () => {
      const { id: albumId } = await saveTrack(1);
      await request(api()).put(`/albums/${albumId}/placement`).send({ placement: 'collection' }).expect(200);
      expect(await saveTrack(2)).toMatchObject({ id: albumId, formerly: 'collection', isNew: true });
      const player = await pyxis.tell('/play', { subject: { kind: 'album', id: albumId }, outputId: 'desktop1' });
      expect(player.length).toBe(2);
      const before = await pyxis.queue();
      await forget(path(2));
      expect(await titlesOf(albumId)).toEqual(['Slack Water']);
      expect((await get<AlbumPage>('/albums')).items.map(({ title }) => title)).toEqual(
        expect.arrayContaining(['Harbour Lights']),
      );
      expect(await placed('collection')).toContain('Harbour Lights');
      const queued = (await pyxis.queue()).items.map(({ track }) => [track.id, track.title, track.artworkId]);
      expect(queued).toEqual(before.items.map(({ track }) => [track.id, track.title, track.artworkId]));
      await save(harbour);
      expect(await titlesOf(albumId)).toEqual(harbour.songs.map(({ title }) => title));
      const now = (await get<AlbumView>(`/albums/${albumId}`)).discs.flatMap(({ tracks }) => tracks);
      expect(now[2]?.id).toBe(before.items.find(({ track }) => track.title === 'Fog Signal')?.track.id);
    });

    it('a song of a dismissed album is where it was: off the album, which is dismissed again', async () => {
      const { id: albumId } = await saveTrack(1);
      await request(api()).put(`/albums/${albumId}/placement`).send({ placement: 'dismissed' }).expect(200);
      expect(await saveTrack(2)).toMatchObject({ formerly: 'dismissed', isNew: true });
      await forget(path(2));
      await request(api()).put(`/albums/${albumId}/placement`).send({ placement: 'dismissed' }).expect(200);
      expect(await placed('dismissed')).toEqual(['Harbour Lights']);
      expect(await titlesOf(albumId)).toEqual(['Slack Water']);
    });

    it('a song is none that was saved by itself where its album was saved whole', async () => {
      await save(harbour);
      expect(await saveTrack(1)).toMatchObject({ formerly: 'discovery', isNew: false });
      await forget(path(1), 404);
      expect(await placed('discovery')).toEqual(['Harbour Lights']);
    });

    it('an artist goes, with the albums that have not come yet', async () => {
      const ferry = `/remote/artists/${id(harbour.artists[0] ?? { id: '' })}`;
      await get(ferry);
      parts.clock.pass(MINUTE_MS);
      parts.fake.lastingFault = DOWN;
      expect(await put<SavedArtistView>(`${ferry}/saved`)).toMatchObject({ isNew: true, albumsToCome: 2 });
      await forget(`${ferry}/saved`);
      delete parts.fake.lastingFault;
      const waiting = await database().read.get<{ count: number }>('SELECT count(*) AS count FROM album_to_save');
      expect(Number(waiting?.count)).toBe(0);
      expect(await get(ferry)).not.toHaveProperty('libraryId');
      await forget(`${ferry}/saved`, 404);
    });
  });

  it('brings the albums of a saved artist into discovery, but for what was dismissed', async () => {
    const { id: single } = await save(albumOf('Tide Tables'));
    await request(api()).put(`/albums/${single}/placement`).send({ placement: 'dismissed' }).expect(200);
    const ferry = harbour.artists[0] ?? { id: '' };
    const saved = await put<SavedArtistView>(`/remote/artists/${id(ferry)}/saved`);
    expect(saved).toMatchObject({ name: 'Night Ferry', isNew: true, albumsToCome: 1 });
    await pyxis.app.get(AlbumSaver).settled();
    expect(await placed('discovery')).toEqual(['Harbour Lights']);
    expect(await get(`/artists/${saved.id}`)).toMatchObject({ name: 'Night Ferry', albumCount: 2 });
    expect(await get(`/remote/artists/${id(ferry)}`)).toMatchObject({ libraryId: saved.id });
    expect(await put(`/remote/artists/${id(ferry)}/saved`)).toEqual(
      Object.assign(saved, { isNew: false, albumsToCome: 0 }),
    );
  });
});
