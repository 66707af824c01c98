import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breaksAt, type FakeMusic, type FakeSource } from '../../../test/support/fake-source.js';
import type { FakeAnswer, Spoil } from '../../../test/support/fake-upstream.js';
import { firstByteAskedFor, RemoteApp, soundOf } from '../../../test/support/remote-app.js';
import type { StreamingApp } from '../../../test/support/streaming-app.js';

const SIZE = 1_200_001;
const ONE = '/stream/fake:one';
/** As MP3 files begin. */
const CONTENT = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), soundOf(0, SIZE - 10)]);

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

describe('audio under another name', () => {
  it.each(['text/plain', 'text/plain; charset=utf-8', 'application/force-download', 'application/mp3', 'video/mpeg', 'binary/octet-stream'])(
    '%s is played all the same, from its beginning and from anywhere',
    async (type) => {
      music.audioType = type;
      const part = await app.get('/stream/fake:part', { range: 'bytes=700000-' });
      expect([part.status, part.body.equals(CONTENT.subarray(700_000))]).toEqual([206, true]);
      music.faults.push(breaksAt(music, 800_000));
      await remote.expectSound(ONE, CONTENT);
      expect((await app.get(ONE, {}, 'HEAD')).headers['content-type']).toMatch(/^(?:video\/mpeg|application\/octet-stream)$/);
    },
  ); // prettier-ignore

  it('is not what is a message, and that is not kept', async () => {
    const message = 'The quota of this host is used up.';
    music.lastingFault = { status: 200, headers: { 'Content-Type': 'text/plain', 'Content-Length': String(message.length) }, body: message }; // prettier-ignore
    const { status, body } = await app.get(ONE);
    expect([status, body.toString()]).toEqual([503, expect.stringContaining('message')]);
    delete music.lastingFault;
    await remote.expectSound(ONE, CONTENT);
  });

  it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'TEXT/HTML', 'x'])(
    'is not told as %s, though its source says so',
    async (mimeType) => {
      source.location = { mimeType };
      expect((await app.get(ONE)).headers['content-type']).toBe('application/octet-stream');
    },
  );
});

describe('an answer that is gone on with', () => {
  /** Answers what asks for a part in this way; the rest as it should. */
  const answersParts =
    (answer: (first: number) => FakeAnswer): Spoil =>
    (response, request) => {
      const first = firstByteAskedFor(request);
      if (request.headers.range === undefined) return music.begin(response, request, SIZE, () => response.end());
      const { status, headers, body } = answer(first);
      return void response.writeHead(status, { 'Content-Type': 'audio/mpeg', ETag: '"one"', ...headers }).end(body);
    };

  it('is refused as behind the end where there is less by now: heard anew, never joined', async () => {
    music.faults.push(breaksAt(music, 900_000), { status: 416, headers: { 'Content-Range': 'bytes */500000' }, body: '' });
    await expect(app.get(ONE)).rejects.toThrow();
    music.audio = CONTENT.subarray(0, 500_000);
    music.etag = '"two"';
    await remote.expectSound(ONE, music.audio);
  }); // prettier-ignore

  it.each([50_000, 300_000])('comes %i bytes at a time, whatever is asked for', async (most) => {
    music.lastingFault = answersParts((first) => {
      const end = Math.min(SIZE, first + most);
      const headers = { 'Content-Range': `bytes ${first}-${end - 1}/${SIZE}`, 'Content-Length': String(end - first) };
      return { status: 206, headers, body: CONTENT.subarray(first, end) };
    });
    music.faults.push(breaksAt(music, 100_000));
    await remote.expectSound(ONE, CONTENT);
  });

  it('is shorter than it says', async () => {
    const short: Spoil = (response, request) => {
      const first = firstByteAskedFor(request);
      response.writeHead(206, { 'Content-Type': 'audio/mpeg', ETag: '"one"', 'Content-Range': `bytes ${first}-${SIZE - 1}/${SIZE}` }); // prettier-ignore
      response.end(CONTENT.subarray(first, first + 100_000));
    };
    music.faults.push(breaksAt(music, 500_000), short, short, short);
    await remote.expectSound(ONE, CONTENT);
  });

  it('is all of it, though a part was asked for', async () => {
    music.faults.push(breaksAt(music, 900_000), (response, request) => {
      music.takesRanges = false;
      music.begin(response, request, SIZE, () => response.end());
    });
    await remote.expectSound(ONE, CONTENT);
  });

  it('has gone while it was heard: cut off there, and told the next time', async () => {
    music.faults.push(breaksAt(music, 900_000));
    music.lastingFault = { status: 404, headers: { 'Content-Type': 'text/html' }, body: '<p>Not here</p>' };
    await expect(app.get(ONE)).rejects.toThrow();
    await remote.settled();
    const again = await app.get(ONE);
    expect([again.status, JSON.parse(again.body.toString())]).toMatchObject([503, { type: 'urn:pyxis:problem:upstream-not-found' }]); // prettier-ignore
    delete music.lastingFault;
    await remote.expectSound(ONE, CONTENT);
  });
});

describe('audio that is packed on its way', () => {
  it('is heard as it was meant', async () => {
    const packed = gzipSync(CONTENT);
    const headers = { 'Content-Type': 'audio/mpeg', 'Content-Encoding': 'gzip', ETag: '"one"' };
    music.lastingFault = {
      status: 200,
      headers: { ...headers, 'Content-Length': String(packed.length) },
      body: packed,
    };
    const { status, body } = await app.get(ONE);
    expect([status, body.equals(CONTENT)]).toEqual([200, true]);
    expect(music.requests[0]?.headers['accept-encoding']).toBe('identity');
    // The length that was told is not that of the sound.
    await remote.settled();
    expect(remote.files).toEqual([]);
  });
});
