import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeUpstream, type FakeAnswer, type FakeRequest } from '../../../../test/support/fake-upstream.js';
import { TestClock } from '../../../../test/support/test-clock.js';
import { upstreamTo } from '../../../../test/support/upstream-to.js';
import type { UpstreamStates } from '../../../upstream/index.js';
import { ClientIds } from './client-ids.js';
import { SoundCloudHosts } from './hosts.js';
import { meaningOf } from './refusals.js';
import { SoundCloudApi } from './soundcloud-api.js';
import { WebToken } from './web-token.js';

const recorded = (name: string): string =>
  readFileSync(new URL(`../../../../test/fixtures/soundcloud/${name}`, import.meta.url), 'utf8');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The one on the recorded pages. */
const RECORDED = 'CkCiIyf14rHi27fhk7HxhPOzc85okfSJ';
const OTHER = 'OtherOtherOtherOtherOtherOther12';
/** On the recorded page. */
const SCRIPTS = 9;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const PAGE_TYPE = { 'Content-Type': 'text/html' };
const BLOCK: FakeAnswer = {
  status: 403,
  headers: PAGE_TYPE,
  body: '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><HTML><H1>403 ERROR</H1>Request blocked.</HTML>',
};

/** The API and the pages of SoundCloud, as far as they tell who may ask. */
class Gate extends FakeUpstream {
  accepted = new Set([RECORDED]);
  tokens = new Set<string>();
  frontPage = recorded('homepage.html');
  script = recorded('asset-excerpt.txt');
  phonePage = '';
  /** What paths of the API answer, whoever asks. */
  readonly answers = new Map<string, FakeAnswer>();

  calls(): string[] {
    return this.requests.map(({ path }) => path.split('?', 1)[0]!);
  }

  protected answer({ path, headers }: FakeRequest): FakeAnswer {
    const { pathname, searchParams } = new URL(path, this.origin);
    if (pathname === '/') {
      const isPhone = headers['user-agent']?.includes('iPhone') === true;
      return { status: 200, headers: PAGE_TYPE, body: isPhone ? this.phonePage : this.frontPage };
    }
    if (pathname.startsWith('/assets/')) return this.asset(pathname, headers.range);
    const { authorization } = headers;
    const isWelcome = authorization === undefined || this.tokens.has(authorization);
    if (!isWelcome || !this.accepted.has(searchParams.get('client_id') ?? '')) return { status: 401, body: '' };
    return this.answers.get(pathname) ?? { status: 200, headers: JSON_TYPE, body: '{"well":true}' };
  }

  private asset(pathname: string, range: string | undefined): FakeAnswer {
    const body = pathname.startsWith('/assets/54-')
      ? this.script
      : 'google_client_id:"googlegooglegooglegooglegoogle12"';
    return {
      status: range === 'bytes=0-50000' ? 206 : 500,
      headers: { 'Content-Type': 'application/javascript' },
      body,
    };
  }
}

const signal = AbortSignal.timeout(MINUTE_MS);
const WITHOUT_HYDRATION = recorded('homepage.html').replace('__sc_hydration', '__nothing');
let folder: string;
let gate: Gate;
let clock: TestClock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pyxis-soundcloud-'));
  gate = await new Gate().start();
  clock = new TestClock();
});
afterEach(async () => {
  await gate.stop();
  rmSync(folder, { recursive: true });
});

interface Parts {
  readonly api: SoundCloudApi;
  readonly states: UpstreamStates;
  readonly token: WebToken;
}

function parts({ clientId, token: given }: { clientId?: string; token?: string } = {}): Parts {
  const config = { apiUrl: gate.origin, siteUrl: gate.origin, ...(clientId !== undefined && { clientId }) };
  const hosts = new SoundCloudHosts(config);
  const { upstream, states } = upstreamTo(
    { id: 'soundcloud', name: 'SoundCloud', configured: hosts.configured, keepsUserAgent: true, meaningOf },
    { clock, limits: { retries: 0 } },
  );
  const token = new WebToken(clock, given);
  const clientIds = new ClientIds({ upstream, hosts, config, cacheFolder: folder, clock });
  return { api: new SoundCloudApi({ upstream, hosts, clientIds, token }), states, token };
}

const ask = ({ api }: Parts, path = 'search'): Promise<unknown> => api.get(path, { q: 'a b' }, signal);
const refusal = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);
const CHANGED = {
  code: 'source-unavailable',
  message: expect.stringMatching(/^SoundCloud changed its site\. Set sources/) as unknown,
};

describe('a client id', () => {
  it('is the configured one, and no page is looked at', async () => {
    gate.accepted.add(OTHER);
    expect(await ask(parts({ clientId: OTHER }))).toEqual({ well: true });
    expect(gate.requests.map(({ path }) => path)).toEqual([`/search?q=a+b&client_id=${OTHER}`]);
    expect(gate.requests[0]!.headers['user-agent']).toMatch(/^Mozilla/);
  });

  it.each([
    ['the front page', () => undefined, ['/']],
    [
      'a script of it, as a whole name',
      () => (gate.frontPage = WITHOUT_HYDRATION),
      ['/', '/assets/53-a49d47cd.js', '/assets/54-f3f0afbd.js'],
    ],
  ])('is found on %s', async (_, prepare, looked) => {
    prepare();
    await ask(parts());
    expect(gate.calls()).toEqual([...looked, '/search']);
  });

  it('is found on the page for phones', async () => {
    Object.assign(gate, { frontPage: WITHOUT_HYDRATION, script: '', phonePage: `{"clientId":"${RECORDED}"}` });
    await ask(parts());
    expect(gate.calls()).toHaveLength(1 + SCRIPTS + 1 + 1);
  });

  it('is looked for once by all who ask at the same time, and kept for a day and over a restart', async () => {
    const first = parts();
    await Promise.all([ask(first), ask(first), ask(first)]);
    expect(gate.calls().filter((path) => path === '/')).toHaveLength(1);
    clock.pass(23 * HOUR_MS);
    await ask(parts());
    expect(gate.calls().filter((path) => path === '/')).toHaveLength(1);
    clock.pass(2 * HOUR_MS);
    await ask(parts());
    expect(gate.calls().filter((path) => path === '/')).toHaveLength(2);
  });

  it('that was kept and makes no sense, or is of another site, is looked for', async () => {
    await ask(parts());
    const file = join(folder, 'soundcloud', 'client-id.json');
    const kept = readFileSync(file, 'utf8');
    for (const text of ['{', '{"value":"x"}', kept.replace(gate.origin, 'https://soundcloud.com')]) {
      writeFileSync(file, text);
      gate.requests.length = 0;
      await ask(parts());
      expect(gate.calls()).toEqual(['/', '/search']);
    }
  });

  it.each([undefined, OTHER])('that is refused is replaced once, and the call repeated once (%s)', async (clientId) => {
    const made = parts(clientId === undefined ? {} : { clientId });
    if (clientId === undefined) {
      gate.accepted = new Set([OTHER]);
      gate.frontPage = gate.frontPage.replace(RECORDED, OTHER);
      await ask(made);
      gate.frontPage = recorded('homepage.html');
      gate.accepted = new Set([RECORDED]);
      clock.pass(HOUR_MS);
      gate.requests.length = 0;
    }
    await Promise.all([ask(made), ask(made)]);
    await ask(made);
    expect(gate.calls().filter((path) => path === '/')).toHaveLength(1);
    expect(gate.calls().filter((path) => path === '/search')).toHaveLength(5);
    expect(made.states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('that is old is used on where no other can be had', async () => {
    const made = parts();
    await ask(made);
    clock.pass(25 * HOUR_MS);
    gate.faults.push({ status: 500, body: '' });
    gate.requests.length = 0;
    for (let i = 0; i < 3; i++) expect(await ask(made)).toEqual({ well: true });
    expect(gate.calls()).toEqual(['/', '/search', '/search', '/search']);
  });
});

describe('a service that goes on refusing', () => {
  it('is looked at once an hour at most, and told by one state and one thing to do', async () => {
    const made = parts();
    gate.accepted.clear();
    for (let i = 0; i < 5; i++) expect(await refusal(ask(made))).toMatchObject({ code: 'source-unavailable' });
    expect(gate.calls().filter((path) => path === '/')).toHaveLength(1);
    expect(gate.calls().filter((path) => path === '/search')).toHaveLength(5);
    expect(made.states.all).toMatchObject([{ state: 'degraded', trouble: { reason: 'forbidden' } }]);
  });

  it('is not asked at all while its pages name no client id', async () => {
    Object.assign(gate, { frontPage: WITHOUT_HYDRATION, script: '' });
    const made = parts();
    for (let i = 0; i < 5; i++) expect(await refusal(ask(made))).toMatchObject(CHANGED);
    expect(gate.requests).toHaveLength(1 + SCRIPTS + 1);
    const trouble = { detail: 'SoundCloud changed its site.', retryAtMs: clock.now + HOUR_MS };
    expect(made.states.all).toMatchObject([{ state: 'unavailable', trouble }]);
    gate.frontPage = recorded('homepage.html');
    clock.pass(HOUR_MS);
    await ask(made);
    expect(made.states.all).toMatchObject([{ state: 'ok' }]);
  });

  it('says the same where it takes the last one no longer', async () => {
    const made = parts();
    await ask(made);
    gate.accepted.clear();
    Object.assign(gate, { frontPage: WITHOUT_HYDRATION, script: '' });
    clock.pass(HOUR_MS);
    gate.requests.length = 0;
    for (let i = 0; i < 3; i++) expect(await refusal(ask(made))).toMatchObject(CHANGED);
    expect(gate.requests).toHaveLength(3 + 1 + SCRIPTS + 1);
    expect(made.states.all).toMatchObject([{ state: 'unavailable', trouble: { reason: 'unauthorized' } }]);
  });

  it('is not suspected where one path alone refuses', async () => {
    const made = parts();
    gate.answers.set('/users/7/tracks', { ...BLOCK });
    expect(await made.api.getUnlessRefused('users/7/tracks', {}, signal)).toBeUndefined();
    await ask(made);
    expect(gate.calls()).toEqual(['/', '/users/7/tracks', '/search']);
  });

  it('is left alone for a quarter of an hour where it blocks this machine', async () => {
    const made = parts();
    await ask(made);
    gate.requests.length = 0;
    gate.lastingFault = BLOCK;
    const until = clock.now + 15 * MINUTE_MS;
    for (let i = 0; i < 3; i++) {
      expect(await refusal(ask(made))).toMatchObject({
        message: 'SoundCloud is blocking this server’s address for now.',
        retryAtMs: until,
      });
    }
    expect(gate.requests).toHaveLength(1);
    expect(made.states.all).toMatchObject([
      { state: 'unavailable', trouble: { reason: 'forbidden', retryAtMs: until } },
    ]);
    delete gate.lastingFault;
    clock.pass(15 * MINUTE_MS);
    await ask(made);
  });

  it.each([
    [
      'in its body',
      {},
      '{"errors":[{"meta":{"rate_limit":{"name":"plays"},"reset_time":"2026/01/01 12:20:00 +0000"}}]}',
      20,
    ],
    ['in a header', { 'Retry-After': '300' }, '{}', 5],
  ])('has had enough, and says until when %s', async (_, headers, body, minutes) => {
    clock.now = Date.UTC(2026, 0, 1, 12);
    const made = parts();
    await ask(made);
    gate.requests.length = 0;
    gate.lastingFault = { status: 429, headers: { ...JSON_TYPE, ...headers }, body };
    const retryAtMs = clock.now + minutes * MINUTE_MS;
    for (let i = 0; i < 3; i++) {
      expect(await refusal(ask(made))).toMatchObject({ reason: 'rate-limited', retryAtMs });
    }
    expect(gate.requests).toHaveLength(1);
    expect(made.states.all).toMatchObject([{ state: 'unavailable', trouble: { retryAtMs } }]);
  });
});

describe('a token', () => {
  it('goes to the API and to no page', async () => {
    gate.tokens.add('OAuth 2-secret');
    const made = parts({ token: '2-secret' });
    await ask(made);
    expect(gate.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'OAuth 2-secret']);
    expect(made.token.state?.state).toBe('ok');
  });

  it('that has ended is said once, and the rest goes on as a guest', async () => {
    const made = parts({ token: '2-secret' });
    for (let i = 0; i < 3; i++) await ask(made);
    expect(gate.calls()).toEqual(['/', '/search', '/search', '/search', '/search']);
    expect(made.token.state).toMatchObject({ state: 'degraded', trouble: { reason: 'soundcloud-token-refused' } });
    expect(JSON.stringify([made.token.state, made.token.lastCalls, made.states.all])).not.toContain('2-secret');
  });

  it('is not blamed for a client id that has ended', async () => {
    gate.tokens.add('OAuth 2-secret');
    const made = parts({ token: '2-secret', clientId: OTHER });
    await ask(made);
    expect(gate.calls()).toEqual(['/search', '/search', '/', '/search']);
    expect(made.token.state?.state).toBe('ok');
  });
});

describe('an address of an answer', () => {
  it('is asked where the API lies, with what stands in it', async () => {
    const address =
      'https://api-v2.soundcloud.com/media/soundcloud:tracks:1/x/stream/hls?track_authorization=t&client_id=old';
    await parts().api.at(address, signal);
    expect(gate.requests.at(-1)!.path).toBe(
      `/media/soundcloud:tracks:1/x/stream/hls?track_authorization=t&client_id=${RECORDED}`,
    );
  });

  it.each(['https://evil.example/tracks/1', 'http://api-v2.soundcloud.com/tracks/1', 'tracks/1', ''])(
    'is not asked where it is none of the API: %s',
    async (address) => {
      await expect(parts().api.at(address, signal)).rejects.toMatchObject({ code: 'source-unavailable' });
      expect(gate.requests).toHaveLength(0);
    },
  );

  it('behind which there is nothing is told so', async () => {
    gate.answers.set('/tracks/1', { status: 404, headers: JSON_TYPE, body: '{}' });
    await expect(parts().api.get('tracks/1', {}, signal)).rejects.toMatchObject({ code: 'item-not-found' });
  });
});
