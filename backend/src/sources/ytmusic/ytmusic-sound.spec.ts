import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answers, bomb, breaksOff, endless, redirects, stalls } from '../../../test/support/faults.js';
import { MediaForms } from '../../../test/support/fake-ytmusic/fake-media.js';
import { YtMusicParts } from '../../../test/support/fake-ytmusic/ytmusic-parts.js';
import type { Fault } from '../../../test/support/fake-upstream.js';
import { StreamingApp, type Answer } from '../../../test/support/streaming-app.js';

const MIB = 1024 ** 2;
const HOUR_MS = 60 * 60_000;
const TOO_OLD =
  'WARNING: [youtube] x: n challenge solving failed\nERROR: [youtube] x: Requested format is not available';
const folder = mkdtempSync(join(tmpdir(), 'pyxis-ytmusic-forms-'));
const forms = new MediaForms(folder);

let parts: YtMusicParts;
let app: StreamingApp;

beforeEach(async () => {
  parts = await YtMusicParts.start(forms);
  parts.clock.now = Date.now();
  parts.tell(parts.song);
  app = await StreamingApp.start({ sources: [parts.source({}, { silenceMs: 1_000 })], clock: parts.clock });
});
afterEach(async () => {
  await app.remove();
  await parts.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

const play = (headers = {}): Promise<Answer> => app.get(`/stream/ytmusic:${parts.song.id}`, headers);
/** How often somebody was asked where it lies: the program, and the service itself. */
const asked = (): [number, number] => [parts.asked.length, parts.askedItself.length];

interface Said {
  readonly type: string;
  readonly detail: string;
}

/** Pressing play again and again is told the same, and asks nobody. */
async function expectOneSentence(status: number, code: string, times: [number, number]): Promise<void> {
  const mediaAsked = parts.media.requests.length;
  for (let i = 0; i < 3; i++) {
    const answer = await play();
    const { type, detail } = JSON.parse(answer.body.toString()) as Said;
    expect([answer.status, type]).toEqual([status, `urn:pyxis:problem:${code}`]);
    // What happened, and what to do.
    expect(detail).toMatch(/\. .+\.$/);
    expect(detail).not.toMatch(/https?:|googlevideo|sig-of/);
  }
  expect(asked()).toEqual(times);
  expect(parts.media.requests.length - mediaAsked).toBeLessThanOrEqual(8);
}

describe('a host that gives one mebibyte and no more', () => {
  it('is left for what the other way finds, and the song is heard to its end', async () => {
    parts.media.endsFor.set('', MIB);
    const { status, body } = await play();
    expect([status, body.equals(parts.soundOf(parts.song))]).toEqual([200, true]);
    expect(asked()).toEqual([2, 1]);
    expect(parts.media.requests.length).toBeLessThan(12);
    // And whole it is here.
    await play();
    expect(asked()).toEqual([2, 1]);
  });

  it('by every way, ends the song with one sentence', async () => {
    parts.media.endsFor.set('', MIB).set('VISIONOS', MIB);
    await expect(play()).rejects.toThrow();
    expect(asked()).toEqual([2, 1]);
    await expectOneSentence(404, 'ytmusic-cut-off', [2, 1]);
    parts.clock.now += 11 * 60_000;
    parts.media.endsFor.clear();
    expect((await play()).status).toBe(200);
  });

  it('is no reason to take another form, whose bytes are others', async () => {
    parts.media.endsFor.set('', MIB);
    parts.fake.formsOf = ({ id }) =>
      forms
        .of(id, 90)
        .slice(0, 1)
        .map((form) => ({ ...form, itag: 774 }));
    await expect(play()).rejects.toThrow();
    expect(asked()[0] + asked()[1]).toBeLessThanOrEqual(3);
  });
});

describe('yt-dlp that is of no use', () => {
  it.each([
    ['is too old', (): void => parts.ytDlp.refuses(parts.song.id, TOO_OLD)],
    [
      'says that it does not know the page any more',
      (): void => parts.ytDlp.refuses(parts.song.id, 'ERROR: x: An extractor error has occurred'),
    ],
    ['says nothing', (): void => parts.ytDlp.refuses(parts.song.id, '')],
  ])('%s: the service is asked itself', async (_what, prepare) => {
    prepare();
    const { status, body } = await play();
    expect([status, body.equals(parts.soundOf(parts.song))]).toEqual([200, true]);
    expect(asked()).toEqual([1, 1]);
  });

  it('says what to do where the service does not answer either', async () => {
    parts.ytDlp.refuses(parts.song.id, TOO_OLD);
    parts.fake.lastingFault = { status: 500, body: '' };
    await expectOneSentence(503, 'ytmusic-solver', [1, 1]);
  });
});

describe('the service itself, where yt-dlp is missing', () => {
  const faults: [string, Fault][] = [
    ['fails', { status: 500, body: '' }],
    ['wants nobody for a while', answers(429, {}, { 'retry-after': '60' })],
    ['refuses', { status: 403, body: '' }],
    ['sends a page', answers(200, {}, { 'Content-Type': 'text/html' })],
    ['answers nonsense', { status: 200, body: '[[' }],
    ['says nothing', 'silence'],
    ['goes before it answers', 'dropped'],
    ['begins and says no more', stalls],
    ['breaks off', breaksOff],
    ['answers without end', endless({ bytes: 0 })],
    ['sends a bomb', bomb('gzip', 200)],
    ['sends round in a circle', redirects((path) => path)],
    ['sends into the home network', redirects('http://192.168.1.1/')],
  ];

  it.each(faults)('%s: one sentence, which says what to do', async (_what, fault) => {
    await app.remove();
    app = await StreamingApp.start({
      sources: [parts.source({ ytDlp: '/nowhere' }, { silenceMs: 1_000 })],
      clock: parts.clock,
    });
    parts.fake.lastingFault = fault;
    await expectOneSentence(503, 'ytmusic-program-missing', [0, 1]);
  });
});

describe('what is refused', () => {
  it.each([
    ['bot-check', 503, 'Sign in to confirm you’re not a bot.'],
    ['rate-limited', 503, "This content isn't available, try again later."],
    ['age-restricted', 404, 'Sign in to confirm your age. This video may be inappropriate.'],
    ['geo-blocked', 404, 'The uploader has not made this video available in your country'],
    ['private', 404, 'Private video. Sign in if you have been granted access'],
    ['premium-only', 404, 'This video is only available to Music Premium members'],
    ['members-only', 404, 'Join this channel to get access to members-only content'],
    ['not-yet', 404, 'Premieres in 3 hours'],
  ])('%s has one sentence', async (code, status, words) => {
    parts.ytDlp.refuses(parts.song.id, `ERROR: [youtube] x: ${words}`);
    await expectOneSentence(status, `ytmusic-${code}`, [1, 0]);
  });

  it('because it was removed is not there', async () => {
    parts.ytDlp.refuses(parts.song.id, 'ERROR: [youtube] x: This video has been removed by the uploader');
    await expectOneSentence(404, 'track-not-found', [1, 0]);
  });
});

it('that is passed by is not looked for: of eleven, one at most beside the one that is stayed with', async () => {
  const songs = parts.fake.songs.slice(0, 11);
  const last = songs.pop();
  // Whoever stays so long with a song does not pass it by, and a busy machine makes it look so.
  let stays = 0;
  for (const { id } of songs) {
    parts.ytDlp.waits(id);
    const sinceMs = performance.now();
    const passed = new AbortController();
    const asking = fetch(`http://127.0.0.1:${app.port}/stream/ytmusic:${id}`, { signal: passed.signal });
    await Promise.all([expect(asking).rejects.toThrow(), delay(150).then(() => passed.abort())]);
    if (performance.now() - sinceMs > 400) stays++;
  }
  parts.tell(last!);
  expect((await app.get(`/stream/ytmusic:${last!.id}`)).status).toBe(200);
  expect(parts.asked.at(-1)).toBe(last!.id);
  expect(parts.asked.length).toBeLessThanOrEqual(2 + stays);
});

describe('the host of the sound', () => {
  const lasting: [string, Fault, string][] = [
    ['refuses all', { status: 403, headers: { 'Content-Type': 'text/plain' }, body: '' }, 'ytmusic-cut-off'],
    ['has lost all', { status: 404, body: '' }, 'ytmusic-cut-off'],
    ['has too much to do', { status: 503, body: '' }, 'upstream-server-error'],
    ['wants nobody for a while', answers(429, {}, { 'retry-after': '60' }), 'upstream-rate-limited'],
    ['sends a page', answers(200, {}, { 'Content-Type': 'text/html' }), 'upstream-wrong-type'],
    ['says nothing', 'silence', 'upstream-silence'],
    ['goes before it answers', 'dropped', 'upstream-broken-answer'],
    ['begins and says no more', stalls, 'upstream-wrong-type'],
    ['breaks off', breaksOff, 'upstream-wrong-type'],
    ['sends round in a circle', redirects((path) => path), 'upstream-bad-redirect'],
    ['sends into the home network', redirects('http://192.168.1.1/'), 'upstream-unsafe-address'],
  ];

  it.each(lasting)('%s: one sentence, and few calls', async (_what, fault, code) => {
    parts.media.lastingFault = fault;
    const first = await play();
    const { type, detail } = JSON.parse(first.body.toString()) as Said;
    expect([first.status === 500, type]).toEqual([false, `urn:pyxis:problem:${code}`]);
    expect(detail).not.toMatch(/https?:|googlevideo|sig-of/);
    const [byProgram, byService] = asked();
    expect(byProgram + byService).toBeLessThanOrEqual(3);
    expect(parts.media.requests.length).toBeLessThanOrEqual(6);
  });
});

it.each([-HOUR_MS, HOUR_MS])('is heard though the clock is wrong by %i ms, and looked for once', async (wrongMs) => {
  parts.media.nowMs = () => parts.clock.now - wrongMs;
  for (let i = 0; i < 3; i++) expect((await play({ range: 'bytes=0-99' })).status).toBe(206);
  expect(asked()).toEqual([1, 0]);
});

it('is looked for once more where its address has expired, and goes on', async () => {
  expect((await play({ range: 'bytes=0-99' })).status).toBe(206);
  parts.clock.now += 7 * HOUR_MS;
  parts.tell(parts.song);
  const { status, body } = await play();
  expect([status, body.equals(parts.soundOf(parts.song))]).toEqual([200, true]);
  expect(asked()).toEqual([2, 0]);
});
