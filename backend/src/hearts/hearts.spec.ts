import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../test/support/fake-collection.js';
import { FAR_AWAY, FakeSource } from '../../test/support/fake-source.js';
import { startFeatureApp, type FeatureApp } from '../../test/support/feature-app.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { OWNER_ID } from '../database/index.js';
import type { AlbumPage } from '../library/albums.dto.js';
import type { ArtistPage } from '../library/artists.dto.js';
import type { TrackPage } from '../library/tracks.dto.js';
import { Hearts, type HeartChange } from './hearts.js';
import type { HeartMarks, HeartPage } from './hearts.dto.js';
import { HeartsModule } from './hearts.module.js';

describeOnEachEngine('hearts', (database) => {
  let pyxis: FeatureApp;
  let music: Awaited<ReturnType<typeof FakeSource.start>>['music'];

  beforeEach(async () => {
    const fake = await FakeSource.start();
    music = fake.music;
    music.tracks.set('77', FAR_AWAY);
    music.tracks.set('78', { ...FAR_AWAY, title: 'Night', artist: 'Ann', artists: [{ name: 'Ann', role: 'main' }], album: { title: 'First' }, durationMs: 60_000 }); // prettier-ignore
    pyxis = await startFeatureApp(database(), [HeartsModule], [], [fake.source]);
    pyxis.files.put('ann/first/1.flac', aTrack({ title: 'Night', artist: 'Ann', album: 'First', albumArtist: 'Ann', trackNumber: 1 })); // prettier-ignore
    pyxis.files.put('ann/first/2.flac', aTrack({ title: 'Day', artist: 'Ann', album: 'First', albumArtist: 'Ann', trackNumber: 2 })); // prettier-ignore
    pyxis.files.put('ann/best/1.flac', aTrack({ title: 'Night', artist: 'Ann', album: 'The Best', albumArtist: 'Ann', contentKey: 'other' })); // prettier-ignore
    pyxis.files.put('bob/songs/1.flac', aTrack({ title: 'Rain', artist: 'Bob', album: 'Songs', albumArtist: 'Bob' }));
    await pyxis.scan();
  });

  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  const give = async (path: string, body: object = {}): Promise<number> =>
    (await pyxis.send('put', `/hearts/${path}`, body)).status;
  const take = async (path: string): Promise<number> => (await pyxis.send('delete', `/hearts/${path}`)).status;
  const list = async (query = ''): Promise<HeartPage> => pyxis.get(`/hearts${query}`);
  const marked = async (...ids: string[]): Promise<string[]> => {
    const query = ids.map((id) => `ids=${encodeURIComponent(id)}`).join('&');
    return (await pyxis.get<HeartMarks>(`/hearts/marks?${query}`)).items.map(({ id }) => id);
  };
  const tracks = async (query = ''): Promise<TrackPage['items']> =>
    (await pyxis.get<TrackPage>(`/tracks${query}`)).items;
  const trackOn = async (title: string, album: string): Promise<string> =>
    (await tracks()).find((track) => track.title === title && track.album.title === album)?.id ?? '';
  const albumCalled = async (title: string): Promise<string> =>
    (await pyxis.get<AlbumPage>('/albums')).items.find((album) => album.title === title)?.id ?? '';
  const artistCalled = async (name: string): Promise<string> =>
    (await pyxis.get<ArtistPage>('/artists')).items.find((artist) => artist.name === name)?.id ?? '';

  it('are listed newest first, page by page, with what they are on', async () => {
    const night = await trackOn('Night', 'First');
    const [album, artist] = [await albumCalled('Songs'), await artistCalled('Ann')];
    expect(await give(`track/${night}`)).toBe(204);
    expect(await give(`album/${album}`)).toBe(204);
    expect(await give(`artist/${artist}`)).toBe(204);
    expect(await give('show/a-show', { title: 'Talk', artist: 'Somebody' })).toBe(204);
    const first = await list('?limit=3');
    expect(first.items).toMatchObject([
      { kind: 'show', show: { id: 'a-show', title: 'Talk', author: 'Somebody' } },
      { kind: 'artist', artist: { id: artist, name: 'Ann' } },
      { kind: 'album', album: { id: album, title: 'Songs', artist: 'Bob', placement: 'collection' } },
    ]);
    const second = await list(`?limit=3&cursor=${first.nextCursor}`);
    expect(second.items).toMatchObject([{ kind: 'track', track: { id: night, title: 'Night' } }]);
    expect(second.nextCursor).toBeUndefined();
    expect((await list('?kind=album')).items).toMatchObject([{ id: album }]);
    expect((await pyxis.send('get', '/hearts?cursor=x')).status).toBe(400);
  });

  it('are on the same recording of another album and of a source, and are taken back from any of them', async () => {
    const [first, best] = [await trackOn('Night', 'First'), await trackOn('Night', 'The Best')];
    expect(await give('track/fake:78')).toBe(204);
    const all = [`track:${first}`, `track:${best}`, 'track:fake:78'];
    expect((await marked(...all, `track:${await trackOn('Day', 'First')}`)).sort()).toEqual(all.sort());
    expect((await tracks('?isHearted=true')).map(({ id }) => id).sort()).toEqual([first, best].sort());
    expect((await tracks('?isHearted=false')).map(({ title }) => title)).toEqual(['Day', 'Rain']);
    await give(`track/${best}`);
    expect((await list()).items).toMatchObject([{ id: 'fake:78', track: { title: 'Night', sourceId: 'fake' } }]);
    expect(await take(`track/${first}`)).toBe(204);
    expect(await marked(...all)).toEqual([]);
    expect((await list()).items).toEqual([]);
  });

  it('of a source go to what is called the same in the library', async () => {
    expect(await give('album/fake:A1', { title: 'First', artist: 'Ann' })).toBe(204);
    expect(await give('artist/fake:B1', { title: 'Bob' })).toBe(204);
    const titles = async (query: string): Promise<string[]> =>
      (await pyxis.get<AlbumPage>(`/albums?${query}`)).items.map(({ title }) => title);
    expect(await titles('isHearted=true')).toEqual(['First']);
    expect((await titles('isHearted=false')).sort()).toEqual(['Songs', 'The Best']);
    const names = async (isHearted: boolean): Promise<string[]> =>
      (await pyxis.get<ArtistPage>(`/artists?isHearted=${isHearted}`)).items.map(({ name }) => name);
    expect([await names(true), await names(false)]).toEqual([['Bob'], ['Ann']]);
    expect(await marked(`artist:${await artistCalled('Bob')}`, 'artist:fake:B1', 'album:fake:A1')).toHaveLength(3);
    expect((await list('?kind=album')).items).toMatchObject([
      { album: { id: 'fake:A1', title: 'First', artist: 'Ann', sourceId: 'fake', isMissing: false } },
    ]);
  });

  it('tell whoever listens of tracks, once for each change', async () => {
    const told: HeartChange[] = [];
    pyxis.app.get(Hearts).listen({ record: (change) => Promise.resolve(void told.push(change)) });
    const changes: string[] = [];
    pyxis.app.get(Hearts).changes.subscribe((ownerId) => changes.push(ownerId));
    const night = await trackOn('Night', 'First');
    for (const act of [give, give, take, take]) await act(`track/${night}`);
    await give(`album/${await albumCalled('Songs')}`);
    expect(told.map(({ isHearted, track }) => [track.title, isHearted])).toEqual([
      ['Night', true],
      ['Night', false],
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect(changes).toEqual([OWNER_ID, OWNER_ID, OWNER_ID]);
  });

  it('refuse what nobody knows, and say what is missing', async () => {
    expect(await give('track/nothing')).toBe(404);
    expect(await give('album/nothing')).toBe(404);
    expect(await give('artist/nothing')).toBe(404);
    expect(await give('playlist/x')).toBe(400);
    expect((await pyxis.send('put', '/hearts/album/fake:A1', {})).body).toMatchObject({
      detail: 'title: is needed for what the library does not have.',
    });
    expect((await pyxis.send('get', '/hearts/marks?ids=playlist:1')).status).toBe(400);
  });
});
