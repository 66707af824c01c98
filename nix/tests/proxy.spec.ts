import { once } from 'node:events';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileServer, Program, type RunningProgram } from '../../backend/test/support/program.js';
import { freePort } from '../../scripts/support/free-port.mjs';
import { CountingRelay } from './support/counting-relay.js';
import { PROXIES, type RunningProxy } from './support/proxies.js';
import { Visitor, type Answer, type Asked } from './support/visitor.js';

const BASE = '/embed/pyxis/';
const MIB = 1024 ** 2;
const AUDIO_BYTES = 512 * MIB;
const UPLOAD_BYTES = 100 * MIB;
const PATIENCE = { timeout: 20_000 };
/** As browsers ask for audio. */
const IDENTITY = { 'Accept-Encoding': 'identity;q=1, *;q=0' };

describe.each(PROXIES)('Pyxis behind $name', (kind) => {
  describe.skipIf(kind.program === undefined)(kind.program ?? '(it is not installed)', () => {
    const program = new Program();
    let server: RunningProgram;
    let relay: CountingRelay;
    let proxy: RunningProxy | undefined;
    /** Where Pyxis listens; only the proxy knows. */
    let directly: string;
    let visitor: Visitor;
    let audio: string;

    const ask = (path: string, asked?: Asked): Promise<Answer> => visitor.ask(BASE + path, asked);
    const askForJson = async <Body>(path: string, asked?: Asked): Promise<Body> => {
      const { status, body } = await ask(path, asked);
      expect(status, body).toBeLessThan(300);
      return JSON.parse(body) as Body;
    };
    const command = (body: object, origin?: string): Asked => ({
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(origin !== undefined && { Origin: origin }) },
      body: JSON.stringify(body),
    });
    const openResponses = async (what: string): Promise<string | undefined> => {
      const metrics = await (await fetch(`${directly}/metrics`)).text();
      return new RegExp(`^pyxis_http_open_responses\\{kind="${what}"\\} (\\d+)$`, 'm').exec(metrics)?.[1];
    };

    beforeAll(async () => {
      compileServer();
      const [port, ownPort] = [await freePort(), await freePort()];
      directly = `http://127.0.0.1:${ownPort}`;
      visitor = new Visitor('music.test', port);
      const env = {
        PYXIS_SOURCES_LOCAL_PATHS: join(program.home, 'music'),
        PYXIS_SERVER_BASE_PATH: BASE,
        PYXIS_SERVER_PUBLIC_URL: visitor.origin + BASE,
        PYXIS_SERVER_TRUSTED_PROXIES: '127.0.0.1',
      };
      writeSilence(join(program.home, 'music'), AUDIO_BYTES);
      await program.run(['scan'], env);
      server = await program.serve(['--port', String(ownPort)], env);
      relay = await CountingRelay.start(ownPort);
      proxy = await kind.start({ port, upstreamPort: relay.port, basePath: BASE });
      const { items } = await askForJson<{ items: { id: string }[] }>('api/v1/tracks');
      audio = `stream/${items[0]!.id}`;
    });

    afterAll(async () => {
      await proxy?.stop();
      await relay.stop();
      await server.stop();
      program.remove();
    });

    it('is found below its path, also when the slash at the end is forgotten', async () => {
      expect((await ask('readyz')).status).toBe(200);
      const { status, headers } = await visitor.ask(BASE.slice(0, -1));
      expect([301, 302, 307, 308]).toContain(status);
      expect(new URL(headers.location ?? '', visitor.origin).pathname).toBe(BASE);
    });

    it('lets its own pages change something, and those of others not', async () => {
      const { revision } = await askForJson<{ revision: number }>('api/v1/playback');
      const volume = { volume: 40, revision };
      const foreign = await ask('api/v1/playback/volume', command(volume, 'https://evil.example'));
      expect({ status: foreign.status, body: foreign.body }).toEqual({
        status: 400,
        body: expect.stringContaining('foreign-origin') as string,
      });
      expect(await askForJson('api/v1/playback/volume', command(volume, visitor.origin))).toMatchObject({ volume: 40 });
    });

    it('sends parts of audio, and says when there are none', async () => {
      const whole = await ask(audio, { method: 'HEAD', headers: IDENTITY });
      expect(whole.headers).toMatchObject({ 'content-length': String(AUDIO_BYTES), 'accept-ranges': 'bytes' });
      const { etag = '' } = whole.headers;
      const part = async (range: string, more: Record<string, string> = {}): Promise<Answer> =>
        ask(audio, { headers: { ...IDENTITY, Range: range, ...more } });

      const start = await part('bytes=0-3', { 'If-Range': etag });
      expect({ status: start.status, body: start.body }).toEqual({ status: 206, body: 'RIFF' });
      expect(start.headers).toMatchObject({ 'content-range': `bytes 0-3/${AUDIO_BYTES}`, 'content-length': '4', etag });
      expect((await part('bytes=-5')).headers['content-range']).toBe(
        `bytes ${AUDIO_BYTES - 5}-${AUDIO_BYTES - 1}/${AUDIO_BYTES}`,
      );
      const beyond = await part(`bytes=${AUDIO_BYTES}-`);
      expect(beyond.status).toBe(416);
      expect(beyond.headers['content-range']).toBe(`bytes */${AUDIO_BYTES}`);
      const known = await ask(audio, { headers: { ...IDENTITY, 'If-None-Match': etag } });
      expect({ status: known.status, body: known.body }).toEqual({ status: 304, body: '' });
    });

    it('fetches no more of a file than is played, and lets it go when nobody listens', async () => {
      const before = relay.takenBytes;
      const playing = await visitor.open(BASE + audio, { headers: IDENTITY });
      await firstBytes(playing);
      expect(await openResponses('stream')).toBe('1');
      await settled(
        () => relay.takenBytes,
        () => fetch(`${directly}/readyz`),
      );
      // What is on its way lies in the buffers of three connections, each of which the kernel lets grow to some megabytes.
      expect(relay.takenBytes - before).toBeLessThan(AUDIO_BYTES / 4);
      playing.destroy();
      await vi.waitFor(async () => expect(await openResponses('stream')).toBe('0'), PATIENCE);
    });

    it('tells events at once', async () => {
      const events = visitor.events(`${BASE}api/v1/events?topics=player`);
      const next = async (): Promise<string> => String((await events.next()).value);
      let event = await next();
      while (!event.includes('event: player')) event = await next();
      expect(await openResponses('events')).toBe('1');
      const { revision } = await askForJson<{ revision: number }>('api/v1/playback');
      // The stream is still open: whoever collects before passing on has nothing to show for it.
      await ask('api/v1/playback/volume', command({ volume: 70, revision }));
      do event = await next();
      while (!event.includes('event: player'));
      expect(event).toContain('"volume":70');
      await events.return();
      await vi.waitFor(async () => expect(await openResponses('events')).toBe('0'), PATIENCE);
    });

    it('takes a history of 100 MB', async () => {
      const line = Buffer.alloc(64 * 1024, ' ');
      line.write('\n', line.length - 1);
      const body = Readable.from(Array.from({ length: UPLOAD_BYTES / line.length }, () => line));
      const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(UPLOAD_BYTES) };
      const path = 'api/v1/history/imports?service=pyxis&dryRun=true';
      const { id, totalBytes } = await askForJson<{ id: string; totalBytes: number }>(path, {
        method: 'POST',
        headers,
        body,
      });
      expect(totalBytes).toBe(UPLOAD_BYTES);
      await ask(`api/v1/history/imports/${id}`, { method: 'DELETE' });
    });
  });
});

/** A WAV file that takes no room: all of its sound is a hole. */
function writeSilence(folder: string, sizeBytes: number): void {
  mkdirSync(folder);
  const file = join(folder, 'silence.wav');
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(sizeBytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  // PCM, two channels, 44,100 Hz, 16 bits.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(44_100 * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(sizeBytes - header.length, 40);
  writeFileSync(file, header);
  truncateSync(file, sizeBytes);
}

async function firstBytes(response: IncomingMessage): Promise<void> {
  await once(response, 'readable');
  response.read(1);
}

/** Waits until `value` stays as it is while other requests are answered. */
async function settled(value: () => number, other: () => Promise<unknown>): Promise<void> {
  for (let last = -1; last !== value();) {
    last = value();
    for (let round = 0; round < 20; round++) await other();
  }
}
