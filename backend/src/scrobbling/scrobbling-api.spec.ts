import { statSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeLastFm } from '../../test/support/fake-lastfm.js';
import { FakeListenBrainz } from '../../test/support/fake-listenbrainz.js';
import { outboxWith, titlesTo } from '../../test/support/outbox.js';
import { SetClock } from '../../test/support/set-clock.js';
import { createTestApp, type TestApp } from '../../test/support/test-app.js';
import { Database } from '../database/index.js';
import type { ServiceList } from '../upstream/services.dto.js';
import type { ScrobbleServiceView, ScrobblingView } from './scrobbling.dto.js';

/** A machine may be busy with other things. */
const PATIENT = { timeout: 20_000 };

describe('scrobbling over HTTP', () => {
  let listenBrainz: FakeListenBrainz;
  let lastFm: FakeLastFm;
  let test: TestApp | undefined;

  beforeEach(async () => {
    listenBrainz = await new FakeListenBrainz().start();
    lastFm = await new FakeLastFm().start();
  });

  afterEach(async () => {
    await test?.remove();
    await Promise.all([listenBrainz.stop(), lastFm.stop()]);
  });

  async function start(env: Readonly<Record<string, string>> = {}): Promise<TestApp> {
    test = await createTestApp({
      env: { PYXIS_LASTFM_API_KEY: lastFm.apiKey, PYXIS_LASTFM_SHARED_SECRET: lastFm.sharedSecret, ...env },
      flags: {
        'scrobbling.listenbrainz.baseUrl': listenBrainz.origin,
        'scrobbling.lastfm.baseUrl': `${lastFm.origin}/2.0/`,
      },
    });
    return test;
  }

  const server = (): Server => test!.app.getHttpServer();
  const post = (path: string): request.Test => request(server()).post(`/api/v1/scrobbling/${path}`);

  async function service(id: string): Promise<ScrobbleServiceView | undefined> {
    const response = await request(server()).get('/api/v1/scrobbling').expect(200);
    return (response.body as ScrobblingView).services.find((known) => known.id === id);
  }

  it('says what is missing where nothing is set up', async () => {
    await start({ PYXIS_LASTFM_API_KEY: '' });
    const unset = { isEnabled: true, state: 'off', backlog: 0, refused: 0, refusals: [], canConnect: false };
    expect(await service('listenbrainz')).toMatchObject(unset);
    expect(await service('lastfm')).toMatchObject(unset);
    const refused = await post('lastfm/connect').expect(409);
    expect(refused.body).toMatchObject({ type: 'urn:pyxis:problem:lastfm-not-connectable' });
    expect(listenBrainz.requests.length + lastFm.requests.length).toBe(0);
  });

  it('sends by itself what an earlier run has left', async () => {
    await start({ PYXIS_LISTENBRAINZ_TOKEN: listenBrainz.token });
    const database = test!.app.get(Database);
    await outboxWith(database, Object.assign(new SetClock(), { now: Date.now() }), 'listenbrainz', 2);
    await post('listenbrainz/retry').expect(200);
    await expect.poll(() => listenBrainz.titles, { timeout: 20_000 }).toEqual(titlesTo(2));
    await expect.poll(() => service('listenbrainz')).toMatchObject({ state: 'ok', userName: 'listener', backlog: 0 });
  });

  it('connects Last.fm once the person has approved, and keeps the key in a file of its own', async () => {
    const { home } = await start();
    expect(await service('lastfm')).toMatchObject({ state: 'off', canConnect: true });
    await post('lastfm/connect/finish').expect(409);
    const begun = await post('lastfm/connect').expect(200);
    expect(begun.body).toEqual({
      approveUrl: `${lastFm.origin}/api/auth/?api_key=${lastFm.apiKey}&token=token-of-the-test`,
    });
    const early = await post('lastfm/connect/finish').expect(409);
    expect(early.body).toMatchObject({ type: 'urn:pyxis:problem:lastfm-not-approved' });
    lastFm.isApproved = true;
    const connected = await post('lastfm/connect/finish').expect(200);
    expect(connected.body).toMatchObject({ id: 'lastfm', state: 'waiting', canConnect: true });
    expect(statSync(join(home, '.local/share/pyxis/secrets/lastfm-session')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, '.local/share/pyxis/secrets')).mode & 0o777).toBe(0o700);
    await expect.poll(() => service('lastfm')).toMatchObject({ state: 'ok', userName: lastFm.userName });
    expect(JSON.stringify(await service('lastfm'))).not.toContain(`"${lastFm.sessionKey}"`);
  });

  it('leaves a session key alone that was given from outside', async () => {
    await start({ PYXIS_LASTFM_SESSION_KEY: lastFm.sessionKey });
    await expect.poll(() => service('lastfm')).toMatchObject({ state: 'ok', canConnect: false });
    await post('lastfm/connect').expect(409);
  });

  it('does not ask ListenBrainz while it cannot say whom to contact, and says what to do', async () => {
    test = await createTestApp({ env: { PYXIS_LISTENBRAINZ_TOKEN: 'lb-token-of-the-test' } });
    await expect
      .poll(() => service('listenbrainz'))
      .toMatchObject({
        state: 'refused',
        detail: expect.stringContaining('Set server.contact') as string,
      });
    const { body } = (await request(server()).get('/api/v1/services').expect(200)) as { body: ServiceList };
    expect(body).toMatchObject({
      items: [
        {
          id: 'listenbrainz',
          name: 'ListenBrainz',
          state: 'unavailable',
          trouble: {
            reason: 'contact-missing',
            detail: 'ListenBrainz refuses calls that do not say whom to contact.',
            nextStep: expect.stringContaining('server.publicUrl') as string,
          },
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('lb-token-of-the-test');
    const { text } = await request(server()).get('/metrics').expect(200);
    expect(text).toContain('pyxis_service_state{service="listenbrainz",state="unavailable"} 1');
    expect(text).toContain('pyxis_service_calls_total{service="listenbrainz",outcome="contact-missing"} 1');
  });

  it('shows with the services outside what it knows of their credentials', async () => {
    await start({ PYXIS_LISTENBRAINZ_TOKEN: 'wrong', PYXIS_LASTFM_SESSION_KEY: 'wrong' });
    await expect.poll(() => service('listenbrainz'), PATIENT).toMatchObject({ state: 'refused' });
    const database = test!.app.get(Database);
    await outboxWith(database, Object.assign(new SetClock(), { now: Date.now() }), 'lastfm', 1);
    await post('lastfm/retry').expect(200);
    await expect.poll(() => service('lastfm'), PATIENT).toMatchObject({ state: 'refused' });
    const { body } = (await request(server()).get('/api/v1/services').expect(200)) as { body: ServiceList };
    expect(body.items.map(({ id, state, trouble }) => [id, state, trouble?.reason]).sort()).toEqual([
      ['lastfm', 'unavailable', 'unauthorized'],
      ['listenbrainz', 'unavailable', 'unauthorized'],
    ]);
  });

  it('tells of a Last.fm that fails, without its page', async () => {
    await start();
    lastFm.faults.push({ status: 502, body: '<html>Bad gateway</html>' });
    const failed = await post('lastfm/connect').expect(503);
    expect(failed.body).toMatchObject({
      type: 'urn:pyxis:problem:lastfm-failed',
      detail: 'Last.fm answered with status 502.',
    });
  });

  it('knows no other services', async () => {
    await start();
    await post('myspace/retry').expect(404);
    await request(server()).get('/api/v1/scrobbling?all=1').expect(400);
  });
});
