import request from 'supertest';
import { ROOM } from '../../../src/playlists/place.js';
import { ScanRunner } from '../../../src/library/index.js';
import type { YtMusicParts } from '../fake-ytmusic/ytmusic-parts.js';
import { FollowedPlaylists } from '../../../src/playlists/origins/followed-playlists.js';
import { FilePlaylists } from '../../../src/playlists/origins/file-playlists.js';
import type {
  PlaylistItemPage,
  PlaylistPage,
  PlaylistView,
  RemovedView,
} from '../../../src/playlists/playlists.dto.js';
import type { PlaybackApp } from '../playback-app.js';
import type { Client } from './client.js';
import { givePicture } from './give-picture.js';

/** Makes playlists, puts tracks in, moves them and takes them out, and does so with the lists themselves. */
export async function usePlaylists(client: Client, pyxis: PlaybackApp): Promise<void> {
  await client.send('post', '/playlists', { name: 'Empty' });
  await client.send('post', '/playlists', { tracks: { subject: { kind: 'album', id: pyxis.albumIds[0] } } });
  for (const query of [{}, { sort: 'name' }, { q: 'a%' }]) await client.pages('/playlists', query);
  const id = (await client.get<PlaylistPage>('/playlists', { q: 'a' })).items[0]?.id ?? '';
  const path = `/playlists/${id}`;
  await client.send('patch', path, { name: 'Renamed', description: 'Words' });
  const { artworkId } = await givePicture(client);
  await client.send('put', `${path}/cover`, { artworkId });
  await client.get(path);
  await client.send('delete', `${path}/cover`);
  await client.pages(`${path}/items`);
  const { items } = await client.get<PlaylistItemPage>(`${path}/items`);
  const [first = '', second = '', third = ''] = items.map(({ itemId }) => itemId);
  // As often as it takes until all have to be numbered anew.
  for (let n = 0; n <= Math.log2(ROOM); n++) {
    await client.send('post', `${path}/items`, {
      trackIds: [pyxis.trackIds[1]],
      duplicates: 'add',
      beforeItemId: third,
    });
  }
  await client.send('post', `${path}/items/move`, { itemIds: [first, second] });
  for (const subject of [{ query: { itemId: third } }, {}]) {
    const startTrackId = pyxis.trackIds[1];
    await pyxis.tell('/play', { subject: { kind: 'playlist', id, ...subject }, startTrackId, outputId: 'desktop1' });
  }
  const removed = await request(client.url)
    .post(`${path}/items/remove`)
    .send({ itemIds: [first] });
  const { removedIn } = removed.body as RemovedView;
  await client.send('post', `${path}/items/restore`, { removedIn });
  await client.send('delete', path);
  await client.get('/playlists/deleted');
  await client.send('post', `${path}/restore`);
  await client.send('post', `${path}/copy`);
  await readLists(client, pyxis, path);
}

/** Lists of other programs: one that is handed over, and one of the music folders that changes and goes. */
async function readLists(client: Client, pyxis: PlaybackApp, path: string): Promise<void> {
  const { lists } = pyxis.files;
  const text = '#EXTINF:200,Somebody - A1\nnowhere.mp3\n#EXTINF:500,Somebody - A2\nlost.mp3\n';
  const made = await request(client.url)
    .post('/playlists/import')
    .set('Content-Type', 'application/octet-stream')
    .send(Buffer.from(text));
  const imported = `/playlists/${(made.body as PlaylistView).id}`;
  await client.get(`${imported}/report`);
  await client.send('post', `${imported}/report/2/look`);
  await client.send('post', `${imported}/report/2/choose`, { trackId: pyxis.trackIds[1] });
  await request(client.url).get(`${path}/export`);
  const scan = async (): Promise<void> => {
    pyxis.app.get(ScanRunner).start({ trigger: 'manual' });
    await pyxis.app.get(ScanRunner).settled();
    await pyxis.app.get(FilePlaylists).settled();
  };
  for (const songs of ['../A/2.flac\n', '../A/2.flac\n../A/1.flac\n']) {
    lists.put('/music/Lists/One.m3u', songs);
    await scan();
  }
  lists.files.clear();
  await scan();
}

/** Follows a playlist of a source, whose source changes it and goes away. */
export async function followPlaylists(client: Client, pyxis: PlaybackApp, ytMusic: YtMusicParts): Promise<void> {
  const list = ytMusic.fake.world.playlists[0];
  if (!list) throw new Error('There is no playlist.');
  const followed = await request(client.url)
    .post('/playlists/follow')
    .send({ id: `ytmusic:${list.id}` });
  const path = `/playlists/${(followed.body as PlaylistView).id}`;
  (list.songs as unknown[]).pop();
  for (const fault of [undefined, { status: 503, body: '' }]) {
    ytMusic.fake.lastingFault = fault;
    pyxis.clock.pass(24 * 3_600_000);
    await pyxis.app.get(FollowedPlaylists).tick();
  }
  ytMusic.fake.lastingFault = undefined;
  await client.send('put', `${path}/frozen`, { isFrozen: true });
  await client.send('delete', path);
}
