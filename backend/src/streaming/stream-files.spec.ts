import { appendFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPaths, StreamingApp } from '../../test/support/streaming-app.js';

const SIZE = 1_500_003;
/** A fixed sequence, so that a failure can be seen again. */
function bytesOf(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = seed;
  for (let at = 0; at < size; at++) bytes[at] = (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
  return bytes;
}

describe('streams of files', () => {
  const content = bytesOf(SIZE, 1);
  let app: StreamingApp;
  let url: string;
  let etag: string;
  let lastModified: string;

  beforeAll(async () => {
    app = await StreamingApp.start();
    url = `/stream/${await app.addTrack(app.write('song.flac', content))}`;
    const { headers } = await app.get(url, {}, 'HEAD');
    etag = String(headers.etag);
    lastModified = String(headers['last-modified']);
  });
  afterAll(() => app.remove());

  it.each([
    ['an unknown id', '/stream/unknown', 404],
    ['an unknown source id', '/stream/local:unknown', 404],
    ['a step up', '/stream/..%2f..%2fetc%2fpasswd', 404],
    ['a NUL', '/stream/a%00b', 404],
    ['10,000 characters', `/stream/${'a'.repeat(10_000)}`, 404],
    ['a broken escape', '/stream/%zz', 400],
    ['an unknown format', '/stream/track1?format=wma', 400],
    ['an unknown parameter', '/stream/track1?speed=2', 400],
    ['a start without a format', '/stream/track1?t=3', 400],
    ['a start past the end', '/stream/track1?format=mp3&t=60', 400],
    ['a negative start', '/stream/track1?format=mp3&t=-1', 400],
    ['too low a bit rate', '/stream/track1?format=mp3&bitrate=8', 400],
    ['a bit rate of FLAC', '/stream/track1?format=flac&bitrate=128', 400],
  ])('refuses %s', async (_what, path, status) => {
    const answer = await app.get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('sends the whole file and says the same of it in HEAD', async () => {
    const whole = await app.get(url);
    const head = await app.get(url, {}, 'HEAD');
    expect(whole.status).toBe(200);
    expect(whole.body.equals(content)).toBe(true);
    expect(whole.headers).toMatchObject({
      'content-type': 'audio/flac',
      'content-length': String(SIZE),
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[^"]+"$/) as string,
    });
    expect({ ...head.headers, date: '' }).toEqual({ ...whole.headers, date: '' });
    expect(head.body.length).toBe(0);
  });

  it('sends a file that is to be kept with its name, in parts too, and a problem without', async () => {
    const name = `attachment; filename="a - t.flac"; filename*=UTF-8''a%20-%20t.flac`;
    expect((await app.get(`${url}?download=true`)).headers['content-disposition']).toBe(name);
    const rest = await app.get(`${url}?download=true`, { Range: 'bytes=10-' });
    expect([rest.status, rest.headers['content-disposition']]).toEqual([206, name]);
    for (const path of [url, '/stream/unknown?download=true']) {
      expect((await app.get(path)).headers).not.toHaveProperty('content-disposition');
    }
  });

  it('sends an untouched file where it has the format already', async () => {
    expect((await app.get(`${url}?format=flac`)).body.equals(content)).toBe(true);
  });

  it('sends 100 random ranges exactly', async () => {
    const random = bytesOf(800, 7);
    for (let at = 0; at < 800; at += 8) {
      const first = random.readUInt32LE(at) % SIZE;
      const last = Math.min(SIZE - 1, first + (random.readUInt32LE(at + 4) % 600_000));
      const { status, headers, body } = await app.get(url, { range: `bytes=${first}-${last}` });
      expect(status).toBe(206);
      expect(headers['content-range']).toBe(`bytes ${first}-${last}/${SIZE}`);
      expect(headers['content-length']).toBe(String(last - first + 1));
      expect(body.equals(content.subarray(first, last + 1))).toBe(true);
    }
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=1500000-', 1_500_000, SIZE],
    ['bytes=-5', SIZE - 5, SIZE],
    ['bytes=-9999999', 0, SIZE],
    ['bytes=10-9999999', 10, SIZE],
    ['BYTES=3-4', 3, 5],
  ])('understands %s', async (range, from, to) => {
    const { status, body } = await app.get(url, { range });
    expect(status).toBe(206);
    expect(body.equals(content.subarray(from, to))).toBe(true);
  });

  it.each(['bytes=9-1', `bytes=${SIZE}-`, 'bytes=-0', 'bytes=a-b', 'bytes=', 'bytes=9-1,0-1'])(
    'answers 416 to %s',
    async (range) => {
      const { status, headers } = await app.get(url, { range });
      expect(status).toBe(416);
      expect(headers['content-range']).toBe(`bytes */${SIZE}`);
      expect(headers['content-type']).toContain('application/problem+json');
    },
  );

  it('answers 416 to hundreds of ranges', async () => {
    expect((await app.get(url, { range: `bytes=${'0-0,'.repeat(200)}` })).status).toBe(416);
  });

  it.each(['bytes=0-1,5-6', 'seconds=1-2', 'nonsense'])('sends everything for %s', async (range) => {
    const { status, body } = await app.get(url, { range });
    expect([status, body.length]).toEqual([200, SIZE]);
  });

  it('answers conditions', async () => {
    const past = new Date(0).toUTCString();
    const cases: [Record<string, string>, number][] = [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `"other", W/${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [{ 'if-none-match': '"other"' }, 200],
      [{ 'if-modified-since': lastModified }, 304],
      [{ 'if-modified-since': past }, 200],
      [{ 'if-modified-since': 'yesterday' }, 200],
      [{ 'if-none-match': '"other"', 'if-modified-since': lastModified }, 200],
      [{ 'if-match': etag }, 200],
      [{ 'if-match': '*' }, 200],
      [{ 'if-match': `W/${etag}` }, 412],
      [{ 'if-match': '"other"' }, 412],
      [{ 'if-unmodified-since': past }, 412],
      [{ 'if-unmodified-since': lastModified }, 200],
      [{ range: 'bytes=0-1', 'if-range': etag }, 206],
      [{ range: 'bytes=0-1', 'if-range': `W/${etag}` }, 200],
      [{ range: 'bytes=0-1', 'if-range': '"other"' }, 200],
      [{ range: 'bytes=0-1', 'if-range': lastModified }, 206],
      [{ range: 'bytes=0-1', 'if-range': past }, 200],
      [{ range: 'bytes=0-1', 'if-none-match': etag }, 304],
      [{ range: 'bytes=9-1', 'if-none-match': etag }, 304],
    ];
    for (const [headers, status] of cases) {
      const answer = await app.get(url, headers);
      expect([headers, answer.status]).toEqual([headers, status]);
      if (status === 304) expect([answer.headers.etag, answer.body.length]).toEqual([etag, 0]);
    }
  });

  it('sends an empty file, of which no range exists', async () => {
    const empty = `/stream/${await app.addTrack(app.write('empty.flac', ''))}`;
    expect(await app.get(empty)).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
    expect((await app.get(empty, { range: 'bytes=0-' })).status).toBe(416);
  });

  it('says that a file has gone', async () => {
    const gone = `/stream/${await app.addTrack('/nonexistent/song.flac')}`;
    const { status, body } = await app.get(gone);
    expect([status, (JSON.parse(body.toString()) as { type: string }).type]).toEqual([
      404,
      'urn:pyxis:problem:track-not-found',
    ]);
  });

  it('has another tag once the file has changed', async () => {
    const path = app.write('changing.flac', 'one');
    const changing = `/stream/${await app.addTrack(path)}`;
    const before = await app.get(changing);
    writeFileSync(path, 'two');
    utimesSync(path, 1, 1);
    const after = await app.get(changing, { 'if-none-match': String(before.headers.etag) });
    expect([after.status, after.body.toString()]).toEqual([200, 'two']);
  });

  // Larger than all buffers between the disk and a client that does not read.
  const LARGE = 64 * 1024 * 1024;

  it.each([
    ['shrinks', (path: string) => truncateSync(path, 1_000)],
    ['is written over', (path: string) => appendFileSync(path, 'more')],
  ])('cuts the connection when the file %s meanwhile', async (_how, change) => {
    const path = app.write('large.flac', Buffer.alloc(LARGE));
    const id = await app.addTrack(path);
    const client = connect(app.port, '127.0.0.1');
    client.write(`GET /stream/${id} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(client, 'readable');
    change(path);
    let received = 0;
    client.on('data', (chunk: Buffer) => (received += chunk.length));
    client.on('error', () => undefined);
    await once(client, 'close');
    expect(received).toBeLessThan(LARGE);
    await vi.waitFor(() => expect(openPaths(path)).toEqual([]));
  });

  it('closes the file when the client leaves', async () => {
    const path = app.write('left.flac', Buffer.alloc(LARGE));
    const id = await app.addTrack(path);
    const clients = Array.from({ length: 20 }, () => connect(app.port, '127.0.0.1'));
    for (const client of clients) {
      client.write(`GET /stream/${id} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await once(client, 'readable');
    }
    expect(openPaths(path).length).toBe(20);
    for (const client of clients) client.destroy();
    await vi.waitFor(() => expect(openPaths(path)).toEqual([]));
    expect((await app.get(url)).body.equals(content)).toBe(true);
  });
});
