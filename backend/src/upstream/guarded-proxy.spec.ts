import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { redirects } from '../../test/support/faults.js';
import { PlainUpstream } from '../../test/support/plain-upstream.js';
import { GuardedProxy } from './guarded-proxy.js';

/** Every name is a machine of the home network. */
const atHome: LookupFunction = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);

let named: PlainUpstream;
let other: PlainUpstream;
let proxy: GuardedProxy;

beforeEach(async () => {
  named = await new PlainUpstream().start();
  other = await new PlainUpstream().start();
  proxy = new GuardedProxy({
    hosts: ['www.music.example', '*.sound.example'],
    configured: [named.origin],
    lookup: atHome,
  });
});
afterEach(async () => {
  await proxy.close();
  await named.stop();
  await other.stop();
});

interface Answered {
  readonly status: number | undefined;
  readonly location?: string | undefined;
  readonly body: string;
}

/** As a program does that was told of the proxy. */
async function get(url: string, address?: string): Promise<Answered> {
  const { hostname, port, username, password } = new URL(address ?? (await proxy.address()));
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const headers = { host: new URL(url).host, ...(username && { 'proxy-authorization': `Basic ${credentials}` }) };
  const asked = ask({ hostname, port, path: url, headers, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, location: answer.headers.location, body: await text(answer) };
}

/** @returns the first line of what the proxy says, and the connection */
async function tunnel(to: string): Promise<{ line: string; socket: Socket }> {
  const { hostname, port, username, password } = new URL(await proxy.address());
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\nProxy-Authorization: Basic ${credentials}\r\n\r\n`);
  const [said] = (await once(socket, 'data')) as [Buffer];
  return { line: said.toString().split('\r\n')[0] ?? '', socket };
}

it('leads to what is configured, with what was asked', async () => {
  expect(await get(`${named.origin}/watch?v=x`)).toMatchObject({ status: 200, body: '{"well":true}' });
  expect(named.requests).toMatchObject([{ path: '/watch?v=x', headers: { host: new URL(named.origin).host } }]);
  expect(JSON.stringify(named.requests)).not.toContain('proxy-authorization');
});

it('leads to no other host, though one that it may ask sends there', async () => {
  named.faults.push(redirects(`${other.origin}/secret`));
  const { status, location = '' } = await get(named.origin);
  expect([status, location]).toEqual([302, `${other.origin}/secret`]);
  expect(await get(location)).toMatchObject({ status: 403 });
  expect(other.requests).toEqual([]);
});

it.each([
  ['http://www.music.example/', 502],
  ['http://rr1.sound.example/', 502],
  ['http://www.music.example:8080/', 403],
  ['http://music.example/', 403],
  ['http://sound.example/', 403],
  ['http://evilsound.example/', 403],
  ['http://www.music.example.evil.example/', 403],
  ['http://127.0.0.1/', 403],
  ['http://name:password@www.music.example/', 400],
  ['ftp://www.music.example/', 400],
])('%s, which lies in the home network: %i', async (url, status) => {
  expect(await get(url)).toMatchObject({ status });
});

it.each([
  ['www.music.example:443', 502],
  ['rr1.sound.example:443', 502],
  ['www.music.example:22', 403],
  ['evil.example:443', 403],
  ['169.254.169.254:443', 403],
  ['[::1]:443', 403],
])('a tunnel to “%s”: %i', async (to, status) => {
  expect((await tunnel(to)).line).toContain(String(status));
});

it('lets nobody in who does not know the secret', async () => {
  const known = new URL(await proxy.address());
  known.password = 'guess';
  expect(await get(named.origin, known.href)).toMatchObject({ status: 407 });
  expect(await get(named.origin, `http://127.0.0.1:${known.port}`)).toMatchObject({ status: 407 });
  expect(named.requests).toEqual([]);
});

it('hands on through a tunnel, until it is closed', async () => {
  const { host } = new URL(named.origin);
  const { line, socket } = await tunnel(host);
  expect(line).toContain('200');
  socket.write(`GET /inside HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('200 OK');
  const closed = once(socket, 'close');
  await proxy.close();
  await closed;
});

it('does not listen before it is needed', async () => {
  await new GuardedProxy({ hosts: [] }).close();
});
