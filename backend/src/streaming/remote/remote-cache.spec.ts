import { once } from 'node:events';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stallsAt, type FakeMusic, type FakeSource } from '../../../test/support/fake-source.js';
import { RemoteApp, soundOf } from '../../../test/support/remote-app.js';
import type { StreamingApp } from '../../../test/support/streaming-app.js';

const MIB = 1024 ** 2;
const SIZE = 3_000_001;
const ONE = '/stream/fake:one';
const CONTENT = soundOf(0, SIZE);
const OTHER = soundOf(77, SIZE);

let remote: RemoteApp;
let music: FakeMusic;
let source: FakeSource;
let app: StreamingApp;

beforeEach(async () => {
  remote = await RemoteApp.start();
  ({ music, source, app } = remote);
  music.audio = CONTENT;
});
afterEach(() => remote.stop());

function inFolder(name = ''): string {
  return join(remote.folder, name);
}

describe('what was fetched', () => {
  it('is located once and fetched once, however many listen', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.get(ONE)));
    expect(answers.every(({ status, body }) => status === 200 && body.equals(CONTENT))).toBe(true);
    expect(source.located).toBe(1);
    expect(music.positions).toEqual([0]);
  });

  it('is played again without its host, also after a restart', async () => {
    await remote.expectSound(ONE, CONTENT);
    music.lastingFault = { status: 500, body: '' };
    await remote.expectSound(ONE, CONTENT);
    await app.restart();
    const part = await app.get(ONE, { range: 'bytes=2000000-2000099' });
    expect(part.body.equals(CONTENT.subarray(2_000_000, 2_000_100))).toBe(true);
    expect([source.located, music.requests.length]).toEqual([1, 1]);
    expect(remote.files).toEqual([expect.stringMatching(/\.audio$/)]);
  });

  it('has the same tag while it is fetched, when it is here, and after a restart', async () => {
    const tags = [(await app.get(ONE)).headers.etag];
    await remote.settled();
    tags.push((await app.get(ONE, {}, 'HEAD')).headers.etag);
    await app.restart();
    tags.push((await app.get(ONE, {}, 'HEAD')).headers.etag);
    expect(tags[0]).toMatch(/^"\S+"$/);
    expect(new Set(tags).size).toBe(1);
  });

  it.each(['etag', 'date'])('is gone on with after a restart, on condition of its %s', async (validator) => {
    if (validator === 'date') {
      delete music.etag;
      music.lastModified = 'Fri, 27 Nov 2026 08:00:00 GMT';
    }
    music.faults.push(stallsAt(music, 1_000_000));
    (await remote.listen(ONE)).destroy();
    await remote.settled();
    expect(remote.files).toEqual([expect.stringMatching(/\.part$/)]);
    await app.restart();
    await remote.expectSound(ONE, CONTENT);
    const [, again] = music.positions;
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(1_000_000);
    expect(music.requests[1]?.headers['if-range']).toBe(music.etag ?? music.lastModified);
    expect(remote.files).toEqual([expect.stringMatching(/\.audio$/)]);
  });

  it('is begun again where another version lies there by now, and nobody hears of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    (await remote.listen(ONE)).destroy();
    await remote.settled();
    music.etag = '"two"';
    music.audio = OTHER;
    await remote.expectSound(ONE, OTHER);
    await app.restart();
    await remote.expectSound(ONE, OTHER);
  });

  it('is begun again where other bytes go by the same name, and nobody hears of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    (await remote.listen(ONE)).destroy();
    await remote.settled();
    music.audio = OTHER;
    await remote.expectSound(ONE, OTHER);
  });

  it('is never taken for another version while somebody hears what is here of it', async () => {
    const size = 40 * MIB;
    music.audio = Buffer.alloc(size, 'The first. ');
    await app.get(ONE, { range: `bytes=${10 * MIB}-` });
    await remote.settled();
    const listener = await remote.listen(ONE, 10 * MIB);
    music.audio = Buffer.alloc(size, 'The other. ');
    music.etag = '"two"';
    expect((await app.get(ONE)).body.equals(music.audio)).toBe(true);
    let heard = Buffer.alloc(0);
    listener.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
    await once(listener, 'close');
    expect(heard.length).toBeLessThan(30 * MIB);
    expect(heard.includes('other')).toBe(false);
  });

  it('is not kept in part where nothing tells it from other bytes', async () => {
    delete music.etag;
    music.faults.push(stallsAt(music, 1_000_000));
    (await remote.listen(ONE)).destroy();
    await remote.settled();
    expect(remote.files).toEqual([]);
  });

  it('is kept as a whole though nothing tells it from other bytes', async () => {
    delete music.etag;
    await remote.expectSound(ONE, CONTENT);
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0]);
  });

  it('is not kept where its host does not say how much there is', async () => {
    music.tellsSize = false;
    await remote.expectSound(ONE, CONTENT);
    expect(remote.files).toEqual([]);
  });

  it('belongs to one track, though another has the same address', async () => {
    source.location = { url: `${music.origin}/audio/news.mp3` };
    await remote.expectSound('/stream/fake:eight', CONTENT);
    music.audio = OTHER;
    music.etag = '"two"';
    await remote.expectSound('/stream/fake:nine', OTHER);
    await remote.expectSound('/stream/fake:eight', CONTENT);
  });

  it('is fetched some way ahead, and without a connection while nobody takes it', async () => {
    music.audio = Buffer.alloc(60 * MIB, 'A long one. ');
    const listener = await remote.listen(ONE);
    await vi.waitFor(() => expect([music.requests.length, music.open]).toEqual([1, 0]), 20_000);
    let heard = 0;
    listener.on('data', (chunk: Buffer) => (heard += chunk.length));
    await vi.waitFor(() => expect(heard).toBeGreaterThan(music.audio.length), 20_000);
    expect(music.positions.length).toBeGreaterThan(1);
    expect(music.positions.length).toBeLessThan(10);
    listener.destroy();
    await remote.expectSound(ONE, music.audio);
  });

  it('is put together from what different listeners heard of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    const first = await remote.listen(ONE);
    const end = await app.get(ONE, { range: 'bytes=2000000-' });
    expect(end.body.equals(CONTENT.subarray(2_000_000))).toBe(true);
    expect(music.positions).toEqual([0, 2_000_000]);
    first.destroy();
    await remote.settled();
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions).toHaveLength(3);
    expect(remote.files).toEqual([expect.stringMatching(/\.audio$/)]);
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions).toHaveLength(3);
  });

  it.each<[string, (path: string) => void]>([
    ['shorter than it was', (path) => truncateSync(path, 1_000)],
    ['longer than it was', (path) => writeFileSync(path, 'more', { flag: 'a' })],
    ['gone', (path) => rmSync(path)],
  ])('is fetched again where the file is %s', async (_what, spoil) => {
    await remote.expectSound(ONE, CONTENT);
    spoil(inFolder(remote.files[0]));
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0, 0]);
    spoil(inFolder(remote.files[0]));
    await app.restart();
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0, 0, 0]);
    expect(remote.files).toHaveLength(1);
  });

  it('leaves no file behind that nothing is known of', async () => {
    await remote.expectSound(ONE, CONTENT);
    writeFileSync(inFolder('of-a-run-that-was-killed.part'), 'x');
    writeFileSync(inFolder('of-another.audio'), 'x');
    await app.restart();
    await remote.expectSound(ONE, CONTENT);
    expect(remote.files).toHaveLength(1);
  });
});
