import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../test/support/fake-upstream.js';
import { answers, bomb, breaksOff, endless, redirects, stalls, type Sent } from '../../test/support/faults.js';
import { PlainUpstream } from '../../test/support/plain-upstream.js';
import { TestClock } from '../../test/support/test-clock.js';
import { upstreamTo, type UpstreamToOptions } from '../../test/support/upstream-to.js';
import type { HealthState } from '../common/index.js';
import { REASONS, type ReasonCode } from './reasons.js';
import type { UpstreamDescription } from './request.js';
import { UpstreamError } from './upstream-error.js';
import type { UpstreamStates } from './upstream-states.js';
import type { Upstream } from './upstream.js';

const SECRET = 'hunter2-and-more';
/** Whatever a service says, it may repeat what it was told. */
const ECHO = { error: `token ${SECRET} is not to our liking` };
const MIB = 1024 ** 2;
const HOUR_MS = 3_600_000;
/** A machine may be busy with other things. */
const PATIENT = { timeout: 20_000 };

let server: PlainUpstream;
let other: PlainUpstream;

beforeEach(async () => {
  server = await new PlainUpstream().start();
  other = await new PlainUpstream().start();
});

afterEach(async () => {
  await Promise.all([server.stop(), other.stop()]);
});

function service(
  options: UpstreamToOptions = {},
  description: Partial<UpstreamDescription> = {},
): { upstream: Upstream; states: UpstreamStates } {
  return upstreamTo(
    { id: 'plain', name: 'Plain', configured: [server.origin], ...description },
    { ...options, limits: { retries: 1, maxBytes: MIB, ...options.limits } },
  );
}

async function failureOf(call: Promise<unknown>): Promise<UpstreamError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}

const secretly = (upstream: Upstream): Promise<unknown> =>
  upstream.json({ url: server.url(`/thing?key=${SECRET}`), headers: { Authorization: `Token ${SECRET}` } });

describe('a call that goes wrong', () => {
  const nobody = 'http://127.0.0.1:1/';
  const cases: [string, Fault, { reason: ReasonCode; state: HealthState; calls: number }][] = [
    ['is answered with 401', answers(401, ECHO), { reason: 'unauthorized', state: 'unavailable', calls: 1 }],
    ['is answered with 403', answers(403, ECHO), { reason: 'forbidden', state: 'degraded', calls: 1 }],
    ['is answered with 404', answers(404, ECHO), { reason: 'not-found', state: 'ok', calls: 1 }],
    ['is answered with 410', answers(410, ECHO), { reason: 'gone', state: 'ok', calls: 1 }],
    ['is answered with 400', answers(400, ECHO), { reason: 'rejected', state: 'ok', calls: 1 }],
    ['is answered with 429', answers(429, ECHO), { reason: 'rate-limited', state: 'unavailable', calls: 1 }],
    [
      'is answered with 429 and a second to wait',
      answers(429, ECHO, { 'Retry-After': '1' }),
      { reason: 'rate-limited', state: 'unavailable', calls: 2 },
    ],
    [
      'is answered with 429 and an hour to wait',
      answers(429, ECHO, { 'Retry-After': '3600' }),
      { reason: 'rate-limited', state: 'unavailable', calls: 1 },
    ],
    ['is answered with 500', answers(500, ECHO), { reason: 'server-error', state: 'degraded', calls: 2 }],
    ['gets silence', 'silence', { reason: 'silence', state: 'degraded', calls: 2 }],
    ['gets silence after half of it', stalls, { reason: 'silence', state: 'degraded', calls: 2 }],
    ['gets half an answer', breaksOff, { reason: 'broken-answer', state: 'degraded', calls: 2 }],
    ['loses its connection', 'dropped', { reason: 'broken-answer', state: 'degraded', calls: 2 }],
    [
      'gets half a document',
      { status: 200, body: `{"token":"${SECRET}"` },
      { reason: 'broken-answer', state: 'degraded', calls: 2 },
    ],
    [
      'gets what is packed wrongly',
      { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(SECRET).subarray(0, 20) },
      { reason: 'broken-answer', state: 'degraded', calls: 2 },
    ],
    [
      'gets what is packed in an unknown way',
      { status: 200, headers: { 'Content-Encoding': 'rar' }, body: SECRET },
      { reason: 'wrong-type', state: 'degraded', calls: 1 },
    ],
    [
      'gets a page',
      { status: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>${SECRET}</p>` },
      { reason: 'wrong-type', state: 'degraded', calls: 1 },
    ],
    ['gets a gzip bomb', bomb('gzip', 512), { reason: 'too-large', state: 'degraded', calls: 1 }],
    ['gets a deflate bomb', bomb('deflate', 512), { reason: 'too-large', state: 'degraded', calls: 1 }],
    ['gets a brotli bomb', bomb('br', 512), { reason: 'too-large', state: 'degraded', calls: 1 }],
    ['gets a zstd bomb', bomb('zstd', 512), { reason: 'too-large', state: 'degraded', calls: 1 }],
    ['gets an answer without end', endless({ bytes: 0 }), { reason: 'too-large', state: 'degraded', calls: 1 }],
    [
      'is sent around in a circle',
      redirects((path) => (path.startsWith('/a') ? '/b' : '/a')),
      { reason: 'bad-redirect', state: 'degraded', calls: 3 },
    ],
    ['is sent ever further', redirects((path) => `${path}x`), { reason: 'bad-redirect', state: 'degraded', calls: 6 }],
    [
      'is sent to what is no web',
      redirects('file:///etc/passwd'),
      { reason: 'bad-redirect', state: 'degraded', calls: 1 },
    ],
    ['is sent to a private address', redirects(nobody), { reason: 'unsafe-address', state: 'degraded', calls: 1 }],
  ];

  it.each(cases)(
    '%s: one state, one instruction, counted calls, no secret',
    async (_, fault, { reason, state, calls }) => {
      server.lastingFault = fault;
      const { upstream, states } = service({ limits: reason === 'silence' ? { silenceMs: 300 } : {} });
      const error = await failureOf(secretly(upstream));
      expect(error.reason).toBe(reason);
      expect(error.nextStep).toBe(REASONS[reason].nextStep);
      expect(server.requests).toHaveLength(calls);
      expect(states.all).toMatchObject([{ id: 'plain', state, ...(state !== 'ok' && { trouble: { reason } }) }]);
      expect(states.calls).toEqual([{ id: 'plain', outcome: reason, count: 1 }]);
      expect(JSON.stringify([states.all, error.message, error.nextStep, error.stack])).not.toContain(SECRET);
    },
  );

  it('takes longer than it may', async () => {
    server.lastingFault = 'silence';
    const { upstream, states } = service({ limits: { deadlineMs: 300 } });
    const error = await failureOf(secretly(upstream));
    expect(error).toMatchObject({ reason: 'timeout', message: 'Plain did not answer within 0.3 s.' });
    expect(server.requests).toHaveLength(1);
    expect(states.all).toMatchObject([{ state: 'degraded', trouble: { reason: 'timeout' } }]);
  });

  it('finds nobody', async () => {
    const { upstream } = service({}, { configured: [nobody] });
    const error = await failureOf(upstream.json({ url: new URL(nobody) }));
    expect(error).toMatchObject({ reason: 'unreachable', message: 'Plain takes no connections.' });
  });

  it('is no longer wanted: that says nothing about the service', async () => {
    server.lastingFault = 'silence';
    const { upstream, states } = service();
    const wanted = new AbortController();
    server.onRequest = () => wanted.abort();
    const error = await failureOf(upstream.json({ url: server.url(), signal: wanted.signal }));
    expect(error.reason).toBe('aborted');
    expect(server.requests).toHaveLength(1);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
    await vi.waitFor(() => expect(server.open).toBe(0), PATIENT);
  });

  it('was not wanted from the beginning', async () => {
    const { upstream } = service();
    expect((await failureOf(upstream.json({ url: server.url(), signal: AbortSignal.abort() }))).reason).toBe('aborted');
    expect(server.requests).toEqual([]);
  });

  it('ends while it waits to be repeated', async () => {
    server.lastingFault = answers(429, ECHO, { 'Retry-After': '9' });
    const { upstream } = service();
    const wanted = new AbortController();
    server.onRequest = () => setTimeout(() => wanted.abort(), 100);
    expect((await failureOf(upstream.json({ url: server.url(), signal: wanted.signal }))).reason).toBe('aborted');
  });

  it('is repeated when it only reads, and gets through', async () => {
    server.faults.push('dropped');
    const { upstream, states } = service();
    expect((await upstream.json({ url: server.url() })).body).toEqual({ well: true });
    expect(server.requests).toHaveLength(2);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('is never repeated when it writes', async () => {
    server.faults.push('dropped');
    const { upstream } = service();
    await failureOf(upstream.json({ url: server.url(), method: 'POST', body: '{}' }));
    expect(server.requests).toHaveLength(1);
  });

  it('reads no further than it may', async () => {
    const sent: Sent = { bytes: 0 };
    server.lastingFault = endless(sent);
    await failureOf(service().upstream.bytes({ url: server.url() }));
    await vi.waitFor(() => expect(server.open).toBe(0), PATIENT);
    // What lies in buffers between here and there comes on top.
    expect(sent.bytes).toBeLessThan(32 * MIB);
  });
});

describe('a service that has had enough', () => {
  it.each([
    ['seconds', { 'Retry-After': '120' }, 120_000],
    ['a date', { 'Retry-After': new Date(Date.UTC(2026, 0, 1, 12, 5)).toUTCString() }, 300_000],
    ['a header of its own', { 'X-Wait': '7', 'Retry-After': '99' }, 7_000],
    ['more than an hour', { 'Retry-After': '999999' }, HOUR_MS],
  ])('is not asked before: %s', async (_, headers, waitMs) => {
    const clock = new TestClock();
    const { upstream, states } = service({ clock, limits: { retries: 0 } }, { waitHeader: 'x-wait' });
    server.faults.push(answers(429, ECHO, headers));
    const retryAtMs = clock.now + waitMs;
    expect(await failureOf(upstream.json({ url: server.url() }))).toMatchObject({ retryAtMs });
    expect(states.all).toMatchObject([{ state: 'unavailable', trouble: { reason: 'rate-limited', retryAtMs } }]);
    clock.pass(waitMs - 1);
    expect((await failureOf(upstream.json({ url: server.url() }))).reason).toBe('rate-limited');
    expect(server.requests).toHaveLength(1);
    clock.pass(1);
    await upstream.json({ url: server.url() });
    expect(states.all).toMatchObject([{ state: 'ok', lastSuccessAtMs: clock.now }]);
  });

  it('says in words of its own what it means, and until when it is not to be asked', async () => {
    const clock = new TestClock();
    const retryAtMs = clock.now + HOUR_MS;
    const meaning = { reason: 'forbidden', says: 'is out of sorts', nextStep: 'Wait.', retryAtMs } as const;
    const meaningOf: UpstreamDescription['meaningOf'] = ({ url, answer }) =>
      url.pathname === '/moody' && answer.body.includes('sorts') ? meaning : undefined;
    const { upstream, states } = service({ clock }, { meaningOf });
    server.faults.push(answers(404, {}), answers(418, 'sorts'), answers(418, 'sorts'));
    expect(await failureOf(upstream.json({ url: server.url('/moody') }))).toMatchObject({ reason: 'not-found' });
    expect(await failureOf(upstream.json({ url: server.url('/calm') }))).toMatchObject({ reason: 'rejected' });
    for (const path of ['/moody', '/moody', '/calm']) {
      const { reason, message, nextStep, retryAtMs: until } = await failureOf(upstream.json({ url: server.url(path) }));
      expect([reason, message, nextStep, until]).toEqual(['forbidden', 'Plain is out of sorts.', 'Wait.', retryAtMs]);
    }
    expect(server.requests).toHaveLength(3);
    expect(states.all).toMatchObject([
      { state: 'unavailable', trouble: { detail: 'Plain is out of sorts.', retryAtMs } },
    ]);
    clock.pass(HOUR_MS);
    await upstream.json({ url: server.url('/moody') });
    expect(states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('is understood where it refuses with the status of a success, whatever type was asked for', async () => {
    const clock = new TestClock();
    const retryAtMs = clock.now + HOUR_MS;
    const meaning = { reason: 'forbidden', says: 'wants a browser', nextStep: 'Wait.', retryAtMs } as const;
    const { upstream, states } = service(
      { clock, limits: { concurrency: 1 } },
      { meaningOfSuccess: ({ answer }) => (answer.body.includes('<title>Browser?') ? meaning : undefined) },
    );
    const page = (title: string): Fault => ({
      status: 200,
      headers: { 'Content-Type': 'text/html' },
      body: `<title>${title}</title>`,
    });
    server.faults.push(page('Hello'), page('Hello'), page('Browser?'));
    expect((await upstream.text({ url: server.url() })).body).toContain('Hello');
    expect(await failureOf(upstream.json({ url: server.url() }))).toMatchObject({ reason: 'wrong-type' });
    const failures = await Promise.all([
      failureOf(upstream.json({ url: server.url() })),
      failureOf(upstream.text({ url: server.url() })),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ reason: 'forbidden', message: 'Plain wants a browser.', retryAtMs });
    }
    expect(server.requests).toHaveLength(3);
    server.faults.push(page('Browser?'));
    clock.pass(HOUR_MS);
    expect(await failureOf(upstream.text({ url: server.url() }))).toMatchObject({ reason: 'forbidden' });
    expect(states.all).toMatchObject([{ trouble: { detail: 'Plain wants a browser.' } }]);
  });

  it('is left alone for minutes when it does not say for how long', async () => {
    const clock = new TestClock();
    const { upstream } = service({ clock });
    server.faults.push(answers(429, ECHO));
    const { retryAtMs = 0 } = await failureOf(upstream.json({ url: server.url() }));
    expect(retryAtMs - clock.now).toBeGreaterThanOrEqual(60_000);
  });
});

describe('a service that fails again and again', () => {
  it('is left alone for a while, then tried by one call', async () => {
    const clock = new TestClock();
    const limits = { retries: 0, breaker: { failures: 3, firstMs: 2_000, longestMs: 2_000 } };
    const { upstream, states } = service({ clock, limits });
    const heard: HealthState[] = [];
    states.changes.subscribe(({ state }) => heard.push(state));
    server.lastingFault = answers(503, ECHO);
    for (let call = 0; call < 5; call++) await failureOf(upstream.json({ url: server.url() }));
    expect(server.requests).toHaveLength(3);
    expect(states.all).toMatchObject([
      { state: 'unavailable', trouble: { reason: 'server-error', retryAtMs: clock.now + 2_000 } },
    ]);
    server.lastingFault = undefined;
    await expect
      .poll(
        () =>
          upstream.json({ url: server.url() }).then(
            () => true,
            () => false,
          ),
        PATIENT,
      )

      .toBe(true);
    expect(server.requests).toHaveLength(4);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
    expect(heard.filter((state, index) => state !== heard[index - 1])).toEqual(['degraded', 'unavailable', 'ok']);
  });

  it('is one host of many: the others are asked all the same', async () => {
    const limits = { retries: 0, breaker: { failures: 2, firstMs: HOUR_MS, longestMs: HOUR_MS } };
    const lookup: UpstreamToOptions['lookup'] = (_name, { all }, done) => {
      if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    };
    const [bad, good] = [server, other].map(({ origin }, host) => origin.replace('127.0.0.1', `host${host}.example`));
    const anywhere = { name: 'Pictures', configured: [bad!, good!], hasManyHosts: true };
    const { upstream, states } = service({ limits, lookup }, anywhere);
    server.lastingFault = answers(500, ECHO);
    for (let call = 0; call < 3; call++) await failureOf(upstream.json({ url: new URL(bad!) }));
    expect(server.requests).toHaveLength(2);
    expect((await failureOf(upstream.json({ url: new URL(bad!) }))).message).toContain(
      'Pictures (host0.example) failed',
    );
    expect((await upstream.json({ url: new URL(good!) })).body).toEqual({ well: true });
    expect(states.all).toMatchObject([{ state: 'ok' }]);
    expect(states.calls).toEqual([
      { id: 'plain', outcome: 'server-error', count: 4 },
      { id: 'plain', outcome: 'ok', count: 1 },
    ]);
  });

  it('is not blamed for what it does not have', async () => {
    server.lastingFault = answers(404, ECHO);
    const { upstream, states } = service({ limits: { breaker: { failures: 2, firstMs: 60_000, longestMs: 60_000 } } });
    for (let call = 0; call < 4; call++) await failureOf(upstream.json({ url: server.url() }));
    expect(server.requests).toHaveLength(4);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
  });
});

describe('who is told what', () => {
  it('says who asks, and whom to contact', async () => {
    await service({ contact: 'somebody@example.org' }).upstream.json({ url: server.url() });
    await service().upstream.json({ url: server.url() });
    expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      'Pyxis/test ( somebody@example.org )',
      'Pyxis/test',
    ]);
  });

  it('does not ask a service that wants to know whom to contact, where nothing is set', async () => {
    const { upstream, states } = service({}, { needsContact: true });
    const error = await failureOf(upstream.json({ url: server.url() }));
    expect(error.nextStep).toContain('server.contact');
    expect(server.requests).toEqual([]);
    expect(states.all).toMatchObject([
      { state: 'unavailable', trouble: { reason: 'contact-missing', nextStep: error.nextStep } },
    ]);
  });

  it('follows redirects, and tells another origin nothing that lets anybody in', async () => {
    server.faults.push(redirects('/moved', 301), redirects(`${other.origin}/there`, 307));
    const { upstream } = service({}, { configured: [server.origin, other.origin] });
    const headers = { Authorization: SECRET, Cookie: SECRET, 'X-Api-Key': SECRET, Accept: 'application/json' };
    const { body, redirects: hops } = await upstream.json({ url: server.url(), headers });
    expect(body).toEqual({ well: true });
    expect(hops?.map(({ status, to }) => `${status} ${to.pathname}`)).toEqual(['301 /moved', '307 /there']);
    expect(server.requests.map(({ headers: told }) => told.authorization)).toEqual([SECRET, SECRET]);
    expect(other.requests).toMatchObject([{ path: '/there', headers: { accept: 'application/json' } }]);
    expect(JSON.stringify(other.requests)).not.toContain(SECRET);
  });

  it('is not sent elsewhere where that is what was asked for', async () => {
    const { upstream, states } = service();
    server.faults.push(redirects(other.url('/there?a=b').href));
    const request = { url: server.url('/short'), maxRedirects: 0, accepts: (status: number) => status === 302 };
    const { status, headers } = await upstream.text(request);
    expect([status, headers.location]).toEqual([302, other.url('/there?a=b').href]);
    expect(other.requests).toHaveLength(0);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('takes “not modified” for an answer where it was asked for, and for a fault elsewhere', async () => {
    server.reply = { status: 304, headers: { ETag: '"1"', 'Content-Encoding': 'gzip' }, body: '' };
    const { upstream, states } = service();
    const answer = await upstream.bytes({ url: server.url(), headers: { 'If-None-Match': '"1"' } });
    expect(answer).toMatchObject({ status: 304, headers: { etag: '"1"' } });
    expect(answer.redirects).toBeUndefined();
    expect(states.calls).toEqual([{ id: 'plain', outcome: 'ok', count: 1 }]);
    expect((await failureOf(upstream.bytes({ url: server.url() }))).reason).toBe('rejected');
  });

  it('writes to nobody else', async () => {
    server.faults.push(redirects(other.origin, 307));
    const { upstream } = service({}, { configured: [server.origin, other.origin] });
    const error = await failureOf(upstream.json({ url: server.url(), method: 'POST', body: SECRET }));
    expect(error.reason).toBe('bad-redirect');
    expect(other.requests).toEqual([]);
  });

  it('takes no address with a password in it', async () => {
    const url = server.url();
    url.password = SECRET;
    const error = await failureOf(service().upstream.json({ url }));
    expect(error.reason).toBe('bad-redirect');
    expect(error.message).not.toContain(SECRET);
  });
});

describe('addresses', () => {
  it('are not left to a name server: what it says is checked before anything is sent', async () => {
    const { port } = server.url();
    for (const found of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:127.0.0.1', 'fe80::1', '169.254.169.254']) {
      const lookup: UpstreamToOptions['lookup'] = (_name, { all }, done) => {
        const family = found.includes(':') ? 6 : 4;
        // One that is public does not make up for one that is not.
        if (all)
          done(null, [
            { address: '93.184.216.34', family: 4 },
            { address: found, family },
          ]);
        else done(null, found, family);
      };
      const { upstream } = service({ lookup });
      const error = await failureOf(upstream.json({ url: new URL(`http://music.example:${port}/`) }));
      expect(error.reason).toBe('unsafe-address');
    }
    expect(server.requests).toEqual([]);
  });

  it('may be private where the configuration names them, at that port only', async () => {
    const lookup: UpstreamToOptions['lookup'] = (_name, { all }, done) => {
      if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
      else done(null, '127.0.0.1', 4);
    };
    const named = `http://nas.example:${server.url().port}`;
    const { upstream } = service({ lookup }, { configured: [`${named}/below/`] });
    expect((await upstream.json({ url: new URL(`${named}/any`) })).body).toEqual({ well: true });
    const elsewhere = new URL(`http://nas.example:${other.url().port}/`);
    expect((await failureOf(upstream.json({ url: elsewhere }))).reason).toBe('unsafe-address');
    expect(other.requests).toEqual([]);
  });

  it.each(['http://2130706433/', 'http://0177.0.0.1/', 'http://[::ffff:7f00:1]/', 'http://[::]/', 'http://0/'])(
    'written in odd ways are the same: %s',
    async (odd) => {
      const url = new URL(odd);
      url.port = server.url().port;
      expect((await failureOf(service({}, { configured: [] }).upstream.json({ url }))).reason).toBe('unsafe-address');
      expect(server.requests).toEqual([]);
    },
  );
});

describe('the budget', () => {
  it('lets so many at once through, and those first for whom a person waits', async () => {
    server.lastingFault = (response) => setTimeout(() => response.end('{}'), 50);
    const { upstream } = service({ limits: { concurrency: 2 } });
    const call = (path: string, priority: 'foreground' | 'background'): Promise<unknown> =>
      upstream.json({ url: server.url(path), priority });
    await upstream.json({ url: server.url('/first') });
    const quiet = ['/1', '/2', '/3', '/4', '/5'].map((path) => call(path, 'background'));
    await Promise.all([...quiet, call('/person', 'foreground')]);
    expect(server.mostAtOnce).toBe(2);
    expect(server.requests.map(({ path }) => path).indexOf('/person')).toBeLessThan(4);
  });

  it('is not gone beyond, however many ask', async () => {
    const { upstream, states } = service({ limits: { budget: { calls: 2, perMs: HOUR_MS } } });
    const call = (): Promise<unknown> => upstream.json({ url: server.url(), deadlineMs: 2_000 });
    const results = await Promise.allSettled([call(), call(), call(), call()]);
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(failures).toMatchObject([{ reason: 'busy' }, { reason: 'busy' }]);
    expect(server.requests).toHaveLength(2);
    expect(states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('says so when a call did not get its turn, and blames nobody', async () => {
    server.faults.push('silence');
    const { upstream, states } = service({ limits: { concurrency: 1, retries: 0, silenceMs: 5_000 } });
    const first = failureOf(upstream.json({ url: server.url() }));
    await vi.waitFor(() => expect(server.requests).toHaveLength(1), PATIENT);
    expect((await failureOf(upstream.json({ url: server.url(), deadlineMs: 200 }))).reason).toBe('busy');
    expect(states.all).toMatchObject([{ state: 'ok' }]);
    expect(server.requests).toHaveLength(1);
    await first;
  });
});

describe('answers', () => {
  it('are unpacked, and read as what they are', async () => {
    const { upstream } = service();
    server.reply = { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('{"packed":"ü"}') };
    expect((await upstream.json({ url: server.url() })).body).toEqual({ packed: 'ü' });
    const type = { 'Content-Type': 'text/plain; charset=iso-8859-1' };
    server.reply = { status: 200, headers: type, body: Buffer.from([0xfc]) };
    expect((await upstream.text({ url: server.url() })).body).toBe('ü');
    expect((await upstream.bytes({ url: server.url() })).body).toEqual(Buffer.from([0xfc]));
  });

  it('of other statuses are answers where they are accepted, and the service is seen as it is', async () => {
    const { upstream, states } = service({ limits: { retries: 0 } });
    server.faults.push(answers(500, { error: 8 }), { status: 502, body: '<h1>Bad gateway</h1>' });
    const request = { url: server.url(), accepts: () => true };
    expect(await upstream.json(request)).toMatchObject({ status: 500, body: { error: 8 } });
    expect(states.all).toMatchObject([{ state: 'degraded', trouble: { reason: 'server-error' } }]);
    expect(await upstream.json(request)).toMatchObject({ status: 502, body: undefined });
  });
});

describe('a stream', () => {
  it('comes no faster than it is read, and ends with its reader', async () => {
    const sent: Sent = { bytes: 0 };
    server.lastingFault = endless(sent, { 'Content-Type': 'audio/flac' });
    const { upstream } = service();
    const { body, headers } = await upstream.stream({ url: server.url(), types: ['audio/'], maxBytes: Infinity });
    expect(headers['content-type']).toBe('audio/flac');
    await once(body, 'readable');
    // Nobody reads: what fits into the buffers in between has been sent, and then no more.
    let before = -1;
    await vi.waitFor(
      () => {
        const now = sent.bytes;
        const isAtRest = now === before;
        before = now;
        expect(isAtRest).toBe(true);
      },
      { ...PATIENT, interval: 200 },
    );
    expect(sent.bytes).toBeLessThan(64 * MIB);
    body.destroy();
    await vi.waitFor(() => expect(server.open).toBe(0), PATIENT);
  });

  it('may last longer than a call, and holds its place meanwhile', async () => {
    const { upstream } = service({ limits: { concurrency: 1 } });
    server.faults.push((response) => {
      response.writeHead(200).write('one ');
      setTimeout(() => response.end('two'), 3_000);
    });
    const { body } = await upstream.stream({ url: server.url(), maxBytes: 100, deadlineMs: 2_000 });
    const next = upstream.json({ url: server.url() });
    expect(await text(body)).toBe('one two');
    await next;
    expect(server.mostAtOnce).toBe(1);
  });

  it.each<[string, Fault, ReasonCode]>([
    ['breaks off', breaksOff, 'broken-answer'],
    ['falls silent', stalls, 'silence'],
    ['does not end', endless({ bytes: 0 }), 'too-large'],
    ['is a bomb', bomb('gzip', 512), 'too-large'],
  ])('that %s fails in our words, and that is known', async (_, fault, reason) => {
    server.lastingFault = fault;
    const { upstream, states } = service({ limits: reason === 'silence' ? { silenceMs: 300 } : {} });
    const { body } = await upstream.stream({ url: server.url(), maxBytes: MIB });
    expect((await failureOf(text(body))).reason).toBe(reason);
    expect(states.all).toMatchObject([{ state: 'degraded', trouble: { reason } }]);
    await vi.waitFor(() => expect(server.open).toBe(0), PATIENT);
  });

  it('ends when its caller says so, and nobody is blamed', async () => {
    server.lastingFault = endless({ bytes: 0 });
    const { upstream, states } = service();
    const wanted = new AbortController();
    const { body } = await upstream.stream({ url: server.url(), maxBytes: Infinity, signal: wanted.signal });
    setTimeout(() => wanted.abort(), 50);
    const failure = await failureOf(
      (async () => {
        for await (const _chunk of body);
      })(),
    );
    expect(failure.reason).toBe('aborted');
    expect(states.all).toMatchObject([{ state: 'ok' }]);
    await vi.waitFor(() => expect(server.open).toBe(0), PATIENT);
  });
});
