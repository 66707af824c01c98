import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeLastFm } from '../../../test/support/fake-lastfm.js';
import { outboxWith, titleOf, titlesTo } from '../../../test/support/outbox.js';
import { SetClock } from '../../../test/support/set-clock.js';
import { openTestDatabase } from '../../../test/support/test-database.js';
import { upstreamTo } from '../../../test/support/upstream-to.js';
import { Directories, Secrets } from '../../config/index.js';
import { Sender } from '../sender.js';
import { lastFmUpstream } from '../service-upstreams.js';
import { LastFmSession } from './lastfm-session.js';
import { LastFm } from './lastfm.js';

const MINUTE_MS = 60_000;
const track = { title: 'Song', artist: 'Someone', album: 'Album', durationMs: 200_000, isChosenByListener: true };
const says = (error: number): { status: number; body: string } => ({
  status: 200,
  body: JSON.stringify({ error, message: 'It is so.' }),
});

describe('Last.fm', () => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let server: FakeLastFm;
  let clock: SetClock;
  let folder: string;
  let sender: Sender;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    opened = await openTestDatabase();
    server = await new FakeLastFm().start();
    clock = new SetClock();
    folder = mkdtempSync(join(tmpdir(), 'pyxis-lastfm-'));
    sender = new Sender(lastFm(), await outboxWith(opened.database, clock, 'lastfm', 0), clock, () => 0);
  });

  afterEach(async () => {
    await sender.end();
    await server.stop();
    await opened.remove();
    rmSync(folder, { recursive: true });
  });

  function lastFm(env: Readonly<Record<string, string>> = {}): LastFm {
    const secrets = new Secrets({
      PYXIS_LASTFM_API_KEY: server.apiKey,
      PYXIS_LASTFM_SHARED_SECRET: server.sharedSecret,
      PYXIS_LASTFM_SESSION_KEY: server.sessionKey,
      ...env,
    });
    const directories = Object.assign(new Directories(), { data: folder });
    const config = { enabled: true, baseUrl: `${server.origin}/2.0/` };
    const { upstream } = upstreamTo(lastFmUpstream(config), { clock });
    return new LastFm(config, secrets, new LastFmSession(directories, secrets), upstream, clock);
  }

  const waiting = async (count: number): Promise<void> => {
    await outboxWith(opened.database, clock, 'lastfm', count);
  };

  it('gets 50 listens at a time, oldest first, with the time of their start', async () => {
    await waiting(300);
    await sender.drain();
    expect(server.batches).toEqual([50, 50, 50, 50, 50, 50]);
    expect(server.titles).toEqual(titlesTo(300));
    expect(server.scrobbles[0]).toEqual({
      artist: 'Someone',
      track: titleOf(1),
      duration: '200',
      timestamp: String(clock.now / 1_000 - 300 * 60),
    });
  });

  it('is told nothing in an address, which ends up in logs', async () => {
    await waiting(1);
    await sender.drain();
    await sender.announce(track);
    expect(server.requests.map(({ path }) => path)).toEqual(['/2.0/', '/2.0/']);
  });

  it('halves a batch until the bad one stands alone', async () => {
    server.badTitles.add(titleOf(50));
    await waiting(60);
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(60).filter((title) => title !== titleOf(50)));
    expect(await sender.view()).toMatchObject({ state: 'ok', backlog: 0, refused: 1 });
  });

  it('gets what it ignores only once, and the reason is kept', async () => {
    server.ignored.set(titleOf(1), 3).set(titleOf(2), 1);
    await waiting(3);
    await sender.drain();
    expect(server.titles).toEqual([titleOf(3)]);
    const { refusals, state } = await sender.view();
    expect(state).toBe('ok');
    expect(refusals.map(({ title, reason, cause }) => [title, reason, cause?.code])).toEqual([
      [titleOf(2), 'Last.fm leaves out this artist.', 'scrobble-artist-left-out'],
      [titleOf(1), 'It is too old for Last.fm, which takes about two weeks.', 'scrobble-too-old'],
    ]);
  });

  it('gets the rest on the next day when it takes no more today', async () => {
    server.ignored.set(titleOf(2), 5).set(titleOf(3), 5);
    await waiting(3);
    await sender.drain();
    const tomorrow = Date.UTC(2024, 4, 2);
    expect(server.titles).toEqual([titleOf(1)]);
    expect(await sender.view()).toMatchObject({ state: 'waiting', backlog: 2, nextTryAtMs: tomorrow });
    server.ignored.clear();
    clock.now = tomorrow;
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(3));
  });

  it.each([
    [4, 'Connect Last.fm again'],
    [9, 'Connect Last.fm again'],
    [10, 'API key refused'],
    [26, 'API key refused'],
    [13, 'PYXIS_LASTFM_SHARED_SECRET'],
    [17, 'Connect Last.fm again'],
  ])('pauses at error %i and keeps everything', async (code, detail) => {
    await waiting(2);
    server.faults.push(says(code));
    await sender.drain();
    clock.now += 24 * 60 * MINUTE_MS;
    await sender.drain();
    expect(server.requests).toHaveLength(1);
    expect(await sender.view()).toMatchObject({
      state: 'refused',
      detail: expect.stringContaining(detail) as string,
      backlog: 2,
      refused: 0,
    });
  });

  it.each([2, 3, 5, 7, 8, 11, 16])('is asked again after error %i', async (code) => {
    await waiting(2);
    server.faults.push(says(code));
    await sender.drain();
    expect(await sender.view()).toMatchObject({ state: 'unavailable', backlog: 2, nextTryAtMs: clock.now + MINUTE_MS });
    clock.now += MINUTE_MS;
    await sender.drain();
    expect(server.titles).toEqual(titlesTo(2));
  });

  it('is left alone for a minute, then for two, when it has had enough', async () => {
    await waiting(1);
    for (const minutes of [1, 2]) {
      server.faults.push(says(29));
      await sender.drain();
      expect(await sender.view()).toMatchObject({ state: 'waiting', nextTryAtMs: clock.now + minutes * MINUTE_MS });
      clock.now += minutes * MINUTE_MS;
    }
  });

  it('may keep a batch twice when its answer got lost: the one case in which that happens', async () => {
    await waiting(2);
    server.faults.push('dropped');
    await sender.drain();
    clock.now += MINUTE_MS;
    await sender.drain();
    expect(server.titles).toEqual([...titlesTo(2), ...titlesTo(2)]);
    clock.now += MINUTE_MS;
    await sender.drain();
    expect(server.batches).toEqual([2, 2]);
  });

  it('is told what plays', async () => {
    await sender.announce({ ...track, albumArtist: 'Others' });
    expect(server.playingNow).toMatchObject([
      { artist: 'Someone', track: 'Song', album: 'Album', albumArtist: 'Others', duration: '200' },
    ]);
  });

  it('shows no secret, even where Last.fm repeats one', async () => {
    await waiting(1);
    const echo = `${server.apiKey} ${server.sharedSecret} ${server.sessionKey}`;
    server.faults.push({ status: 500, body: JSON.stringify({ error: 8, message: echo }) });
    await sender.drain();
    expect((await sender.view()).lastError).toBe('Last.fm failed with error 8. It said: … … …');
  });

  it('is off until its key, its secret and a session are there', () => {
    const off = lastFm({ PYXIS_LASTFM_SESSION_KEY: '' }).readiness();
    expect(off).toMatchObject({ isReady: false, canConnect: true });
    const bare = lastFm({ PYXIS_LASTFM_API_KEY: '', PYXIS_LASTFM_SESSION_KEY: '' }).readiness();
    expect(bare).toMatchObject({ isReady: false, detail: expect.stringContaining('PYXIS_LASTFM_API_KEY') as string });
    expect(bare.canConnect).toBeUndefined();
  });
});
