import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakePandora } from '../../../../test/support/fake-pandora/fake-pandora.js';
import { TestClock } from '../../../../test/support/test-clock.js';
import { upstreamTo } from '../../../../test/support/upstream-to.js';
import { present } from '../../../common/index.js';
import { PandoraSourceConfig } from '../../../config/index.js';
import { PandoraProtocol } from '../protocol/pandora-call.js';
import { Session } from './session.js';

const HOUR_MS = 60 * 60_000;
const [username, password] = ['ada@example.com', 'correct horse'];
const CHECKSUM = 'user.getStationListChecksum';

let fake: FakePandora;
let clock: TestClock;
let dataFolder: string;
let given: string | undefined;

beforeEach(async () => {
  fake = await new FakePandora().start();
  clock = new TestClock();
  fake.nowMs = () => clock.nowMs();
  fake.join(username, password);
  dataFolder = mkdtempSync(join(tmpdir(), 'pyxis-pandora-'));
  given = password;
});
afterEach(async () => {
  await fake.stop();
  rmSync(dataFolder, { recursive: true });
});

function session(config: Partial<PandoraSourceConfig> = {}): Session {
  const settings = Object.assign(new PandoraSourceConfig(), { username, baseUrl: fake.baseUrl, ...config });
  const { upstream } = upstreamTo(
    { id: 'pandora', name: 'Pandora', configured: [fake.origin], keepsUserAgent: true },
    { clock, limits: { retries: 0, silenceMs: 2_000 } },
  );
  const protocol = new PandoraProtocol(upstream, settings);
  return new Session(protocol, settings, { clock, dataFolder, secrets: { find: () => present({ value: given }) } });
}

const ask = (one: Session, signal = AbortSignal.timeout(20_000)): Promise<unknown> =>
  one.call(CHECKSUM, {}, { onlyReads: true, signal });
const file = (): string => join(dataFolder, 'secrets', 'pandora-session.json');
const logins = (): number => fake.count('auth.userLogin');

describe('A session', () => {
  it('begins with the first call, once for all who make one, and goes on', async () => {
    const one = session();
    expect(one.allowance).toBeUndefined();
    await Promise.all([ask(one), ask(one), ask(one)]);
    await ask(one);
    expect([fake.count('auth.partnerLogin'), logins(), fake.count(CHECKSUM)]).toEqual([1, 1, 4]);
    expect(one.allowance).toEqual({ skipsAnHour: 6, skipsADay: 12, asksAfterMs: 3 * HOUR_MS });
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it('of somebody who pays has no limits of skips', async () => {
    fake.accounts.get(username)!.isSubscriber = true;
    const one = session();
    await ask(one);
    expect(one.allowance).toEqual({ asksAfterMs: 3 * HOUR_MS });
  });

  it('is kept in a file that only this user may read, and used again after a restart', async () => {
    await ask(session());
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataFolder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(readFileSync(file(), 'utf8')).not.toContain(password);
    const next = session();
    expect(next.allowance).toMatchObject({ skipsAnHour: 6 });
    await ask(next);
    expect(logins()).toBe(1);
  });

  it.each(['', '{', '[]', '{"salt":1}', 'null'])('begins anew where the file says nothing: “%s”', async (text) => {
    await ask(session());
    writeFileSync(file(), text);
    await ask(session());
    expect(logins()).toBe(2);
  });

  it('of another name or password is not used', async () => {
    await ask(session());
    fake.join('grace@example.com', password);
    await ask(session({ username: 'grace@example.com' }));
    expect(logins()).toBe(2);
  });

  it('that has expired is begun anew once, for all who make a call', async () => {
    const one = session();
    await ask(one);
    clock.pass(6 * HOUR_MS);
    await Promise.all([ask(one), ask(one)]);
    expect([logins(), fake.count(CHECKSUM)]).toEqual([2, 5]);
  });

  it('that ends at once is not begun again and again', async () => {
    const one = session();
    fake.refuses.set(CHECKSUM, 1001);
    const ended = { code: 'pandora-session-ended' };
    await expect(ask(one)).rejects.toMatchObject(ended);
    for (let n = 0; n < 5; n++) await expect(ask(one)).rejects.toThrow();
    expect([logins(), fake.count(CHECKSUM)]).toEqual([1, 1]);
    expect(one.health.state).toMatchObject({
      state: 'degraded',
      trouble: { reason: ended.code, retryAtMs: clock.now + 30_000 },
    });
    fake.refuses.clear();
    clock.pass(31_000);
    await ask(one);
    expect(logins()).toBe(2);
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it.each([-HOUR_MS, HOUR_MS])('is held where the clock of this machine is wrong by %i ms', async (aheadMs) => {
    fake.aheadMs = aheadMs;
    const one = session();
    await ask(one);
    clock.pass(HOUR_MS);
    await ask(one);
    // Somebody sets the clock between two runs.
    fake.aheadMs = 0;
    await ask(session());
    expect(logins()).toBe(2);
  });

  it('takes a password that is set later', async () => {
    given = undefined;
    const one = session();
    await expect(ask(one)).rejects.toMatchObject({ code: 'pandora-not-signed-in' });
    expect(one.health.state).toMatchObject({ state: 'unavailable', trouble: { reason: 'pandora-not-signed-in' } });
    expect(fake.asked).toEqual([]);
    given = password;
    await ask(one);
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it('goes on where whoever asked first has gone', async () => {
    const one = session();
    const abort = new AbortController();
    fake.onRequest = () => abort.abort();
    await expect(ask(one, abort.signal)).rejects.toThrow();
    await ask(one);
    expect(logins()).toBe(1);
  });
});

describe('A login that is refused', () => {
  it.each([
    [1001, 'pandora-sign-in-refused', /user name or the password.*VPN.*userAgent/s],
    [1002, 'pandora-wrong-password', /pandora\.username/],
  ])('by code %i is not tried again, after a restart neither', async (code, problem, says) => {
    fake.wrongPasswordCode = code;
    given = 'wrong';
    const one = session();
    for (let n = 0; n < 4; n++) {
      await expect(ask(one)).rejects.toMatchObject({ code: problem, message: expect.stringMatching(says) as unknown });
      clock.pass(HOUR_MS);
    }
    await expect(ask(session())).rejects.toMatchObject({ code: problem });
    expect([logins(), fake.count(CHECKSUM)]).toEqual([1, 0]);
    expect(one.health.state).toMatchObject({ state: 'unavailable', trouble: { reason: problem } });
    given = password;
    await ask(one);
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it('for a client that Pandora does not know is tried again with another', async () => {
    await expect(ask(session({ userAgent: 'Pyxis/1' }))).rejects.toMatchObject({ code: 'pandora-sign-in-refused' });
    await ask(session());
    expect(logins()).toBe(2);
  });

  it('is tried again when a person wants it, if it can have another cause than the password', async () => {
    given = 'wrong';
    const one = session();
    await expect(ask(one)).rejects.toThrow();
    one.forgive();
    await expect(ask(one)).rejects.toThrow();
    expect(logins()).toBe(1);
    clock.pass(6 * 60_000);
    one.forgive();
    await expect(ask(one)).rejects.toThrow();
    expect(logins()).toBe(2);
    fake.wrongPasswordCode = 1002;
    clock.pass(6 * 60_000);
    one.forgive();
    await expect(ask(one)).rejects.toThrow();
    clock.pass(6 * 60_000);
    one.forgive();
    await expect(ask(one)).rejects.toThrow();
    expect(logins()).toBe(3);
  });

  it.each([
    ['auth.partnerLogin', 12, 'pandora-country'],
    ['auth.partnerLogin', 1002, 'pandora-client-refused'],
    ['auth.userLogin', 1003, 'pandora-may-not-listen'],
    ['auth.userLogin', 13, 'pandora-clock'],
    ['auth.userLogin', 0, 'pandora-internal'],
    ['auth.userLogin', 9, 'pandora-bad-call'],
  ])('by %s with code %i waits, the longer the more often', async (method, code, problem) => {
    fake.refuses.set(method, code);
    const one = session();
    for (let n = 0; n < 3; n++) await expect(ask(one)).rejects.toMatchObject({ code: problem });
    expect(fake.count(method)).toBe(1);
    clock.pass(61_000);
    for (let n = 0; n < 3; n++) await expect(ask(one)).rejects.toMatchObject({ code: problem });
    expect(fake.count(method)).toBe(2);
    clock.pass(31_000);
    await expect(ask(one)).rejects.toThrow();
    expect(fake.count(method)).toBe(2);
  });

  it('says so where the account may not listen', async () => {
    fake.accounts.get(username)!.mayListen = false;
    const one = session();
    await expect(ask(one)).rejects.toMatchObject({ code: 'pandora-may-not-listen' });
    expect(one.health.state).toMatchObject({ state: 'unavailable' });
  });

  it('by no answer is not tried again within half a minute', async () => {
    const one = session();
    let seen = 0;
    fake.onRequest = () => {
      if (++seen === 2) fake.faults.push({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<p>' });
    };
    await expect(ask(one)).rejects.toMatchObject({ code: 'upstream-server-error' });
    await expect(ask(one)).rejects.toMatchObject({ code: 'pandora-signing-in', retryAtMs: clock.now + 30_000 });
    expect(seen).toBe(2);
    clock.pass(31_000);
    await ask(one);
  });
});

describe('A call that is refused', () => {
  it.each([
    [0, 'pandora-internal', 'degraded'],
    [1, 'pandora-maintenance', 'degraded'],
  ])('by code %i is not made again for a minute, then for two', async (code, problem, state) => {
    const one = session();
    await ask(one);
    fake.refuses.set(CHECKSUM, code);
    for (const minutes of [1, 2, 4]) {
      for (let n = 0; n < 3; n++) {
        await expect(ask(one)).rejects.toMatchObject({ code: problem, retryAtMs: clock.now + minutes * 60_000 });
      }
      expect(one.health.state).toMatchObject({ state, trouble: { reason: problem } });
      clock.pass(minutes * 60_000);
    }
    expect(fake.count(CHECKSUM)).toBe(4);
    fake.refuses.clear();
    await ask(one);
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it.each([
    [2, 'pandora-bad-call'],
    [9, 'pandora-bad-call'],
    [1000, 'pandora-read-only'],
    [1005, 'pandora-too-many-stations'],
    [1006, 'pandora-no-such-station'],
    [1008, 'pandora-not-yours'],
    [1018, 'pandora-explicit-pin'],
    [1024, 'pandora-profile'],
    [1032, 'pandora-last-seed'],
    [1036, 'pandora-limit'],
    [4711, 'pandora-unknown'],
  ])('by code %i tells why, and nothing else is wrong', async (code, problem) => {
    const one = session();
    await ask(one);
    fake.refusesNext.set(CHECKSUM, [code]);
    await expect(ask(one)).rejects.toMatchObject({
      code: problem,
      message: expect.stringMatching(/\. .+\.$/s) as unknown,
    });
    expect(one.health.state).toMatchObject({ state: 'ok' });
    expect(one.health.lastCalls[0]).toMatchObject({ outcome: problem });
  });

  it.each([
    [6, 'pandora-not-secure'],
    [11, 'pandora-too-old'],
    [12, 'pandora-country'],
    [1003, 'pandora-may-not-listen'],
    [1023, 'pandora-client-refused'],
  ])('by code %i means the whole account', async (code, problem) => {
    const one = session();
    await ask(one);
    fake.refusesNext.set(CHECKSUM, [code]);
    await expect(ask(one)).rejects.toMatchObject({ code: problem });
    expect(one.health.state).toMatchObject({ state: 'unavailable', trouble: { reason: problem } });
    await ask(one);
    expect(one.health.state).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['a page', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Hello</p>' }, 'upstream-wrong-type'],
    ['nothing', { status: 200, headers: { 'Content-Type': 'text/plain' }, body: '' }, 'upstream-broken-answer'],
    ['no envelope', { status: 200, body: '{"result":{}}' }, 'upstream-broken-answer'],
    ['no code', { status: 200, body: '{"stat":"fail"}' }, 'upstream-broken-answer'],
    ['a status', { status: 503, body: '{"stat":"ok"}' }, 'upstream-server-error'],
  ])('by %s is an outage', async (_, fault, code) => {
    const one = session();
    await ask(one);
    fake.faults.push(fault);
    await expect(ask(one)).rejects.toMatchObject({ code });
    await ask(one);
    expect(logins()).toBe(1);
  });
});
