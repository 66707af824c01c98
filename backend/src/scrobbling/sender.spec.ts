import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeListenBrainz } from '../../test/support/fake-listenbrainz.js';
import type { FakeAnswer } from '../../test/support/fake-upstream.js';
import { outboxWith, titleOf, titlesTo } from '../../test/support/outbox.js';
import { SetClock } from '../../test/support/set-clock.js';
import { describeOnEachEngine } from '../../test/support/test-database.js';
import { upstreamTo } from '../../test/support/upstream-to.js';
import { Secrets } from '../config/index.js';
import { ListenBrainz } from './listenbrainz/listenbrainz.js';
import { Sender } from './sender.js';
import { listenBrainzUpstream } from './service-upstreams.js';

const MINUTE_MS = 60_000;
const UNWELL: FakeAnswer = { status: 500, body: '<html>Internal error</html>' };

describeOnEachEngine('Sender', (database) => {
  let server: FakeListenBrainz;
  let clock: SetClock;
  let senders: Sender[];

  beforeEach(async () => {
    server = await new FakeListenBrainz().start();
    clock = new SetClock();
    senders = [];
    Logger.overrideLogger(false);
  });

  afterEach(async () => {
    await Promise.all(senders.map((sender) => sender.end()));
    await server.stop();
  });

  /** A sender that has found out whose account it is, with so many listens before it. */
  async function senderOf(count: number, { token = server.token, timeoutMs = 10_000 } = {}): Promise<Sender> {
    const config = { enabled: true, baseUrl: server.origin };
    const { upstream } = upstreamTo(listenBrainzUpstream(config), { clock, limits: { deadlineMs: timeoutMs } });
    const secrets = new Secrets({ PYXIS_LISTENBRAINZ_TOKEN: token });
    const service = new ListenBrainz(config, secrets, upstream, clock, '1.2.3');
    const empty = await outboxWith(database(), clock, 'listenbrainz', 0);
    const sender = new Sender(service, empty, clock, () => 0);
    senders.push(sender);
    await sender.drain();
    await outboxWith(database(), clock, 'listenbrainz', count);
    return sender;
  }

  it('sends what waits, oldest first, and says so', async () => {
    const sender = await senderOf(3);
    expect(await sender.view()).toMatchObject({ state: 'waiting', backlog: 3 });
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(3));
    expect(server.listens.map(({ listened_at }) => clock.now / 1_000 - listened_at)).toEqual([180, 120, 60]);
    expect(await sender.view()).toMatchObject({
      state: 'ok',
      userName: 'listener',
      backlog: 0,
      refused: 0,
      lastSentAtMs: clock.now,
    });
  });

  it('sends many in batches, and one by itself', async () => {
    const sender = await senderOf(301);
    await sender.drain();
    expect(server.batches).toEqual([100, 100, 100, 1]);
    expect(server.titles).toEqual(titlesTo(301));
    expect(server.requests.at(-1)?.body).toContain('"listen_type":"single"');
  });

  it('finds the bad one in a batch, and lets all others through in order', async () => {
    server.badTitles.add(titleOf(37));
    const sender = await senderOf(100);
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(100).filter((title) => title !== titleOf(37)));
    const view = await sender.view();
    expect(view).toMatchObject({ state: 'ok', backlog: 0, refused: 1 });
    expect(view.refusals).toMatchObject([{ title: titleOf(37), reason: 'The track is not to our liking.' }]);
    server.requests.length = 0;
    await sender.drain();
    expect(server.requests).toEqual([]);
  });

  it('loses nothing when something in between answers 400', async () => {
    const sender = await senderOf(2);
    server.faults.push({ status: 400, body: '<h1>Bad request</h1>' });
    await sender.drain();
    expect(await sender.view()).toMatchObject({ state: 'unavailable', backlog: 2, refused: 0 });
  });

  it.each<[string, FakeAnswer | 'dropped']>([
    ['fails', UNWELL],
    ['answers with half a document', { status: 200, body: '{"status":"o' }],
    ['answers with something else', { status: 200, body: '{"welcome":"to the hotel"}' }],
    ['sends elsewhere', { status: 302, headers: { Location: 'http://127.0.0.1:1/' }, body: '' }],
    ['answers without end', { status: 200, body: `{"status":"ok","more":"${'x'.repeat(1024 * 1024)}"}` }],
    ['breaks off after it has taken them', 'dropped'],
  ])('waits and sends again when the service %s, and everything arrives once', async (_, fault) => {
    const sender = await senderOf(3);
    server.faults.push(fault);
    await sender.drain();
    expect(await sender.view()).toMatchObject({
      state: 'unavailable',
      backlog: 3,
      nextTryAtMs: clock.now + MINUTE_MS,
      lastError: expect.stringContaining('ListenBrainz') as string,
    });
    await sender.drain();
    expect(server.batches).toEqual([3]);
    clock.now += MINUTE_MS;
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(3));
    const view = await sender.view();
    expect(view).toMatchObject({ state: 'ok', backlog: 0 });
    expect(view).not.toHaveProperty('lastError');
  });

  it('waits and sends again when the service is silent', async () => {
    const sender = await senderOf(0);
    const impatient = await senderOf(1, { timeoutMs: 500 });
    server.faults.push('silence');
    await impatient.drain();
    expect((await impatient.view()).lastError).toContain('did not answer within');
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(1));
  });

  it('waits longer with every failure, and begins anew after a success', async () => {
    const sender = await senderOf(1);
    for (const minutes of [1, 2, 4]) {
      server.faults.push(UNWELL);
      await sender.drain();
      expect((await sender.view()).nextTryAtMs).toBe(clock.now + minutes * MINUTE_MS);
      clock.now += minutes * MINUTE_MS;
    }
    await sender.drain();
    await outboxWith(database(), clock, 'listenbrainz', 2);
    server.faults.push(UNWELL);
    await sender.drain();
    expect((await sender.view()).nextTryAtMs).toBe(clock.now + MINUTE_MS);
  });

  it('waits as long as the service asks when it has had enough', async () => {
    const sender = await senderOf(1);
    server.faults.push({
      status: 429,
      headers: { 'X-RateLimit-Reset-In': '7' },
      body: '{"code":429,"error":"Slow down"}',
    });
    await sender.drain();
    expect(await sender.view()).toMatchObject({ state: 'waiting', nextTryAtMs: clock.now + 7_000 });
    clock.now += 6_999;
    await sender.drain();
    expect(server.titles).toEqual([]);
    clock.now += 1;
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(1));
  });

  it('stops at a bad token, keeps everything, and goes on when asked to', async () => {
    const goodToken = server.token;
    const sender = await senderOf(2);
    server.token = 'another';
    await sender.drain();
    const view = await sender.view();
    expect(view).toMatchObject({ state: 'refused', backlog: 2, refused: 0 });
    expect(JSON.stringify(view)).not.toContain(goodToken);
    clock.now += 24 * 60 * MINUTE_MS;
    server.requests.length = 0;
    await sender.drain();
    expect(server.requests).toEqual([]);
    server.token = goodToken;
    sender.retry();
    expect(await sender.view()).toMatchObject({ state: 'waiting' });
    await vi.waitFor(() => expect(server.titles).toEqual(titlesTo(2)));
  });

  it('knows a bad token before there is anything to send', async () => {
    const sender = await senderOf(0, { token: 'wrong' });
    expect(await sender.view()).toMatchObject({
      state: 'refused',
      detail: expect.stringContaining('token refused') as string,
    });
    expect(server.batches).toEqual([]);
  });

  it('is off without a token', async () => {
    const sender = await senderOf(1, { token: '' });
    await sender.drain();
    expect(sender.isWanted).toBe(false);
    expect(await sender.view()).toMatchObject({
      state: 'off',
      detail: expect.stringContaining('No token') as string,
      backlog: 1,
    });
    expect(server.requests).toEqual([]);
  });

  it('goes on after a restart, with what was being sent, too', async () => {
    const outbox = await outboxWith(database(), clock, 'listenbrainz', 150);
    await outbox.claim('listenbrainz', 100);
    const sender = await senderOf(0);
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(150).slice(100));
    await sender.begin();
    await sender.drain();
    expect(server.titles.sort()).toEqual(titlesTo(150));
  });

  it('ends in the midst of a backlog without losing or repeating any', async () => {
    const sender = await senderOf(250);
    let ended: Promise<void> | undefined;
    server.onRequest = () => {
      ended ??= sender.end();
    };
    await sender.drain();
    await ended;
    expect(server.titles).toEqual(titlesTo(100));
    server.onRequest = undefined;
    const next = await senderOf(0);
    await next.begin();
    await next.drain();
    expect(server.titles).toEqual(titlesTo(250));
    expect(server.batches).toEqual([100, 100, 50]);
  });

  it('sends nothing twice, however often and by whomever it is asked', async () => {
    const [one, other] = [await senderOf(0), await senderOf(250)];
    await Promise.all([one.drain(), other.drain(), one.drain(), other.drain()]);
    expect(server.batches.reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(server.titles.sort()).toEqual(titlesTo(250));
  });

  it('does not put in again what was sent', async () => {
    const sender = await senderOf(2);
    await sender.drain();
    await outboxWith(database(), clock, 'listenbrainz', 2);
    await sender.drain();
    expect(server.batches).toEqual([2]);
  });

  it('forgets what was sent and refused a month ago', async () => {
    server.badTitles.add(titleOf(1));
    const sender = await senderOf(2);
    await sender.drain();
    clock.now += 31 * 24 * 60 * MINUTE_MS;
    await outboxWith(database(), clock, 'listenbrainz', 3);
    await sender.drain();
    expect(await sender.view()).toMatchObject({ refused: 0 });
  });

  it('says what plays, and keeps nothing of it', async () => {
    const sender = await senderOf(0);
    const track = { title: 'Now', artist: 'Someone', isChosenByListener: true };
    server.faults.push(UNWELL);
    await sender.announce(track);
    expect(server.playingNow).toEqual([]);
    expect(await sender.view()).toMatchObject({ state: 'ok', backlog: 0 });
    await sender.announce(track);
    await sender.drain();
    expect(server.playingNow).toHaveLength(1);
    expect(server.titles).toEqual([]);
  });

  it('does not say what plays while the service has trouble', async () => {
    const sender = await senderOf(1);
    server.faults.push(UNWELL);
    await sender.drain();
    server.requests.length = 0;
    await sender.announce({ title: 'Now', artist: 'Someone', isChosenByListener: true });
    expect(server.requests).toEqual([]);
  });

  it('asks one thing at a time', async () => {
    const sender = await senderOf(250);
    const track = { title: 'Now', artist: 'Someone', isChosenByListener: true };
    await Promise.all([sender.drain(), sender.announce(track), sender.announce(track)]);
    expect(server.mostAtOnce).toBe(1);
  });
});
