import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breaksAt, type FakeMusic, type FakeSource } from '../../../test/support/fake-source.js';
import type { FakeAnswer, Spoil } from '../../../test/support/fake-upstream.js';
import { redirects } from '../../../test/support/faults.js';
import { firstByteAskedFor, RemoteApp, soundOf } from '../../../test/support/remote-app.js';
import type { StreamingApp } from '../../../test/support/streaming-app.js';

const SIZE = 1_200_001;
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

describe('a fetch that is interrupted', () => {
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
        await remote.expectSound(`/stream/fake:cut${track}`, CONTENT);
      }
      expect(remote.files.every((name) => name.endsWith('.audio'))).toBe(true);
      expect(remote.files).toHaveLength(10);
    },
  );

  it('goes on as often as there is more each time', async () => {
    music.lastingFault = (response, request) => {
      music.begin(response, request, firstByteAskedFor(request) + 300_000, () => response.socket?.end());
    };
    await remote.expectSound(ONE, CONTENT);
    expect(music.positions.length).toBeGreaterThan(4);
  });

  it('puts nothing together of what has no name, and begins again', async () => {
    delete music.etag;
    let number = 0;
    music.onRequest = () => (music.audio = soundOf(++number, SIZE));
    music.lastingFault = (response, request) => music.begin(response, request, 100_000, () => response.destroy());
    await expect(app.get(ONE)).rejects.toThrow();
    await remote.settled();
    expect(remote.files).toEqual([]);
    delete music.lastingFault;
    number = 40;
    await remote.expectSound(ONE, soundOf(41, SIZE));
  });

  it('is located anew where the address has expired, and goes on at the byte', async () => {
    music.faults.push(breaksAt(music, 900_000), { status: 403, body: '' });
    await remote.expectSound(ONE, CONTENT);
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
      else if (signature === 1) music.begin(response, request, 900_000, () => response.destroy());
      else music.begin(response, request, SIZE, () => response.end());
    };
    source.location = { url: `${music.origin}/audio/hop1` };
    await remote.expectSound(ONE, CONTENT);
    expect(signature).toBe(2);
    expect(music.requests).toHaveLength(2 * (hops + 1));
  });
});

describe('a host that lies', () => {
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
    await remote.settled();
    music.faults.push(breaksAt(music, 100_000));
    await remote.expectSound('/stream/fake:two', CONTENT);
  });

  it('is noticed where it sends other bytes for a part than it has there', async () => {
    music.faults.push(breaksAt(music, 900_000), (response, request) => {
      const first = firstByteAskedFor(request);
      const headers = { 'Content-Range': `bytes ${first}-${SIZE - 1}/${SIZE}` };
      liesAboutParts(headers, OTHER.subarray(first))(response, request);
    });
    await expect(app.get(ONE)).rejects.toThrow();
    await remote.expectSound(ONE, CONTENT);
  });

  it.each<[string, FakeAnswer]>([
    ['nothing', { status: 200, headers: { 'Content-Type': 'audio/mpeg' }, body: '' }],
    ['a part that nobody asked for', { status: 206, headers: { 'Content-Type': 'audio/mpeg', 'Content-Range': `bytes 5-9/10` }, body: 'short' }],
    ['more than there can be', { status: 200, headers: { 'Content-Type': 'audio/mpeg', 'Content-Length': '99999999999999' }, body: '' }],
  ])('is not kept where it sends %s', async (_what, answer) => {
    music.lastingFault = answer;
    await app.get(ONE).catch(() => undefined);
    await remote.settled();
    expect(remote.files).toEqual([]);
  }); // prettier-ignore
});
