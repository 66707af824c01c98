import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/test-app.js';

const PAGE = '<!doctype html><html><head><base href="/" /></head><body><px-root></px-root></body></html>';
const SCRIPT = 'console.log("Pyxis");';
const WEB = {
  'index.html': PAGE,
  'main-ABCD1234.js': SCRIPT,
  'main-ABCD1234.js.br': 'brotli',
  'main-ABCD1234.js.gz': 'gzip',
  'chunk-B24Gqkdw.js': SCRIPT,
  'icon-maskable.svg': '<svg/>',
  'favicon.svg': '<svg/>',
  'media/inter-EFGH5678.woff2': 'font',
};
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('the application', () => {
  let test: TestApp;
  let server: Server;

  beforeAll(async () => {
    test = await createTestApp({ web: WEB, flags: { 'server.publicUrl': 'https://music.example/pyxis/' } });
    server = test.app.getHttpServer();
  });

  afterAll(() => test.remove());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    request(server)
      .get(path)
      .set({ 'Accept-Encoding': 'identity', ...headers });
  const isProblem = (response: Response): boolean => response.type === 'application/problem+json';

  describe('serves the web app', () => {
    it.each(['/', '/index.html', '/albums', '/album/Xa3kQ', '/artists', '/artist/1', '/search?q=a.b', '/apiary'])(
      'with its page at %s',
      async (path) => {
        const response = await get(path, { Accept: BROWSER });
        expect(response.status).toBe(200);
        expect(response.text).toContain('<base href="/"');
        expect(response.get('Cache-Control')).toBe('no-cache');
      },
    );

    it.each([
      '/api/v1/nothing',
      '/api',
      '/stream',
      '/art/nothing/more',
      '/rest/ping.view',
      '/chunk-MISSING1.js',
      '/media/none.woff2',
      '/assets/x.js',
      '/favicon.ico',
      '/..%2findex.html',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/media/..%2f..%2fpackage.json',
      '/.env',
    ])('with no page at %s', async (path) => {
      const response = await get(path, { Accept: BROWSER });
      expect([400, 403, 404]).toContain(response.status);
      expect(isProblem(response)).toBe(true);
      expect((response.body as { status: number }).status).toBe(response.status);
    });

    it('with no page for scripts and programs that ask for anything', async () => {
      expect((await get('/albums', { Accept: '*/*' })).status).toBe(404);
      expect((await request(server).post('/albums').set('Accept', BROWSER)).status).toBe(404);
    });

    it('with hashed files that may be kept, and others that may not', async () => {
      const script = await get('/main-ABCD1234.js');
      expect(script.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(script.get('Content-Type')).toBe('text/javascript; charset=utf-8');
      expect(script.text).toBe(SCRIPT);
      expect((await get('/media/inter-EFGH5678.woff2')).get('Cache-Control')).toContain('immutable');
      expect((await get('/chunk-B24Gqkdw.js')).get('Cache-Control')).toContain('immutable');
      expect((await get('/favicon.svg')).get('Cache-Control')).toBe('no-cache');
      expect((await get('/icon-maskable.svg')).get('Cache-Control')).toBe('no-cache');
    });

    it.each([
      ['gzip, deflate, br', 'br', 'brotli'],
      ['gzip', 'gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip', 'gzip'],
      ['identity', undefined, SCRIPT],
    ])('compressed in advance for %s', async (accepted, encoding, body) => {
      const response = await raw(server, '/main-ABCD1234.js', { 'Accept-Encoding': accepted });
      expect(response.headers['content-encoding']).toBe(encoding);
      expect(response.headers['vary']).toContain('Accept-Encoding');
      expect(response.headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(response.headers['cache-control']).toContain('immutable');
      expect(response.body).toBe(body);
    });

    it('with a page that is revalidated', async () => {
      const { headers } = await get('/', { Accept: BROWSER });
      const again = await get('/', { Accept: BROWSER, 'If-None-Match': String(headers['etag']) });
      expect(again.status).toBe(304);
    });
  });

  it('allows no scripts but its own, and only styles that carry the nonce of the page', async () => {
    const response = await get('/', { Accept: BROWSER });
    const policy = response.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(response.text).toContain(`<px-root ngCspNonce="${nonce}">`);
  });

  it('describes its API', async () => {
    const { body } = (await get('/api/openapi.json')) as { body: { openapi: string; paths: object } };
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toContain('/api/v1/system');
    expect((await get('/api/docs', { Accept: BROWSER })).text).toContain('swagger-ui');
  });

  it('sends long answers compressed to who understands it, short ones and pieces as they are', async () => {
    const description = (accepted: string): Promise<RawAnswer> =>
      raw(server, '/api/openapi.json', { 'Accept-Encoding': accepted });
    const [plain, small] = [await description('identity'), await description('gzip, deflate, br')];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers['content-encoding']).toBe('gzip');
    for (const { headers } of [plain, small]) expect(headers['vary']).toContain('Accept-Encoding');
    expect(Number(small.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 4);
    const unpacked = await request(server).get('/api/openapi.json').set('Accept-Encoding', 'gzip');
    expect(unpacked.text).toBe(plain.body);
    const head = await request(server).head('/api/openapi.json').set('Accept-Encoding', 'gzip');
    expect([head.status, head.get('Content-Encoding')]).toEqual([200, undefined]);

    const short = await raw(server, '/api/v1/system', { 'Accept-Encoding': 'gzip' });
    expect([short.headers['content-encoding'], JSON.parse(short.body)]).toMatchObject([undefined, { isDemo: false }]);
    const metrics = await raw(server, '/metrics', { 'Accept-Encoding': 'gzip' });
    expect(metrics.headers['content-encoding']).toBeUndefined();
  });

  it('sends what has not changed once', async () => {
    for (const encoding of ['identity', 'gzip']) {
      const first = await get('/api/v1/sources', { 'Accept-Encoding': encoding });
      expect(first.get('Cache-Control')).toBe('private, no-cache');
      const known = { 'Accept-Encoding': encoding, 'If-None-Match': String(first.get('ETag')) };
      const again = await raw(server, '/api/v1/sources', known);
      expect([again.status, again.body, again.headers['content-encoding']]).toEqual([304, '', undefined]);
    }
  });

  it('answers what it does not understand with a problem', async () => {
    const unknown = await get('/api/v1/system?verbose=1&x=2');
    expect(unknown.status).toBe(400);
    expect((unknown.body as { errors: unknown }).errors).toEqual([
      { field: 'verbose', detail: 'is not known here.' },
      { field: 'x', detail: 'is not known here.' },
    ]);
    const broken = await request(server).post('/api/v1/nothing').set('Content-Type', 'application/json').send('{');
    expect([broken.status, isProblem(broken)]).toEqual([400, true]);
    const percent = await get('/%E0%A4%A');
    expect([percent.status, isProblem(percent)]).toEqual([404, true]);
    const long = await get(`/api/v1/albums/${'x'.repeat(10_000)}`);
    expect([long.status, isProblem(long)]).toEqual([404, true]);
  });

  it('refuses a body of 50 MB', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(50 * 1024 * 1024) });
    const response = await request(server).patch('/api/v1/albums/x').set('Content-Type', 'application/json').send(body);
    expect([response.status, isProblem(response)]).toEqual([413, true]);
  });

  it.each([
    ['another site', { Origin: 'https://evil.example' }, 400],
    ['a sandboxed frame', { Origin: 'null' }, 400],
    ['a form of another site', { 'Sec-Fetch-Site': 'cross-site' }, 400],
    ['its own pages', { Origin: 'http://localhost:8765', Host: 'localhost:8765' }, 404],
    ['its public address', { Origin: 'https://music.example' }, 404],
    ['programs', {}, 404],
  ])('judges changes asked for by %s', async (_who, headers, status) => {
    expect((await request(server).post('/api/v1/nothing').set(headers)).status).toBe(status);
  });

  it('lets scripts of other origins read nothing, but those of its public address', async () => {
    const foreign = await get('/api/v1/system', { Origin: 'https://evil.example' });
    expect(foreign.get('Access-Control-Allow-Origin')).toBeUndefined();
    const own = await get('/api/v1/system', { Origin: 'https://music.example' });
    expect(own.get('Access-Control-Allow-Origin')).toBe('https://music.example');
  });

  it('says how it is', async () => {
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await get('/readyz')).body).toEqual({ status: 'ok' });
    const { text } = await get('/metrics');
    expect(text).toContain('pyxis_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1');
    expect(text).toContain('pyxis_scan_running 0');
    expect(text).toContain('pyxis_nodejs_eventloop_lag_p99_seconds');
    expect(text).toMatch(/^pyxis_build_info\{version="[\d.]+"\} 1$/m);
    expect(text).toMatch(/^pyxis_folder_disk_free_bytes\{folder="data"\} \d+$/m);
    for (const [name, value] of [
      ['pyxis_http_open_responses{kind="stream"}', 0],
      ['pyxis_http_open_responses{kind="short"}', 1],
      ['pyxis_transcodes_running', 0],
      ['pyxis_kept_audio_bytes', 0],
      ['pyxis_kept_audio_limit_bytes', 10 * 1024 ** 3],
      ['pyxis_listens', 0],
      ['pyxis_scrobble_backlog{service="lastfm"}', 0],
    ] as const) {
      expect(text).toContain(`${name} ${value}\n`);
    }
    const system = (await get('/api/v1/system')).body as Record<string, unknown>;
    expect(system).toMatchObject({ databaseEngine: 'sqlite', isDemo: false, library: { albums: 0, tracks: 0 } });
  });

  it('names each request', async () => {
    expect((await get('/healthz')).get('X-Request-Id')).toMatch(/^\w{14}$/);
    expect((await get('/healthz', { 'X-Request-Id': 'proxy-1' })).get('X-Request-Id')).toBe('proxy-1');
    expect((await get('/healthz', { 'X-Request-Id': 'a b"c' })).get('X-Request-Id')).toMatch(/^\w{14}$/);
  });
});

describe('the application below a path', () => {
  let test: TestApp;
  let server: Server;

  beforeAll(async () => {
    test = await createTestApp({ web: WEB, flags: { 'server.basePath': '/embed/pyxis' } });
    server = test.app.getHttpServer();
  });

  afterAll(() => test.remove());

  it.each([
    ['/embed/pyxis/', 200],
    ['/embed/pyxis/album/1', 200],
    ['/embed/pyxis/main-ABCD1234.js', 200],
    ['/embed/pyxis/api/v1/system', 200],
    ['/embed/pyxis/api/docs', 200],
    ['/embed/pyxis/api/docs/swagger-ui.css', 200],
    ['/embed/pyxis/api/openapi.json', 200],
    ['/embed/pyxis/healthz', 200],
    ['/embed/pyxis/api/v1/nothing', 404],
    ['/embed/pyxis/missing.js', 404],
    // A proxy that takes the prefix away.
    ['/api/v1/system', 200],
    ['/healthz', 200],
  ])('answers %s with %i', async (path, status) => {
    const headers = { Accept: BROWSER, 'Accept-Encoding': 'identity' };
    expect((await request(server).get(path).set(headers)).status).toBe(status);
  });

  it('describes its API there', async () => {
    const response = await request(server).get('/embed/pyxis/api/openapi.json');
    expect((response.body as { servers: unknown }).servers).toEqual([{ url: '/embed/pyxis' }]);
  });

  it('points its page there', async () => {
    const { text } = await request(server).get('/embed/pyxis/albums').set('Accept', BROWSER);
    expect(text).toContain('<base href="/embed/pyxis/"');
  });

  it('adds a missing slash', async () => {
    const response = await request(server).get('/embed/pyxis?x=1');
    expect([response.status, response.get('Location')]).toEqual([308, '/embed/pyxis/?x=1']);
  });
});

describe('the application without a web build', () => {
  it('runs and says so', async () => {
    const test = await createTestApp();
    const server: Server = test.app.getHttpServer();
    const page = await request(server).get('/').set('Accept', BROWSER);
    expect([page.status, page.type]).toEqual([200, 'text/plain']);
    expect(page.text).toContain('its web app has not been built');
    expect((await request(server).get('/albums').set('Accept', BROWSER)).status).toBe(404);
    expect((await request(server).get('/api/v1/system')).status).toBe(200);
    await test.remove();
  });
});

describe('shutting down', () => {
  it('waits for nobody who merely keeps a connection', async () => {
    const test = await createTestApp();
    await test.app.listen(0, '127.0.0.1');
    const server: Server = test.app.getHttpServer();
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true });
    const kept = httpRequest({ port, host: '127.0.0.1', path: '/healthz', agent }).end();
    const [answer] = (await once(kept, 'response')) as [NodeJS.ReadableStream];
    answer.resume();
    await once(answer, 'end');
    await test.shutDown();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    agent.destroy();
    await test.remove();
  });
});

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** Bytes and headers as sent: other clients unpack. */
async function raw(server: Server, path: string, headers: Record<string, string>): Promise<RawAnswer> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({ port, host: '127.0.0.1', path, headers, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, headers: response.headers, body };
}
