import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  childProcesses,
  hasFfmpeg,
  openPaths,
  StreamingApp,
  type StreamingAppOptions,
} from '../../../test/support/streaming-app.js';

const SECONDS = 4;
const clients: Socket[] = [];
let app: StreamingApp;

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await app.remove();
});

/** An application with one track. @returns its address */
async function startWith(options: StreamingAppOptions = {}, content?: Buffer): Promise<string> {
  app = await StreamingApp.start(options);
  const path = app.write('song.flac', content ?? 'no audio');
  if (!content && hasFfmpeg) tone(path);
  return `/stream/${await app.addTrack(path, 'flac', 'audio/flac', SECONDS * 1_000)}`;
}

function tone(path: string): void {
  const input = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${SECONDS}`];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, '-metadata', 'title=secret', path]);
}

/** A client that takes the first bytes and no more. */
async function listen(path: string): Promise<Socket> {
  const client = connect(app.port, '127.0.0.1');
  clients.push(client);
  client.on('error', () => undefined);
  client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await once(client, 'readable');
  return client;
}

const cached = (): string[] => {
  const folder = join(app.home, 'cache/audio');
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** Duration that ffmpeg finds in these bytes, decoding all of them, in seconds. */
function decodedSeconds(bytes: Buffer): number {
  const decoded = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', '-f', 's16le', '-ar', '8000', '-ac', '1', '-'], {
    input: bytes,
  });
  return decoded.length / 2 / 8_000;
}

describe.skipIf(!hasFfmpeg)('conversion with ffmpeg', () => {
  it.each([
    ['opus', 'audio/ogg; codecs=opus', 'OggS'],
    ['mp3', 'audio/mpeg', '\xff'],
    ['aac', 'audio/aac', '\xff'],
    ['flac', 'audio/flac', 'fLaC'],
  ])('makes %s, whole and from a place in it', async (format, mimeType, magic) => {
    const url = await startWith();
    const begin = format === 'flac' ? 1 : 0;
    const { status, headers, body } = await app.get(`${url}?format=${format}&t=${begin}`);
    expect([status, headers['content-type'], headers['content-length']]).toEqual([200, mimeType, undefined]);
    expect(body.toString('latin1').startsWith(magic)).toBe(true);
    expect(decodedSeconds(body)).toBeCloseTo(SECONDS - begin, 0);
    expect(body.includes('secret')).toBe(false);
    const later = await app.get(`${url}?format=${format}&t=3`);
    expect(decodedSeconds(later.body)).toBeCloseTo(SECONDS - 3, 0);
  });

  it('keeps what it made, with ranges', async () => {
    const url = `${await startWith()}?format=mp3&bitrate=64`;
    const made = await app.get(url);
    await vi.waitFor(() => expect(cached()).toEqual([expect.stringMatching(/^[0-9a-f]{40}\.mp3$/)]));
    const again = await app.get(url);
    expect(again.body.equals(made.body)).toBe(true);
    expect(again.headers['content-length']).toBe(String(made.body.length));
    const part = await app.get(url, { range: 'bytes=100-199', 'if-range': String(again.headers.etag) });
    expect(part.status).toBe(206);
    expect(part.body.equals(made.body.subarray(100, 200))).toBe(true);
    expect((await app.get(url, {}, 'HEAD')).headers['content-length']).toBe(String(made.body.length));
  });

  it('makes it anew when the kept file was removed, or the track has changed', async () => {
    const url = `${await startWith()}?format=mp3`;
    const made = await app.get(url);
    await vi.waitFor(() => expect(cached()).toHaveLength(1));
    unlinkSync(join(app.home, 'cache/audio', cached()[0] ?? ''));
    expect((await app.get(url)).body.equals(made.body)).toBe(true);
    await vi.waitFor(() => expect(cached()).toHaveLength(1));
    const file = join(app.home, 'song.flac');
    writeFileSync(file, readFileSync(file));
    expect((await app.get(url)).headers['content-length']).toBeUndefined();
  });

  it('lets go of the least recently used', async () => {
    const url = await startWith({ cacheBytes: 120_000 });
    for (const t of [0, 0.5, 1]) {
      await app.get(`${url}?format=mp3&bitrate=128&t=${t}`);
      await vi.waitFor(() => expect(cached().filter((name) => name.endsWith('.part'))).toEqual([]));
    }
    await vi.waitFor(() => expect(cached().length).toBe(2));
    expect((await app.get(`${url}?format=mp3&bitrate=128&t=0`)).headers['content-length']).toBeUndefined();
  });

  it('says that it could not be converted, and keeps nothing', async () => {
    const url = await startWith({}, Buffer.from('this is no audio at all'));
    const { status, headers } = await app.get(`${url}?format=mp3`);
    expect([status, headers['content-type']]).toEqual([502, 'application/problem+json; charset=utf-8']);
    // The answer is given as soon as it is known; the files are let go of right after.
    await vi.waitFor(() => expect(openPaths(app.home)).toEqual([]));
    expect(cached()).toEqual([]);
  });
});

describe('conversion, however slow or broken the program is', () => {
  const ENDLESS = 'echo x >> "$(dirname "$0")/starts"; echo begun; while true; do sleep 0.05; echo more; done';
  const startsOf = (script: string): number =>
    readFileSync(join(script, '../starts'), 'utf8').split('\n').filter(Boolean).length;

  it('says what to install without it', async () => {
    const url = await startWith({ ffmpeg: '/nonexistent/ffmpeg' });
    for (const method of ['GET', 'HEAD']) expect((await app.get(`${url}?format=mp3`, {}, method)).status).toBe(501);
    const { body } = await app.get(`${url}?format=mp3`);
    expect(JSON.parse(body.toString())).toMatchObject({
      type: 'urn:pyxis:problem:transcoder-missing',
      detail: expect.stringContaining('Install it') as string,
    });
    expect((await app.get(url)).status).toBe(200);
    expect(cached()).toEqual([]);
  });

  it('runs once for everybody, and ends with the last who listens', async () => {
    const ffmpeg = StreamingApp.script(ENDLESS);
    const url = `${await startWith({ ffmpeg })}?format=opus`;
    const [first, second] = await Promise.all([listen(url), listen(url)]);
    expect(startsOf(ffmpeg)).toBe(1);
    const running = childProcesses();
    expect(running.length).toBeGreaterThan(0);
    first.destroy();
    await once(second, 'readable');
    second.destroy();
    await vi.waitFor(() => expect(childProcesses()).toEqual([]), 2_000);
    await vi.waitFor(() => expect(openPaths(app.home)).toEqual([]));
    expect(cached()).toEqual([]);
  });

  it('refuses more than may run at once, and takes the next when one has ended', async () => {
    const ffmpeg = StreamingApp.script(ENDLESS);
    const url = await startWith({ ffmpeg, maxConcurrent: 2 });
    const one = await listen(`${url}?format=opus`);
    await listen(`${url}?format=mp3`);
    const { status, headers } = await app.get(`${url}?format=aac`);
    expect([status, headers['retry-after']]).toEqual([503, '3']);
    await listen(`${url}?format=mp3`);
    one.destroy();
    await vi.waitFor(async () => {
      const next = await listen(`${url}?format=aac`);
      expect(String(next.read())).toContain('200 OK');
    });
  });

  it('does not start for HEAD', async () => {
    const ffmpeg = StreamingApp.script(`[ "$1" = -version ] && exit 0; ${ENDLESS}`);
    const url = await startWith({ ffmpeg });
    const { status, headers } = await app.get(`${url}?format=opus`, {}, 'HEAD');
    expect([status, headers['content-type']]).toEqual([200, 'audio/ogg; codecs=opus']);
    expect(existsSync(join(ffmpeg, '../starts'))).toBe(false);
  });

  it('cuts the connection when it fails half-way, and keeps nothing', async () => {
    const url = await startWith({ ffmpeg: StreamingApp.script('echo half; sleep 0.1; exit 1') });
    await expect(app.get(`${url}?format=opus`)).rejects.toThrow();
    await vi.waitFor(() => expect(cached()).toEqual([]));
  });

  it('ends what runs when the server stops', async () => {
    const url = await startWith({ ffmpeg: StreamingApp.script(ENDLESS) });
    await listen(`${url}?format=opus`);
    expect(childProcesses().length).toBeGreaterThan(0);
    for (const client of clients.splice(0)) client.destroy();
    await app.remove();
    expect(childProcesses()).toEqual([]);
    app = await StreamingApp.start();
  });
});
