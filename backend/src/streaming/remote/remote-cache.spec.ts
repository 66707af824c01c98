import { once } from 'node:events';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { breaksAt, FakeSource, stallsAt, type FakeMusic } from '../../../test/support/fake-source.js';
import type { FakeAnswer, FakeRequest, Spoil } from '../../../test/support/fake-upstream.js';
import { redirects } from '../../../test/support/faults.js';
import { openPaths, StreamingApp, type StreamingAppOptions } from '../../../test/support/streaming-app.js';
import { ENGINES } from '../../../test/support/test-database.js';

const SIZE = 3_000_001;
const ONE = '/stream/fake:one';

/** A fixed sequence, another for each number. */
function sound(number: number, size = SIZE): Buffer<ArrayBuffer> {
  const words = Uint32Array.from({ length: Math.ceil(size / 4) }, (_, i) => Math.imul(i + number, 2_654_435_761));
  return Buffer.from(words.buffer).subarray(0, size);
}

const CONTENT = sound(0);
const OTHER = sound(77);

let music: FakeMusic;
let source: FakeSource;
let app: StreamingApp;
const clients: Socket[] = [];

async function start(options: StreamingAppOptions = {}, engine = ENGINES[0]): Promise<void> {
  ({ music, source } = await FakeSource.start());
  music.audio = CONTENT;
  app = await StreamingApp.start({ sources: [source], ...options }, engine);
}

async function stop(): Promise<void> {
  for (const client of clients.splice(0)) client.destroy();
  await app.remove();
  await music.stop();
}

/** A client that takes the first bytes and no more. */
async function listen(path = ONE, range = ''): Promise<Socket> {
  const client = connect({ port: app.port, host: '127.0.0.1' });
  clients.push(client);
  client.on('error', () => undefined);
  client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${range === '' ? '' : `Range: ${range}\r\n`}\r\n`);
  await once(client, 'readable');
  return client;
}

function files(): string[] {
  return readdirSync(join(app.home, 'cache/remote'));
}

function pathOf(name: string): string {
  return join(app.home, 'cache/remote', name);
}

/** Of the first byte that is asked for. */
function firstOf({ headers }: FakeRequest): number {
  return Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
}

/** Nothing is fetched and nothing is open. */
async function settled(): Promise<void> {
  await vi.waitFor(() => {
    expect(music.open).toBe(0);
    expect(openPaths(join(app.home, 'cache'))).toEqual([]);
  }, 20_000);
}

/** Plays it from beginning to end. */
async function expectSound(path: string, content: Buffer): Promise<void> {
  const { status, body } = await app.get(path);
  expect([status, body.equals(content)]).toEqual([200, true]);
  await settled();
}

describe('what was fetched', () => {
  beforeEach(() => start());
  afterEach(stop);

  it('is located once and fetched once, however many listen', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.get(ONE)));
    expect(answers.every(({ status, body }) => status === 200 && body.equals(CONTENT))).toBe(true);
    expect(source.located).toBe(1);
    expect(music.positions).toEqual([0]);
  });

  it('is played again without its host, also after a restart', async () => {
    await expectSound(ONE, CONTENT);
    music.lastingFault = { status: 500, body: '' };
    await expectSound(ONE, CONTENT);
    await app.restart();
    const part = await app.get(ONE, { range: 'bytes=2000000-2000099' });
    expect(part.body.equals(CONTENT.subarray(2_000_000, 2_000_100))).toBe(true);
    expect([source.located, music.requests.length]).toEqual([1, 1]);
    expect(files()).toEqual([expect.stringMatching(/\.audio$/)]);
  });

  it('has the same tag while it is fetched, when it is here, and after a restart', async () => {
    const tags = [(await app.get(ONE)).headers.etag];
    await settled();
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
    (await listen()).destroy();
    await settled();
    expect(files()).toEqual([expect.stringMatching(/\.part$/)]);
    await app.restart();
    await expectSound(ONE, CONTENT);
    const [, again] = music.positions;
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(1_000_000);
    expect(music.requests[1]?.headers['if-range']).toBe(music.etag ?? music.lastModified);
    expect(files()).toEqual([expect.stringMatching(/\.audio$/)]);
  });

  it('is begun again where another version lies there by now, and nobody hears of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    (await listen()).destroy();
    await settled();
    music.etag = '"two"';
    music.audio = OTHER;
    await expectSound(ONE, OTHER);
    await app.restart();
    await expectSound(ONE, OTHER);
  });

  it('is begun again where other bytes go by the same name, and nobody hears of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    (await listen()).destroy();
    await settled();
    music.audio = OTHER;
    await expectSound(ONE, OTHER);
  });

  it('is not kept in part where nothing tells it from other bytes', async () => {
    delete music.etag;
    music.faults.push(stallsAt(music, 1_000_000));
    (await listen()).destroy();
    await settled();
    expect(files()).toEqual([]);
  });

  it('is kept as a whole though nothing tells it from other bytes', async () => {
    delete music.etag;
    await expectSound(ONE, CONTENT);
    await expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0]);
  });

  it('is not kept where its host does not say how much there is', async () => {
    music.tellsSize = false;
    await expectSound(ONE, CONTENT);
    expect(files()).toEqual([]);
  });

  it('belongs to one track, though another has the same address', async () => {
    source.location = { url: `${music.origin}/audio/news.mp3` };
    await expectSound('/stream/fake:eight', CONTENT);
    music.audio = OTHER;
    music.etag = '"two"';
    await expectSound('/stream/fake:nine', OTHER);
    await expectSound('/stream/fake:eight', CONTENT);
  });

  it('is put together from what different listeners heard of it', async () => {
    music.faults.push(stallsAt(music, 1_000_000));
    const first = await listen();
    const end = await app.get(ONE, { range: 'bytes=2000000-' });
    expect(end.body.equals(CONTENT.subarray(2_000_000))).toBe(true);
    expect(music.positions).toEqual([0, 2_000_000]);
    first.destroy();
    await settled();
    await expectSound(ONE, CONTENT);
    expect(music.positions).toHaveLength(3);
    expect(files()).toEqual([expect.stringMatching(/\.audio$/)]);
    await expectSound(ONE, CONTENT);
    expect(music.positions).toHaveLength(3);
  });

  it.each<[string, (path: string) => void]>([
    ['shorter than it was', (path) => truncateSync(path, 1_000)],
    ['longer than it was', (path) => writeFileSync(path, 'more', { flag: 'a' })],
    ['gone', (path) => rmSync(path)],
  ])('is fetched again where the file is %s', async (_what, spoil) => {
    await expectSound(ONE, CONTENT);
    spoil(pathOf(files()[0] ?? ''));
    await expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0, 0]);
    spoil(pathOf(files()[0] ?? ''));
    await app.restart();
    await expectSound(ONE, CONTENT);
    expect(music.positions).toEqual([0, 0, 0]);
    expect(files()).toHaveLength(1);
  });

  it('leaves no file behind that nothing is known of', async () => {
    await expectSound(ONE, CONTENT);
    writeFileSync(pathOf('of-a-run-that-was-killed.part'), 'x');
    writeFileSync(pathOf('of-another.audio'), 'x');
    await app.restart();
    await expectSound(ONE, CONTENT);
    expect(files()).toHaveLength(1);
  });
});

describe('a fetch that is interrupted', () => {
  beforeEach(() => start());
  afterEach(stop);

  const validators: [string, () => void][] = [
    ['a tag', () => undefined],
    [
      'a date',
      () => {
        delete music.etag;
        music.lastModified = 'Fri, 27 Nov 2026 08:00:00 GMT';
      },
    ],
    ['neither', () => delete music.etag],
    ['a tag, but no parts', () => (music.takesRanges = false)],
    ['a tag that is weak', () => (music.etag = 'W/"one"')],
  ];

  it.each(validators)(
    'gives the right bytes wherever that was, with %s',
    { timeout: 120_000 },
    async (_what, prepare) => {
      prepare();
      let seed = 20_261_128;
      for (let track = 0; track < 10; track++) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        music.faults.push(breaksAt(music, seed % SIZE));
        await expectSound(`/stream/fake:cut${track}`, CONTENT);
      }
      expect(files().every((name) => name.endsWith('.audio'))).toBe(true);
      expect(files()).toHaveLength(10);
    },
  );

  it('goes on as often as there is more each time', async () => {
    music.lastingFault = (response, request) => {
      music.begin(response, request, firstOf(request) + 500_000, () => response.socket?.end());
    };
    await expectSound(ONE, CONTENT);
    expect(music.positions.length).toBeGreaterThan(6);
  });

  it('puts nothing together of what has no name, and begins again', async () => {
    delete music.etag;
    let number = 0;
    music.onRequest = () => (music.audio = sound(++number));
    music.lastingFault = (response, request) => music.begin(response, request, 100_000, () => response.destroy());
    await expect(app.get(ONE)).rejects.toThrow();
    await settled();
    expect(files()).toEqual([]);
    delete music.lastingFault;
    number = 40;
    await expectSound(ONE, sound(41));
  });

  it('is located anew where the address has expired, and goes on at the byte', async () => {
    music.faults.push(breaksAt(music, 1_000_000), { status: 403, body: '' });
    await expectSound(ONE, CONTENT);
    expect(source.located).toBe(2);
    expect(music.requests.map(({ path }) => path)).toEqual(['/audio/one?ticket=1', '/audio/one?ticket=1', '/audio/one?ticket=2']); // prettier-ignore
    expect(music.positions[2]).toBeGreaterThan(0);
  });

  it('walks the whole chain of counters again, for a signature that holds', async () => {
    const hops = 7;
    let signature = 0;
    music.lastingFault = (response, request) => {
      const { pathname, searchParams } = new URL(request.path, music.origin);
      const hop = Number(/^\/audio\/hop(\d)$/.exec(pathname)?.[1] ?? Number.NaN);
      if (hop < hops) redirects(`/audio/hop${hop + 1}`)(response, request);
      else if (hop === hops) redirects(`/audio/one?signature=${++signature}`)(response, request);
      else if (searchParams.get('signature') !== String(signature)) response.writeHead(403).end();
      else music.begin(response, request, signature === 1 ? 1_000_000 : SIZE, () => response.destroy());
    };
    source.location = { url: `${music.origin}/audio/hop1` };
    await expectSound(ONE, CONTENT);
    expect(signature).toBe(2);
    expect(music.requests).toHaveLength(2 * (hops + 1));
  });
});

describe('a host that lies', () => {
  beforeEach(() => start());
  afterEach(stop);

  /** Answers what asks for a part with these headers and bytes; the rest as it should. */
  const liesAboutParts =
    (headers: Readonly<Record<string, string>>, body: Buffer): Spoil =>
    (response, request) => {
      if (request.headers.range === undefined) music.begin(response, request, SIZE, () => response.end());
      else response.writeHead(206, { 'Content-Type': 'audio/mpeg', ETag: '"one"', ...headers }).end(body);
    };

  it.each<[string, Record<string, string>, Buffer]>([
    ['sends its beginning for any part', { 'Content-Range': `bytes 0-${SIZE - 1}/${SIZE}` }, CONTENT],
    ['says that it sends its beginning', { 'Content-Range': `bytes 0-${SIZE - 1}/${SIZE}` }, CONTENT.subarray(100_000)],
    ['does not say which part it sends', {}, CONTENT.subarray(100_000)],
    ['does not know of how much', { 'Content-Range': `bytes 100000-${SIZE - 1}/*` }, CONTENT.subarray(100_000)],
    ['has less than it sends', { 'Content-Range': `bytes 100000-${SIZE - 1}/5` }, CONTENT.subarray(100_000)],
    ['counts backwards', { 'Content-Range': `bytes 100000-7/${SIZE}` }, CONTENT.subarray(100_000)],
    ['counts in something else', { 'Content-Range': `seconds 100000-${SIZE - 1}/${SIZE}` }, CONTENT.subarray(100_000)],
    ['sends several parts', { 'Content-Type': 'audio/multipart', 'Content-Range': '' }, Buffer.from('--x')],
  ])('gives the right bytes though it %s', async (_what, headers, body) => {
    music.lastingFault = liesAboutParts(headers, body);
    const part = await app.get(ONE, { range: 'bytes=100000-' });
    expect([part.status, part.body.equals(CONTENT.subarray(100_000))]).toEqual([206, true]);
    await settled();
    music.faults.push(breaksAt(music, 100_000));
    await expectSound('/stream/fake:two', CONTENT);
  });

  it('is noticed where it sends other bytes for a part than it has there', async () => {
    music.faults.push(breaksAt(music, 1_000_000), (response, request) => {
      const first = firstOf(request);
      const headers = { 'Content-Range': `bytes ${first}-${SIZE - 1}/${SIZE}` };
      liesAboutParts(headers, OTHER.subarray(first))(response, request);
    });
    await expect(app.get(ONE)).rejects.toThrow();
    await expectSound(ONE, CONTENT);
  });

  it.each<[string, FakeAnswer]>([
    ['nothing', { status: 200, headers: { 'Content-Type': 'audio/mpeg' }, body: '' }],
    ['a part that nobody asked for', { status: 206, headers: { 'Content-Type': 'audio/mpeg', 'Content-Range': `bytes 5-9/10` }, body: 'short' }],
    ['more than there can be', { status: 200, headers: { 'Content-Type': 'audio/mpeg', 'Content-Length': '99999999999999' }, body: '' }],
  ])('is not kept where it sends %s', async (_what, answer) => {
    music.lastingFault = answer;
    await app.get(ONE).catch(() => undefined);
    await settled();
    expect(files()).toEqual([]);
  }); // prettier-ignore
});
