import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../test/support/fake-upstream.js';
import { MediaForms } from '../../../test/support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../../../test/support/fake-ytmusic/ytmusic-parts.js';
import { answers, bomb, breaksOff, endless, redirects, stalls } from '../../../test/support/faults.js';
import type { YtMusicSource } from './ytmusic-source.js';

const KEY = 'key-of-the-browser';
const folder = mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-faults-'));
const forms = new MediaForms(folder);
let parts: YtMusicParts;

beforeEach(async () => {
  parts = await YtMusicParts.start(forms);
  parts.clock.now = Date.now();
  parts.fake.accounts.all.set(KEY, [{ name: 'Ada', handle: '@ada', likes: [], playlists: [], albums: [] }]);
});
afterEach(() => parts.stop());
afterAll(() => rmSync(folder, { recursive: true }));

const signal = (): AbortSignal => AbortSignal.timeout(60_000);
const VIDEO = 'dQw4w9WgXcQ';
const CHANNEL = `UC${'x'.repeat(22)}`;
const ALBUM = 'MPREb_abcdefghijk';
/** As the fake has them. */
const MORE = Buffer.from('["list","x","1"]').toString('base64url');

type Call = readonly [string, (source: YtMusicSource) => Promise<unknown> | undefined];
const KINDS = ['track', 'album', 'artist', 'playlist'] as const;
const CALLS: readonly Call[] = [
  ...KINDS.map((kind): Call => [
    `search for a ${kind}`,
    ({ capabilities }) => capabilities.search?.find('x', kind, undefined, signal()),
  ]),
  ['more of a search', ({ capabilities }) => capabilities.search?.find('x', 'track', MORE, signal())],
  ['suggestions', ({ capabilities }) => capabilities.search?.suggest?.('x', signal())],
  ['a link to a handle', ({ capabilities }) => capabilities.browse?.artist('@nightferry', signal())],
  ['an album', ({ capabilities }) => capabilities.browse?.album(ALBUM, signal())],
  ['an artist', ({ capabilities }) => capabilities.browse?.artist(CHANNEL, signal())],
  ['a playlist', ({ capabilities }) => capabilities.browse?.playlist('PLx', undefined, signal())],
  ['more of a playlist', ({ capabilities }) => capabilities.browse?.playlist('PLx', MORE, signal())],
  ['a radio', ({ capabilities }) => capabilities.browse?.radio?.(VIDEO, undefined, signal())],
  ['more of a radio', ({ capabilities }) => capabilities.browse?.radio?.(VIDEO, MORE, signal())],
  ['a track', ({ capabilities }) => capabilities.tracks?.find(VIDEO, signal())],
  ['lyrics', ({ capabilities }) => capabilities.lyrics?.find(VIDEO, signal())],
  ['one’s own music', ({ capabilities }) => capabilities.own?.music(signal())],
  ['one’s accounts', ({ capabilities }) => capabilities.own?.accounts(signal())],
];

const FAULTS: readonly [string, Fault, string][] = [
  ['an outage', { status: 500, body: '' }, 'server-error'],
  ['a gateway without a service', { status: 503, body: '<h1>no</h1>' }, 'server-error'],
  ['silence', 'silence', 'silence'],
  ['a stall', stalls, 'silence'],
  ['a dropped connection', 'dropped', 'broken-answer'],
  ['a broken answer', breaksOff, 'broken-answer'],
  ['half of JSON', { status: 200, body: '{"half":' }, 'broken-answer'],
  ['a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>' }, 'wrong-type'],
  ['an answer without an end', endless({ bytes: 0 }), 'too-large'],
  ['a bomb', bomb('gzip', 200), 'too-large'],
  ['a circle', redirects((path) => path), 'bad-redirect'],
  // What is sent to a service is not sent elsewhere.
  ['a way into the home network', redirects('http://192.168.1.1/'), 'bad-redirect'],
  ['enough', answers(429, {}, { 'Retry-After': '60' }), 'rate-limited'],
  ['a refusal', { status: 403, body: '' }, 'forbidden'],
];

describe('a fault of YouTube Music', () => {
  it.each(FAULTS)('is one state and one thing to do, in one call: %s', { timeout: 300_000 }, async (_, fault, code) => {
    for (const [name, call] of CALLS) {
      const source = parts.source({}, { silenceMs: 300, cookies: `SAPISID=${KEY}` });
      parts.fake.requests.length = 0;
      parts.fake.lastingFault = fault;
      const error: unknown = await Promise.resolve(call(source)).catch((thrown: unknown) => thrown);
      expect(error, name).toMatchObject({ kind: 'unavailable', code: `upstream-${code}` });
      expect(parts.fake.requests.length, name).toBe(1);
      const { state, code: reason, nextStep, reason: sentence } = source.health();
      expect([state === 'ok', reason, nextStep === undefined], name).toEqual([false, code, false]);
      expect(`${String(error)} ${sentence} ${nextStep}`, name).not.toContain(KEY);
      await source.close();
    }
  });
});
