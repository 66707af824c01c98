import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { breaksAt, FAR_AWAY, stallsAt } from '../../test/support/fake-source.js';
import { PNG } from '../../test/support/one-pixel.js';
import { filesOfZip } from '../../test/support/read-zip.js';
import { RemoteApp, soundOf } from '../../test/support/remote-app.js';
import { childProcesses, openPaths, type TestAlbum } from '../../test/support/streaming-app.js';
import type { RemoteAlbumPage } from '../sources/index.js';

/** Larger than all buffers between the server and a client that does not read. */
const LARGE = 24 * 2 ** 20;
const FAR = soundOf(1, 700_001);

let remote: RemoteApp;
afterEach(() => remote.stop());

async function start(more: Parameters<typeof RemoteApp.start>[2] = { givesFiles: true }): Promise<void> {
  remote = await RemoteApp.start({}, 'sqlite', more);
  remote.music.audio = FAR;
}

function own(name: string, content: Buffer = Buffer.from(name)): TestAlbum['tracks'][number]['places'][number] {
  return { source: 'files', locator: remote.app.write(name, content) };
}

async function add(...tracks: TestAlbum['tracks']): Promise<string> {
  const { id } = await remote.app.addAlbum({ title: 'Low / Water', artist: 'Größe', tracks });
  return `/stream/album/${id}`;
}

async function filesAt(path: string): Promise<Record<string, string>> {
  const { status, body } = await remote.app.get(path);
  if (status !== 200) throw new Error(`${status} ${String(body)}`);
  return Object.fromEntries([...filesOfZip(body)].map(([name, content]) => [name, String(content)]));
}

async function problemAt(path: string): Promise<[number, string, string]> {
  const { status, headers, body } = await remote.app.get(path);
  expect(headers).toMatchObject({ 'content-type': expect.stringContaining('problem+json') as string });
  expect(headers).not.toHaveProperty('content-disposition');
  const { type, detail } = JSON.parse(String(body)) as { type: string; detail: string };
  return [status, type.replace('urn:pyxis:problem:', ''), detail];
}

it('an album is a ZIP of its files in their order, under a name of its own', async () => {
  await start();
  const mp3 = { ...own('d.mp3'), codec: 'mp3', mimeType: 'audio/mpeg' };
  const path = await add(
    { title: 'Rope Walk', discNumber: 1, trackNumber: 1, places: [own('a.flac')] },
    { title: 'ROPE WALK', discNumber: 1, trackNumber: 1, places: [own('b.flac')] },
    { title: 'Ö', discNumber: 1, trackNumber: 2, places: [own('c.flac')] },
    { title: 'Coda', discNumber: 2, trackNumber: 1, places: [mp3] },
  );
  expect(Object.entries(await filesAt(path))).toEqual([
    ['1-01 Rope Walk.flac', 'a.flac'],
    ['1-01 ROPE WALK (2).flac', 'b.flac'],
    ['1-02 Ö.flac', 'c.flac'],
    ['2-01 Coda.mp3', 'd.mp3'],
  ]);
  const { headers } = await remote.app.get(path);
  expect(headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="Gro_e - Low Water.zip"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20-%20Low%20Water.zip`,
    'cache-control': 'private, no-store',
  });
  const head = await remote.app.get(path, {}, 'HEAD');
  expect([head.status, head.body.length]).toEqual([200, 0]);
  const withoutLength = ({ date, ...rest }: typeof headers): object => ({ ...rest, ...(!date && { date }) });
  expect({ ...withoutLength(head.headers), 'transfer-encoding': '' }).toEqual({ ...withoutLength(headers), 'transfer-encoding': '' }); // prettier-ignore
});

it('its cover comes along as a JPEG', async () => {
  await start();
  const { id } = await remote.app.addAlbum({
    title: 'a', artist: 'b', artworkId: await cover('picture'), tracks: [{ title: 'c', places: [own('c.flac')] }],
  }); // prettier-ignore
  const zip = filesOfZip((await remote.app.get(`/stream/album/${id}`)).body);
  expect([...zip.keys()]).toEqual(['01 c.flac', 'cover.jpg']);
  expect(zip.get('cover.jpg')?.subarray(0, 3).toString('hex')).toBe('ffd8ff');
});

it('an album without its cover, which cannot be had, is an album', async () => {
  await start();
  const { id } = await remote.app.addAlbum({
    title: 'a', artist: 'b', artworkId: await cover('gone'), tracks: [{ title: 'c', places: [own('c.flac')] }],
  }); // prettier-ignore
  expect(Object.keys(await filesAt(`/stream/album/${id}`))).toEqual(['01 c.flac']);
});

async function cover(id: string): Promise<string> {
  const path = remote.app.write('cover.png', PNG);
  await remote.app.addArtwork(id, id === 'gone' ? '/nowhere/cover.png' : path);
  return id;
}

it('what lies elsewhere is fetched, and is not what sounds', async () => {
  await start();
  const far = { title: 'Far', trackNumber: 1, places: [{ source: 'fake', locator: 'one', mimeType: 'audio/mpeg' }] };
  const path = await add(far, { title: 'Near', trackNumber: 2, places: [own('near.flac')] });
  const zip = filesOfZip((await remote.app.get(path)).body);
  expect([...zip.keys()]).toEqual(['01 Far.mp3', '02 Near.flac']);
  expect(zip.get('01 Far.mp3')?.equals(FAR)).toBe(true);
  await remote.settled();
});

it('tracks that cannot be had are named with the reason, and others take their place where a source gives them', async () => {
  await start({});
  const heard = { source: 'fake', locator: 'one' };
  const damaged = { source: 'files', locator: remote.app.home };
  const path = await add(
    { title: 'Heard only', trackNumber: 1, places: [heard] },
    { title: 'Gone', trackNumber: 2, places: [{ source: 'files', locator: '/nowhere/gone.flac' }] },
    { title: 'Given by another', trackNumber: 3, places: [heard, own('c.flac')] },
    { title: 'Off', trackNumber: 4, places: [{ source: 'switchedoff', locator: 'x' }] },
    { title: 'No file', trackNumber: 5, places: [damaged] },
  );
  const files = await filesAt(path);
  expect(Object.keys(files)).toEqual(['03 Given by another.flac', 'Missing.txt']);
  expect(files['Missing.txt']).toBe(`These tracks of “Low / Water” could not be had:

Track 1, Heard only
  Fake Music does not give its music as files. Keep it at home to have it without the internet.

Track 2, Gone
  The file is not there any more. The next scan will notice.

Track 4, Off
  The source “switchedoff” is switched off or cannot play.

Track 5, No file
  What lies there is no audio file any more.
`);
  expect([remote.source.located, remote.music.requests]).toEqual([0, []]);
});

it('a track that breaks off on its way here is missing, not cut', async () => {
  await start();
  remote.music.faults.push(breaksAt(remote.music, 100_000));
  remote.music.lastingFault = { status: 404, body: '' };
  const path = await add(
    { title: 'One', trackNumber: 1, places: [{ source: 'fake', locator: 'one' }] },
    { title: 'Two', trackNumber: 2, places: [own('two.flac')] },
  );
  expect(Object.keys(await filesAt(path))).toEqual(['02 Two.flac', 'Missing.txt']);
  await remote.settled();
});

it('an album of which nothing can be had is a problem, and no file', async () => {
  await start({});
  const heardOnly = await add({ title: 'One', places: [{ source: 'fake', locator: 'one' }] });
  expect(await problemAt(heardOnly)).toEqual([
    409,
    'not-given-as-file',
    expect.stringContaining('Fake Music does not'),
  ]);
  expect((await remote.app.get(heardOnly, {}, 'HEAD')).status).toBe(409);
  const gone = await add({ title: 'One', places: [{ source: 'files', locator: '/nowhere/gone.flac' }] });
  expect(await problemAt(gone)).toEqual([404, 'track-not-found', expect.stringContaining('next scan')]);
  expect(await problemAt(await add())).toEqual([404, 'track-not-found', 'This album has no tracks.']);
  expect(await problemAt('/stream/album/none')).toEqual([404, 'album-not-found', 'There is no album “none” here.']);
  expect((await problemAt('/stream/album/none:MPREb_x')).slice(0, 2)).toEqual([503, 'source-unavailable']);
  expect((await problemAt(`/stream/album/${'a'.repeat(5_000)}`))[0]).toBe(404);
});

it('an album of a source is given as a file like one of the library', async () => {
  const track = {
    ...FAR_AWAY,
    artists: [{ name: 'Somebody Else' }],
    isExplicit: false,
    isPlayable: true,
    isVideo: false,
  };
  const page: RemoteAlbumPage = {
    album: {
      kind: 'album',
      nativeId: 'al1',
      title: 'Elsewhere',
      artists: [{ name: 'Somebody Else' }],
      isExplicit: false,
    },
    tracks: ['one', 'two'].map((nativeId) => ({ ...track, kind: 'track', nativeId, title: nativeId })),
    trackCount: 2,
  };
  const never = (): never => {
    throw new Error('Nobody asks for this.');
  };
  await start({ givesFiles: true, browse: { album: () => Promise.resolve(page), artist: never, playlist: never } });
  const { headers, body } = await remote.app.get('/stream/album/fake:al1');
  expect(headers['content-disposition']).toContain('"Somebody Else - Elsewhere.zip"');
  expect([...filesOfZip(body).keys()].slice(0, 2)).toEqual(['01 one.mp3', '02 two.mp3']);
});

/** A client that reads nothing by itself. */
async function ask(path: string): Promise<Socket> {
  const client = connect({ port: remote.app.port, host: '127.0.0.1' });
  client.on('error', () => undefined);
  client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await once(client, 'connect');
  return client;
}

it('no more is fetched than the client takes', async () => {
  await start();
  remote.music.audio = soundOf(2, LARGE);
  const path = await add(
    ...['one', 'two', 'three'].map((locator) => ({ title: locator, places: [{ source: 'fake', locator }] })),
  );
  const client = await ask(path);
  // The first one is here, and on its way; nobody begins with the second.
  await vi.waitFor(() => expect([remote.music.open, remote.music.positions]).toEqual([0, [0]]), 60_000);
  await sleep(300);
  expect(remote.music.positions).toEqual([0]);
  const received: Buffer[] = [];
  client.on('data', (bytes: Buffer) => received.push(bytes));
  await once(client, 'close');
  expect(remote.music.positions).toEqual([0, 0, 0]);
  expect(Buffer.concat(received).length).toBeGreaterThan(3 * LARGE);
  await remote.settled();
});

it('ends with its client: while a file is fetched', async () => {
  await start();
  remote.music.faults.push(stallsAt(remote.music, 100_000));
  const client = await ask(await add({ title: 'One', places: [{ source: 'fake', locator: 'one' }] }));
  await vi.waitFor(() => expect(remote.music.open).toBe(1));
  client.destroy();
  await remote.settled();
});

it('ends with its client: while a file is sent', async () => {
  await start();
  const place = own('large.flac', Buffer.alloc(4 * LARGE));
  const path = await add(
    { title: 'One', places: [place] },
    { title: 'Two', places: [{ source: 'fake', locator: 'x' }] },
  );
  const clients = await Promise.all(Array.from({ length: 5 }, () => ask(path)));
  for (const client of clients) await once(client, 'readable');
  expect(openPaths(place.locator).length).toBe(5);
  for (const client of clients) client.destroy();
  await vi.waitFor(() => expect(openPaths(place.locator)).toEqual([]), 20_000);
  await remote.settled();
  expect([remote.music.requests, childProcesses()]).toEqual([[], []]);
});

it('is cut off when a file is changed while it is sent', async () => {
  await start();
  const place = own('large.flac', Buffer.alloc(2 * LARGE));
  const client = await ask(await add({ title: 'One', places: [place] }));
  await once(client, 'readable');
  own('large.flac', Buffer.alloc(2 * LARGE, 'other'));
  let received = '';
  client.on('data', (bytes: Buffer) => (received = (received + bytes.toString('latin1')).slice(-20)));
  await once(client, 'close');
  // Neither a directory nor the last piece.
  expect(received).not.toContain('PK\x05\x06');
  expect(received.endsWith('0\r\n\r\n')).toBe(false);
  rmSync(place.locator);
});
