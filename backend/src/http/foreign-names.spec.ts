import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/test-app.js';

const WEB = { 'index.html': '<!doctype html><px-root></px-root>', 'main-ABCD1234.js': 'console.log("Pyxis");' };
const EVIL = 'Host: evil.example:8765';

describe('a server that the whole network reaches', () => {
  let test: TestApp;
  let port: number;

  beforeAll(async () => {
    const flags = {
      'server.hostname': '0.0.0.0',
      'server.publicUrl': 'https://music.example/pyxis/',
      'server.allowedHosts': 'nas.example',
    };
    test = await createTestApp({ web: WEB, flags });
    port = await listenOn(test);
  });

  afterAll(() => test.remove());
  afterEach(() => vi.restoreAllMocks());

  const ask = (line: string, ...headers: string[]): Promise<string> => raw(port, line, ...headers);
  const statusOf = async (line: string, ...headers: string[]): Promise<number> => status(await ask(line, ...headers));

  it.each([
    'GET /',
    'GET /albums',
    'GET /main-ABCD1234.js',
    'GET /api/v1/system',
    'GET /api/v1/events?topics=player',
    'GET /api/openapi.json',
    'GET /api/docs/',
    'GET /stream/x',
    'HEAD /stream/x',
    'GET /art/x',
    'GET /healthz',
    'GET /metrics',
    'OPTIONS /api/v1/system',
    'OPTIONS *',
    'POST /api/v1/playback/volume',
    'PUT /api/v1/playback/outputs/x',
  ])('answers a page of a name that was pointed at it nothing: %s', async (asked) => {
    const answer = await ask(`${asked} HTTP/1.1`, EVIL, 'Origin: http://evil.example:8765');
    expect(status(answer)).toBe(421);
    expect(answer).toContain('Content-Type: application/problem+json');
    if (!asked.startsWith('HEAD')) {
      expect(answer).toContain('"type":"urn:pyxis:problem:unknown-host"');
      expect(answer).toContain('server.allowedHosts');
    }
  });

  it('lets such a page change nothing', async () => {
    const player = async (): Promise<{ revision: number; volume: number }> =>
      (await (await fetch(`http://127.0.0.1:${port}/api/v1/playback`)).json()) as { revision: number; volume: number };
    const { revision, volume } = await player();
    const body = JSON.stringify({ revision, volume: 25 });
    const change = (host: string): Promise<number> =>
      statusOf(
        'POST /api/v1/playback/volume HTTP/1.1',
        `Host: ${host}`,
        `Origin: http://${host}`,
        'Sec-Fetch-Site: same-origin',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body,
      );
    expect(await change('evil.example:8765')).toBe(421);
    expect(await player()).toMatchObject({ revision, volume });
    expect(await change('nas.example:8765')).toBe(200);
    expect(await player()).toMatchObject({ volume: 25 });
  });

  it('does not become anything else for such a name', async () => {
    expect(await statusOf('GET /api/v1/system HTTP/1.1', EVIL, 'Connection: Upgrade', 'Upgrade: websocket')).toBe(421);
    expect(
      await statusOf('GET /api/v1/system HTTP/1.1', EVIL, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'),
    ).toBe(421);
  });

  it.each([
    'localhost',
    'localhost:8765',
    '127.0.0.1',
    '192.168.1.5:8765',
    '[::1]:8765',
    '[fe80::1%25eth0]',
    'pyxis',
    'nas.local',
    'NAS.Example.:8765',
    'music.example',
    'music.example:8443',
  ])('answers to %s', async (host) => {
    expect(await statusOf('GET /api/v1/system HTTP/1.1', `Host: ${host}`)).toBe(200);
  });

  it.each([
    ['two names', ['Host: localhost', 'Host: localhost']],
    ['two names, one of them ours', ['Host: localhost', EVIL]],
    ['an empty name', ['Host:']],
    ['no name', []],
    ['a name with a path', ['Host: localhost/evil']],
    ['a name with a person before it', ['Host: evil.example@localhost']],
  ])('answers 400 to %s', async (_what, headers) => {
    expect(await statusOf('GET /api/v1/system HTTP/1.1', ...headers)).toBe(400);
  });

  it('needs no name of HTTP/1.0, which knows none, but checks the one it gets', async () => {
    expect(await statusOf('GET /healthz HTTP/1.0')).toBe(200);
    expect(await statusOf('GET /healthz HTTP/1.0', EVIL)).toBe(421);
  });

  it('checks the name in a target that is a whole address', async () => {
    expect(await statusOf('GET http://evil.example/api/v1/system HTTP/1.1', 'Host: localhost')).toBe(421);
    expect(await statusOf('GET http://nas.example/api/v1/system HTTP/1.1', 'Host: localhost')).toBe(200);
  });

  it('does not care what people who are no trusted proxy say was forwarded', async () => {
    const forwarded = 'X-Forwarded-Host: music.example';
    expect(await statusOf('GET /api/v1/system HTTP/1.1', EVIL, forwarded)).toBe(421);
    expect(await statusOf('GET /api/v1/system HTTP/1.1', 'Host: localhost', 'X-Forwarded-Host: evil.example')).toBe(
      200,
    );
  });

  it('tells people who look at a page what to do', async () => {
    const answer = await ask('GET /albums HTTP/1.1', EVIL, 'Accept: text/html,*/*;q=0.8');
    expect(status(answer)).toBe(421);
    expect(answer).toContain('Content-Type: text/html; charset=utf-8');
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    expect(answer).toContain('<h1>Pyxis does not know the name evil.example</h1>');
    expect(answer).toContain('PYXIS_SERVER_ALLOWED_HOSTS=evil.example');
    expect(answer).not.toContain('px-root');
  });

  it('logs each name once with what to set, and no more than ten of them', async () => {
    const other = await createTestApp();
    const log = vi.spyOn(Logger.prototype, 'log');
    const told = (): string[] =>
      log.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('Refused'));
    const otherPort = await listenOn(other);
    const knock = (name: string): Promise<string> => raw(otherPort, 'GET /healthz HTTP/1.1', `Host: ${name}`);
    for (const name of ['one.example', 'one.example', 'ONE.example:80']) await knock(name);
    expect(told()).toEqual([expect.stringMatching(/one\.example.*server\.allowedHosts.*server\.publicUrl/)]);
    for (let i = 0; i < 30; i++) await knock(`${i}.example`);
    expect(told()).toHaveLength(10);
    await other.remove();
  });
});

describe('a server that believes its proxy', () => {
  let test: TestApp;
  let port: number;

  beforeAll(async () => {
    const flags = { 'server.publicUrl': 'https://music.example', 'server.trustedProxies': '127.0.0.1' };
    test = await createTestApp({ flags });
    port = await listenOn(test);
  });

  afterAll(() => test.remove());

  it.each([
    ['the public name', 'music.example', 'music.example', 200],
    ['the public name, while the proxy calls Pyxis something else', '127.0.0.1:8765', 'music.example', 200],
    ['any name, by a proxy that takes all of them', '127.0.0.1:8765', 'evil.example', 421],
    ['a list that a page began', '127.0.0.1:8765', 'music.example, evil.example', 421],
    ['a list of our names', '127.0.0.1:8765', 'music.example:443, localhost', 200],
    ['another name, with a header of the page’s own', 'evil.example', 'music.example', 421],
    ['no name', 'localhost', '', 400],
  ])('is asked under %s', async (_what, host, forwarded, expected) => {
    const answer = await raw(port, 'GET /api/v1/system HTTP/1.1', `Host: ${host}`, `X-Forwarded-Host: ${forwarded}`);
    expect(status(answer)).toBe(expected);
  });
});

async function listenOn(test: TestApp): Promise<number> {
  const server: Server = test.app.getHttpServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** Byte by byte as written: other clients put the headers right. A body follows an empty line. */
async function raw(port: number, ...lines: string[]): Promise<string> {
  const hasBody = lines.includes('');
  const [first = '', ...rest] = lines;
  const socket = connect(port, '127.0.0.1');
  const asked = [first, ...(first.endsWith('1.1') ? ['Connection: close'] : []), ...rest].join('\r\n');
  socket.write(asked + (hasBody ? '' : '\r\n\r\n'));
  return text(socket);
}

function status(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}
