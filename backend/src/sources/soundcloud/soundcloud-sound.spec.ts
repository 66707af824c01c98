import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SoundCloudParts } from '../../../test/support/fake-soundcloud/soundcloud-parts.js';
import { SoundCloudSounds } from '../../../test/support/fake-soundcloud/soundcloud-sounds.js';
import { breaksOff, redirects, stalls } from '../../../test/support/faults.js';
import type { Fault } from '../../../test/support/fake-upstream.js';
import { StreamingApp, type Answer } from '../../../test/support/streaming-app.js';
import type { SoundCloudSource } from './soundcloud-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const sounds = new SoundCloudSounds();
const SONG = 'night-ferry/harbour-lights';
const LONG = 'ada-lamplight/night-watch-two-hours';

let parts: SoundCloudParts;
let source: SoundCloudSource;
let app: StreamingApp;

beforeEach(async () => {
  parts = await SoundCloudParts.start(sounds);
  parts.clock.now = Date.now();
  source = parts.source({}, { silenceMs: 1_000 });
  app = await StreamingApp.start({ sources: [source], clock: parts.clock });
});
afterEach(async () => {
  await app.remove();
  await parts.stop();
});

const idOf = (path: string): number => parts.fake.track(path).id;
const play = (path: string, headers = {}): Promise<Answer> => app.get(`/stream/soundcloud:${idOf(path)}`, headers);
const calls = (): number => parts.fake.asked('/tracks').length + parts.fake.asked('/media').length;

interface Said {
  readonly type: string;
  readonly detail: string;
}

describe('a song', () => {
  it('is heard as it is, each piece asked for once, and afterwards without anybody', async () => {
    const { status, headers, body } = await play(SONG);
    expect([status, headers['content-type']]).toEqual([200, 'audio/mp4']);
    const pieces = parts.fake.media.segmentsGiven(idOf(SONG));
    expect(pieces).toEqual([...pieces.keys()]);
    expect(body.length).toBeGreaterThan(100_000);
    const asked = parts.fake.requests.length;
    expect((await play(SONG, { range: 'bytes=1000-1999' })).body.equals(body.subarray(1000, 2000))).toBe(true);
    expect(parts.fake.requests).toHaveLength(asked);
  });

  it('that is one file is sent in parts', async () => {
    const { status, headers, body } = await play('low-clouds/stratus', { range: 'bytes=0-999' });
    expect([status, body.length]).toEqual([206, 1000]);
    expect(headers['content-type']).toBe('audio/mpeg');
  });

  it('goes on by another client id where that ends before it is played', async () => {
    await source.capabilities.search!.find('tide', 'track', undefined, AbortSignal.timeout(MINUTE_MS));
    parts.fake.changeClientId();
    parts.clock.pass(2 * HOUR_MS);
    expect((await play(SONG)).status).toBe(200);
    expect(source.health().state).toBe('ok');
  });
});

describe('two hours in segments', { timeout: 240_000 }, () => {
  it('do not stop when their addresses end, again and again', async () => {
    // As on a line that is just fast enough.
    let last = 0;
    parts.fake.onRequest = ({ path }) => {
      if (path.includes('.m4s')) parts.clock.pass(10_000);
      last = parts.clock.now;
    };
    const answer = await play(LONG);
    expect(last - Date.now()).toBeGreaterThan(100 * MINUTE_MS);
    expect(answer.status).toBe(200);
    const pieces = parts.fake.media.segmentsGiven(idOf(LONG));
    expect(pieces).toEqual([...pieces.keys()]);
    expect(pieces.length).toBeGreaterThan(700);
    expect(parts.fake.asked('/media').length).toBeGreaterThan(20);
    expect(source.health().state).toBe('ok');
  });

  it('go on after an hour of pause with the piece that comes next', async () => {
    const client = connect({ port: app.port, host: '127.0.0.1' });
    client.on('error', () => undefined);
    const fifty = Promise.withResolvers<undefined>();
    parts.fake.onRequest = ({ path }) => {
      if (!path.includes('data000300')) return;
      delete parts.fake.onRequest;
      parts.fake.faults.unshift('silence');
      fifty.resolve(undefined);
    };
    client.write(`GET /stream/soundcloud:${idOf(LONG)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(client, 'readable');
    client.resume();
    await fifty.promise;
    client.destroy();
    await vi.waitFor(() => expect(parts.fake.open).toBe(0), 20_000);
    parts.clock.pass(HOUR_MS);
    const answer = await play(LONG);
    expect(answer.status).toBe(200);
    const pieces = parts.fake.media.segmentsGiven(idOf(LONG));
    expect(pieces).toEqual([...pieces.keys()]);
  });
});

describe('what is not to be heard', () => {
  async function expectOneSentence(path: string, status: number, code: string, words: string): Promise<void> {
    const said = await play(path);
    const asked = parts.fake.requests.length;
    for (const answer of [said, await play(path), await play(path)]) {
      const { type, detail } = JSON.parse(String(answer.body)) as Said;
      expect([answer.status, type]).toEqual([status, `urn:pyxis:problem:${code}`]);
      expect(detail.startsWith(`${words}. `)).toBe(true);
      expect(detail).not.toMatch(/https?:|sndcdn|Signature/);
    }
    expect(parts.fake.requests).toHaveLength(asked);
    expect(source.health().state).toBe('ok');
  }

  it.each([
    ['copper-wire', 'soundcloud-protected', 'Copy-protected on SoundCloud'],
    ['paper-moon', 'soundcloud-preview-only', 'Preview only: the whole song needs SoundCloud Go+'],
  ])('says why, asks nobody again, and is marked in lists from then on: %s', async (name, code, sentence) => {
    await expectOneSentence(`brackwater-discs/${name}`, 404, code, sentence);
    const id = String(idOf(`brackwater-discs/${name}`));
    const { search, tracks } = source.capabilities;
    const { items } = await search!.find('brackwater', 'track', undefined, AbortSignal.timeout(MINUTE_MS));
    const marked = { isPlayable: false, whyNotPlayable: sentence, notPlayableCause: { code } };
    expect(items.find(({ nativeId }) => nativeId === id)).toMatchObject(marked);
    expect(await tracks!.find(id, AbortSignal.timeout(MINUTE_MS))).toMatchObject(marked);
  });

  it('because it ends after half a minute is noticed before it is heard, and known from then on', async () => {
    const first = JSON.parse(String((await play('brackwater-discs/paper-sun')).body)) as Said;
    expect(first.detail).toMatch(/gives a preview of this song only: 30 s of 3:34/);
    expect(parts.fake.media.segmentsGiven(idOf('brackwater-discs/paper-sun'))).toEqual([]);
    await expectOneSentence(
      'brackwater-discs/paper-sun',
      404,
      'soundcloud-preview-only',
      'Preview only: the whole song needs SoundCloud Go+',
    );
  });
});

describe('a fault where the sound lies', () => {
  const spoils: readonly (readonly [string, Fault])[] = [
    ['403', { status: 403, headers: { 'Content-Type': 'text/xml' }, body: '<Error/>' }],
    ['404', { status: 404, body: '' }],
    ['500', { status: 500, body: '' }],
    ['429', { status: 429, headers: { 'Retry-After': '30' }, body: '' }],
    ['nothing is said', 'silence'],
    ['the connection breaks', 'dropped'],
    ['a web page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Sign in</html>' }],
    ['it breaks off', breaksOff],
    ['it stalls', stalls],
    ['it leads elsewhere', redirects('http://169.254.169.254/latest')],
  ];

  it.each(spoils)('that lasts (%s) ends with a sentence, after few calls', { timeout: 120_000 }, async (_, fault) => {
    parts.fake.onRequest = ({ path }) => {
      if (/m3u8|m4s|init\.mp4|\.mp3|\.opus/.test(path) && !path.startsWith('/media/soundcloud')) parts.fake.faults.unshift(fault); // prettier-ignore
    };
    const said = await play(SONG).catch((error: unknown) => error);
    if (!(said instanceof Error)) {
      const { status, body } = said as Answer;
      expect(status).toBeGreaterThanOrEqual(404);
      expect(status).not.toBe(500);
      expect((JSON.parse(String(body)) as Said).detail).toMatch(/\.$/);
    }
    expect(parts.fake.requests.length).toBeLessThan(40);
    expect(calls()).toBeLessThan(12);
    delete parts.fake.onRequest;
    parts.clock.pass(HOUR_MS);
    expect((await play(SONG)).status).toBe(200);
  });
});
