import request, { type Response } from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTrack } from '../../../test/support/fake-collection.js';
import { FAR_AWAY, FakeSource, type FakeMusic } from '../../../test/support/fake-source.js';
import { PlaybackApp } from '../../../test/support/playback-app.js';
import { describeOnEachEngine } from '../../../test/support/test-database.js';
import { ScanRunner } from '../../library/index.js';
import { PlaylistsModule } from '../playlists.module.js';
import type { PlaylistItemPage, PlaylistPage, PlaylistView } from '../playlists.dto.js';
import { FilePlaylists } from './file-playlists.js';
import type { ReportPage } from './origins.dto.js';

describeOnEachEngine('lists of other programs', (database) => {
  let pyxis: PlaybackApp;
  let music: FakeMusic;

  beforeEach(async () => {
    const fake = await FakeSource.start();
    music = fake.music;
    music.tracks.set('77', FAR_AWAY);
    pyxis = await PlaybackApp.start(database(), { modules: [PlaylistsModule], sources: [fake.source] });
  });

  afterEach(async () => {
    await pyxis.close();
    await music.stop();
  });

  const send = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object): Promise<Response> =>
    request(pyxis.url.replace('/playback', ''))[method](path).send(body);
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await send('get', path);
    expect(response.status, response.text).toBe(200);
    return response.body as Answer;
  };
  const upload = async (content: string | Buffer, name = 'list.m3u'): Promise<Response> =>
    request(pyxis.url.replace('/playback', ''))
      .post(`/playlists/import?name=${encodeURIComponent(name)}`)
      .set('Content-Type', 'application/octet-stream')
      .send(Buffer.from(content));
  const titles = async (id: string): Promise<string> =>
    (await get<PlaylistItemPage>(`/playlists/${id}/items`)).items.map(({ track }) => track.title).join(' ');
  const report = async (id: string): Promise<ReportPage['items']> =>
    (await get<ReportPage>(`/playlists/${id}/report`)).items;
  const all = async (): Promise<PlaylistView[]> => (await get<PlaylistPage>('/playlists?sort=name')).items;

  async function scan(): Promise<void> {
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    await pyxis.app.get(FilePlaylists).settled();
  }

  it('are found by paths of any machine, by addresses, and by what they are called', async () => {
    pyxis.files.put('Été/Schön.mp3', aTrack({ title: 'Schön', artist: 'Ada', album: 'Sommer' }));
    await scan();
    const lines = [
      '#PLAYLIST:Road',
      'A/1.flac',
      'D:\\Music\\A\\2.flac',
      '/home/ada/Music/A/3.mp3',
      'file:///music/E%CC%81te%CC%81/SCHO%CC%88N.mp3',
      '#EXTINF:100,Somebody Else - Far away',
      'pyxis:fake:77',
      '#EXTINF:200,Somebody - B4',
      'gone/far.mp3',
      'nowhere.mp3',
    ];
    const response = await upload(`\ufeff${lines.join('\r\n')}`);
    expect(response.status, response.text).toBe(201);
    const playlist = response.body as PlaylistView;
    expect(playlist).toMatchObject({ name: 'Road', trackCount: 6, origin: { kind: 'import', unresolved: 1 } });
    expect(await titles(playlist.id)).toBe('A1 A2 A3 Schön Far away B4');
    expect(await report(playlist.id)).toEqual([
      { number: 7, text: 'nowhere.mp3', location: 'nowhere.mp3', choices: [] },
    ]);
  });

  it('are refused where there is nothing in them', async () => {
    const response = await upload('# nothing\n');
    expect(response.status).toBe(400);
    expect((response.body as { detail: string }).detail).toContain('names no song');
    expect(response.body).toMatchObject({ errors: [{ field: 'file', because: 'no-songs' }] });
  });

  it('ask about what is in doubt, and put it where it stands in the list', async () => {
    const text =
      '#EXTINF:200,Somebody - A1\nx\n#EXTINF:500,Somebody - A2\ny\n#EXTINF:9,Nobody - Nothing\nz\n#EXTINF:200,Somebody - A3\nw\n';
    const { id } = (await upload(text)).body as PlaylistView;
    expect(await titles(id)).toBe('A1 A3');
    const [doubtful, missing] = await report(id);
    expect(doubtful).toMatchObject({ number: 2, title: 'A2', choices: [{ title: 'A2' }] });
    expect(missing).toMatchObject({ number: 3, choices: [] });
    expect(await get<ReportPage>(`/playlists/${id}/report?limit=1`)).toMatchObject({ items: [{ number: 2 }], nextCursor: expect.any(String) as string }); // prettier-ignore
    const choose = await send('post', `/playlists/${id}/report/2/choose`, { trackId: doubtful?.choices[0]?.id });
    expect(choose.body).toMatchObject({ trackCount: 3, origin: { unresolved: 1 } });
    expect(await titles(id)).toBe('A1 A2 A3');
    const look = await send('post', `/playlists/${id}/report/3/look`);
    expect(look.body).toMatchObject({ isFound: false, entry: { choices: [] } });
    expect((await send('delete', `/playlists/${id}/report/3`)).body).toMatchObject({ origin: { unresolved: 0 } });
    expect((await send('delete', `/playlists/${id}/report/3`)).status).toBe(404);
  });

  it('are written so that they are read again as they were', async () => {
    const trackIds = [pyxis.trackIds[5], 'fake:77', pyxis.trackIds[0]];
    const made = (await send('post', '/playlists', { name: 'Out/in', tracks: { trackIds } })).body as PlaylistView;
    const file = await send('get', `/playlists/${made.id}/export`);
    expect(file.headers['content-disposition']).toContain('Out_in.m3u8');
    const text = (file.body as Buffer).toString();
    expect(text.split('\n')).toEqual([
      '#EXTM3U',
      '#PLAYLIST:Out/in',
      '#EXTINF:200,Somebody - B2',
      'B/2.flac',
      '#EXTINF:100,Somebody Else - Far away',
      'pyxis:fake:77',
      '#EXTINF:200,Somebody - A1',
      'A/1.flac',
      '',
    ]);
    const again = (await upload(text)).body as PlaylistView;
    expect(await titles(again.id)).toBe('B2 Far away A1');
  });

  it('are followed where they are files of the music folders', async () => {
    pyxis.files.lists.put('/music/Lists/Best.m3u8', '../A/2.flac\n../B/1.flac\n../C/1.flac\n');
    // What a program wrote that copied the disc.
    pyxis.files.lists.put('/music/A/00 - A.m3u', '1.flac\n2.flac\n3.flac\n4.flac\n');
    await scan();
    const [best, ...others] = await all();
    expect(others).toEqual([]);
    expect(best).toMatchObject({
      name: 'Best',
      isReadOnly: true,
      origin: { kind: 'file', ref: '/music/Lists/Best.m3u8', unresolved: 1 },
    });
    const id = best?.id ?? '';
    expect(await titles(id)).toBe('A2 B1');
    const before = await get<PlaylistItemPage>(`/playlists/${id}/items`);
    // What was missing has come.
    pyxis.files.put('C/1.flac', aTrack({ title: 'C1', album: 'C' }));
    await scan();
    expect(await titles(id)).toBe('A2 B1 C1');
    expect((await all())[0]?.origin?.unresolved).toBe(0);
    // The file is another.
    pyxis.files.lists.put('/music/Lists/Best.m3u8', '../B/1.flac\n../A/2.flac\n');
    await scan();
    expect(await titles(id)).toBe('B1 A2');
    await scan();
    expect(before.items).toHaveLength(2);
    // Its disk is away, and back.
    pyxis.files.lists.unreadable = ['/music/Lists/'];
    await scan();
    expect(await all()).toHaveLength(1);
    pyxis.files.lists.unreadable = [];
    pyxis.files.lists.files.delete('/music/Lists/Best.m3u8');
    await scan();
    expect(await all()).toEqual([]);
    expect(await get('/playlists/deleted')).toMatchObject({ items: [{ id }] });
  });

  it('that are files cannot be changed but copied, and stay away once they are deleted', async () => {
    pyxis.files.lists.put('/music/Best.m3u', 'A/2.flac\nB/1.flac\n');
    await scan();
    const id = (await all())[0]?.id ?? '';
    const [item] = (await get<PlaylistItemPage>(`/playlists/${id}/items`)).items;
    const refused = await send('post', `/playlists/${id}/items/remove`, { itemIds: [item?.itemId] });
    expect(refused.status).toBe(409);
    expect((refused.body as { detail: string }).detail).toBe(
      'It is read from the file /music/Best.m3u. Make a copy to change it.',
    );
    const copy = (await send('post', `/playlists/${id}/copy`)).body as PlaylistView;
    expect(copy).toMatchObject({ name: 'Best (copy)', trackCount: 2 });
    expect(copy).not.toHaveProperty('origin');
    expect((await send('post', `/playlists/${copy.id}/items/move`, { itemIds: [] })).status).toBe(400);
    await send('delete', `/playlists/${id}`);
    pyxis.files.lists.put('/music/Best.m3u', 'A/1.flac\n');
    await scan();
    expect((await all()).map(({ name }) => name)).toEqual(['Best (copy)']);
  });
});
