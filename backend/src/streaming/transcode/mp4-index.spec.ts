import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { breaksAt, FakeSource, stallsAt, type FakeMusic } from '../../../test/support/fake-source.js';
import { childProcesses, hasFfmpeg, openPaths, StreamingApp } from '../../../test/support/streaming-app.js';

const URL = '/stream/fake:one?format=flac';

describe.skipIf(!hasFfmpeg)('conversion of an MP4 file that lies elsewhere', () => {
  let files: string;
  let behind: Buffer<ArrayBuffer>;
  let before: Buffer<ArrayBuffer>;
  let music: FakeMusic;
  let app: StreamingApp;
  const clients: Socket[] = [];

  /** Noise, so that it is longer than what is fetched ahead of a listener. */
  function make(name: string, ...options: string[]): Buffer<ArrayBuffer> {
    const noise = ['-f', 'lavfi', '-i', 'anoisesrc=duration=130:sample_rate=44100:seed=7', '-ac', '1'];
    const path = join(files, name);
    execFileSync('ffmpeg', ['-v', 'error', ...noise, '-c:a', 'alac', '-sample_fmt', 's16p', ...options, path]);
    return readFileSync(path);
  }

  /** What it sounds like, in few letters. */
  function soundOf(content: Buffer): string {
    const words = ['-v', 'error', '-i', 'pipe:0', '-f', 'md5', '-c:a', 'pcm_s16le', '-'];
    return execFileSync('ffmpeg', words, { input: content }).toString();
  }

  beforeAll(() => {
    files = mkdtempSync(join(tmpdir(), 'pyxis-mp4-'));
    behind = make('behind.m4a');
    before = make('before.m4a', '-movflags', 'faststart');
    expect(behind.indexOf('moov')).toBeGreaterThan(9 * 1024 ** 2);
    expect(before.indexOf('moov')).toBeLessThan(100);
  });
  afterAll(() => rmSync(files, { recursive: true }));

  async function start(remoteBytes?: number): Promise<void> {
    const { music: service, source } = await FakeSource.start();
    music = service;
    music.audioType = 'audio/mp4';
    music.audio = behind;
    app = await StreamingApp.start({ sources: [source], ...(remoteBytes !== undefined && { remoteBytes }) });
  }

  async function stop(): Promise<void> {
    for (const client of clients.splice(0)) client.destroy();
    await app.remove();
    await music.stop();
  }

  beforeEach(() => start());
  afterEach(stop);

  function call(): Socket {
    const client = connect({ port: app.port, host: '127.0.0.1' });
    clients.push(client);
    client.on('error', () => undefined);
    client.write(`GET ${URL} HTTP/1.1\r\nHost: x\r\n\r\n`);
    return client;
  }

  async function expectAllEnded(): Promise<void> {
    await vi.waitFor(
      () => {
        expect(music.open).toBe(0);
        expect(openPaths(join(app.home, 'cache'))).toEqual([]);
        expect(childProcesses()).toEqual([]);
      },
      { timeout: 60_000 },
    );
  }

  it.each([true, false])(
    'fetches all of it first where its index is at the end, with its size told: %s',
    async (tells) => {
      music.tellsSize = tells;
      const { status, body } = await app.get(URL);
      expect(status).toBe(200);
      expect(soundOf(body)).toBe(soundOf(before));
      expect(music.positions).toEqual([0]);
      await expectAllEnded();
    },
  );

  it('begins anywhere in it', async () => {
    const whole = await app.get(URL);
    const end = await app.get(`${URL}&t=120`);
    expect(end.status).toBe(200);
    expect(end.body.length).toBeGreaterThan(whole.body.length / 20);
    expect(end.body.length).toBeLessThan(whole.body.length / 10);
  });

  it('goes on as it comes where the index is at the beginning', async () => {
    music.audio = before;
    music.faults.push(stallsAt(music, 6 * 1024 ** 2));
    const client = call();
    const [first] = (await once(client, 'data')) as [Buffer];
    expect(first.toString('latin1')).toMatch(/^HTTP\/1.1 200/);
    client.destroy();
    await expectAllEnded();
  });

  it('ends the fetch when whoever asked leaves', async () => {
    music.faults.push(stallsAt(music, 9 * 1024 ** 2));
    const client = call();
    await vi.waitFor(() => expect(openPaths(join(app.home, 'cache/remote'))).toHaveLength(1));
    client.destroy();
    await expectAllEnded();
  });

  it('tells what the fetch fails with', async () => {
    music.faults.push(breaksAt(music, 9 * 1024 ** 2));
    music.lastingFault = { status: 403, body: '' };
    expect((await app.get(URL)).status).toBe(503);
    await expectAllEnded();
  });

  it('fetches no more than there is room for', async () => {
    await stop();
    await start(4 * 1024 ** 2);
    const { status, body } = await app.get(URL);
    expect([status, body.toString()]).toEqual([503, expect.stringContaining('streaming.cache.remoteMaxSize')]);
    await expectAllEnded();
  });
});
