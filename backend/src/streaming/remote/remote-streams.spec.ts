import { once } from 'node:events';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { breaksAt, FakeSource, stallsAt, type FakeMusic } from '../../../test/support/fake-source.js';
import type { Fault } from '../../../test/support/fake-upstream.js';
import { endless, redirects, type Sent } from '../../../test/support/faults.js';
import { childProcesses, hasFfmpeg, openPaths, StreamingApp } from '../../../test/support/streaming-app.js';

const MIB = 1024 ** 2;
const SIZE = 3_000_001;
const URL = '/stream/fake:one';

/** A fixed sequence. */
const CONTENT = Buffer.from(Uint32Array.from({ length: Math.ceil(SIZE / 4) }, (_, i) => Math.imul(i, 2_654_435_761)).buffer).subarray(0, SIZE); // prettier-ignore

let music: FakeMusic;
let source: FakeSource;
let app: StreamingApp;
const clients: Socket[] = [];

/** @param silenceMs after which the host is given up */
async function start(silenceMs = 30_000): Promise<void> {
  ({ music, source } = await FakeSource.start(silenceMs));
  music.audio = CONTENT;
  app = await StreamingApp.start({ sources: [source] });
}

beforeEach(() => start());
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await app.remove();
  await music.stop();
});

/** A client that takes the first bytes and no more. */
async function listen(headers = ''): Promise<Socket> {
  const client = connect({ port: app.port, host: '127.0.0.1' });
  clients.push(client);
  client.on('error', () => undefined);
  client.write(`GET ${URL} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`);
  await once(client, 'readable');
  return client;
}

/** Nothing is open, and nobody is asked any more. */
async function expectAllEnded(): Promise<void> {
  await vi.waitFor(() => {
    expect(music.open).toBe(0);
    expect(openPaths(join(app.home, 'cache'))).toEqual([]);
  });
}

describe('audio that lies elsewhere', () => {
  it('is sent whole, with what is known of it', async () => {
    const { status, headers, body } = await app.get(URL);
    expect(status).toBe(200);
    expect(body.equals(CONTENT)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': String(SIZE),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
    });
    expect(music.requests[0]?.headers.authorization).toBe('Bearer secret');
    await expectAllEnded();
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=2000000-2000099', 2_000_000, 2_000_100],
    ['bytes=2999990-', 2_999_990, SIZE],
    ['bytes=-10', SIZE - 10, SIZE],
  ])('sends the part %s', async (range, first, end) => {
    const { status, headers, body } = await app.get(URL, { range });
    expect([status, headers['content-range']]).toEqual([206, `bytes ${first}-${end - 1}/${SIZE}`]);
    expect(body.equals(CONTENT.subarray(first, end))).toBe(true);
    await expectAllEnded();
  });

  it('asks for a part from where it begins, and for nothing else', async () => {
    await app.get(URL, { range: 'bytes=2000000-' });
    expect(music.positions).toEqual([2_000_000]);
  });

  it('waits for what its host does not send in parts', async () => {
    music.takesRanges = false;
    const part = await app.get(URL, { range: 'bytes=2000000-2000099' });
    expect(part.status).toBe(206);
    expect(part.body.equals(CONTENT.subarray(2_000_000, 2_000_100))).toBe(true);
    source.location = { takesRanges: false };
    await app.get('/stream/fake:two', { range: 'bytes=2000000-2000099' });
    expect(music.positions).toEqual([2_000_000, 0]);
  });

  it('says what is behind its end', async () => {
    const { status, headers } = await app.get(URL, { range: `bytes=${SIZE}-` });
    expect([status, headers['content-range']]).toEqual([416, `bytes */${SIZE}`]);
  });

  it('answers conditions by the tag of its host', async () => {
    const { etag } = (await app.get(URL, {}, 'HEAD')).headers;
    expect((await app.get(URL, { 'if-none-match': String(etag) })).status).toBe(304);
    const range = 'bytes=0-9';
    expect((await app.get(URL, { range, 'if-range': String(etag) })).status).toBe(206);
    music.etag = '"two"';
    expect((await app.get(URL, { range, 'if-range': String(etag) })).status).toBe(200);
  });

  it('is sent without a length where its host tells none', async () => {
    music.tellsSize = false;
    const { headers, body } = await app.get(URL, { range: 'bytes=5-' });
    expect(body.equals(CONTENT.subarray(5))).toBe(true);
    music.takesRanges = false;
    const whole = await app.get('/stream/fake:two');
    expect([whole.headers['content-length'], whole.headers['accept-ranges']]).toEqual([undefined, 'none']);
    expect(whole.body.equals(CONTENT)).toBe(true);
    expect(headers['content-length']).toBe(String(SIZE - 5));
  });

  it('is fetched once for all who listen, no further than they listen, and no longer', async () => {
    const sent: Sent = { bytes: 0 };
    music.lastingFault = endless(sent, { 'Content-Type': 'audio/mpeg' });
    const [first, second] = await Promise.all([listen(), listen()]);
    expect(music.requests).toHaveLength(1);
    await vi.waitFor(() => expect(sent.bytes).toBeGreaterThan(8 * MIB));
    // Neither of them reads on, so what is sent comes to an end by itself.
    let before = -1;
    await vi.waitFor(() => {
      const isStill = sent.bytes === before;
      before = sent.bytes;
      expect(isStill).toBe(true);
    }, 30_000);
    expect(sent.bytes).toBeLessThan(72 * MIB);
    first.destroy();
    expect(music.open).toBe(1);
    second.destroy();
    await expectAllEnded();
  });
});

describe('audio that lies elsewhere, when its location does not work any more', () => {
  it.each([401, 403, 404, 410])('is located anew once after %i', async (status) => {
    music.faults.push({ status, body: '' });
    expect((await app.get(URL)).body.equals(CONTENT)).toBe(true);
    expect(source.located).toBe(2);
    expect(music.requests.map(({ path }) => path)).toEqual(['/audio/one?ticket=1', '/audio/one?ticket=2']);
  });

  it('is not looked for again and again', async () => {
    music.lastingFault = { status: 403, body: '' };
    expect((await app.get(URL)).status).toBe(503);
    expect(source.located).toBe(2);
  });

  it('goes on at the byte that was reached, when it expired on the way', async () => {
    source.location = { expiresAtMs: Date.now() + 60_000 };
    music.faults.push((response, request) =>
      music.begin(response, request, 1_000_000, () => {
        source.location = { ...source.location, expiresAtMs: Date.now() + 120_000 };
        vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
        response.destroy();
      }),
    );
    try {
      expect((await app.get(URL)).body.equals(CONTENT)).toBe(true);
    } finally {
      vi.restoreAllMocks();
    }
    expect(source.located).toBe(2);
    expect(music.positions[0]).toBe(0);
    expect(music.positions[1]).toBeGreaterThan(0);
    expect(music.positions[1]).toBeLessThanOrEqual(1_000_000);
  });

  it('is not put together from two versions', async () => {
    source.location = { expiresAtMs: 0 };
    music.faults.push((response, request) =>
      music.begin(response, request, 1_000_000, () => {
        music.etag = '"two"';
        response.destroy();
      }),
    );
    await expect(app.get(URL)).rejects.toThrow();
  });
});

describe('audio that lies elsewhere, when its host fails', () => {
  const page: Fault = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Log in</p>' };

  it.each<[string, Fault, string]>([
    ['has had enough', { status: 429, headers: { 'Retry-After': '7' }, body: '' }, 'upstream-rate-limited'],
    ['has a fault', { status: 500, body: '' }, 'upstream-server-error'],
    ['hangs up', (response) => void response.destroy(), 'upstream-broken-answer'],
    ['sends a page', page, 'upstream-wrong-type'],
    ['sends to a private address', redirects('http://127.0.0.1:9/audio'), 'upstream-unsafe-address'],
    ['sends in a circle', redirects((path) => path), 'upstream-bad-redirect'],
  ])('is a problem where it %s', async (_what, fault, code) => {
    music.lastingFault = fault;
    const { status, headers, body } = await app.get(URL);
    expect([status, headers['content-type']]).toEqual([503, 'application/problem+json; charset=utf-8']);
    expect(headers['content-length']).toBe(String(body.length));
    expect([headers['accept-ranges'], headers['cache-control']]).toEqual([undefined, undefined]);
    expect(JSON.parse(body.toString())).toMatchObject({ type: `urn:pyxis:problem:${code}` });
    expect(body.toString()).not.toMatch(/secret|ticket|127\.0\.0\.1/);
    await expectAllEnded();
  });

  it('is followed where it was moved to', async () => {
    music.faults.push(redirects('/audio/elsewhere'));
    expect((await app.get(URL)).body.equals(CONTENT)).toBe(true);
  });

  it('is a problem where it breaks off for good before the first byte, and a cut connection after it', async () => {
    music.faults.push(breaksAt(music, 0));
    music.lastingFault = { status: 403, body: '' };
    expect((await app.get(URL)).status).toBe(503);
    music.faults.push(breaksAt(music, 1_000_000));
    await expect(app.get(URL)).rejects.toThrow();
    await expectAllEnded();
  });

  it('is a problem where it is silent before the first byte, and a cut connection after it', async () => {
    await app.remove();
    await music.stop();
    await start(1_000);
    music.faults.push('silence', stallsAt(music, 100_000));
    music.lastingFault = { status: 403, body: '' };
    expect((await app.get(URL)).status).toBe(503);
    await expect(app.get(URL)).rejects.toThrow();
    await expectAllEnded();
  });

  it('ends the request when the client leaves before an answer', async () => {
    music.faults.push('silence');
    const client = connect({ port: app.port, host: '127.0.0.1' });
    client.write(`GET ${URL} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await vi.waitFor(() => expect(music.open).toBe(1));
    client.destroy();
    await expectAllEnded();
  });
});

describe.skipIf(!hasFfmpeg)('audio that lies elsewhere, converted', () => {
  it('goes into ffmpeg as it comes, and is kept when it is made', async () => {
    music.audio = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=duration=3', '-f', 'flac', '-'], {
      maxBuffer: 16 * MIB,
    });
    music.audioType = 'audio/flac';
    const made = await app.get(`${URL}?format=mp3&bitrate=64`);
    expect([made.status, made.headers['content-type']]).toEqual([200, 'audio/mpeg']);
    await vi.waitFor(() => expect(readdirSync(join(app.home, 'cache/audio'))).toHaveLength(1));
    const again = await app.get(`${URL}?format=mp3&bitrate=64`);
    expect(again.headers['content-length']).toBe(String(made.body.length));
    const later = await app.get(`${URL}?format=mp3&bitrate=64&t=2`);
    expect(later.body.length).toBeLessThan(made.body.length / 2);
    await expectAllEnded();
  });

  it('tells the fault of the host', async () => {
    music.faults.push(breaksAt(music, 5));
    music.lastingFault = { status: 403, body: '' };
    const { status } = await app.get(`${URL}?format=mp3`);
    expect(status).toBe(503);
    await vi.waitFor(() => expect(childProcesses()).toEqual([]));
    await expectAllEnded();
  });
});
