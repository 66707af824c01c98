import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RawServer, type RawAnswer } from '../../test/support/raw-server.js';
import { upstreamTo, type UpstreamToOptions } from '../../test/support/upstream-to.js';
import { UpstreamError, type Answer } from './upstream-error.js';

const SOUND = Buffer.from(Array.from({ length: 3_000 }, (_, n) => n % 256));
let server: RawServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function ask(
  answer: RawAnswer,
  options: UpstreamToOptions = {},
  signal?: AbortSignal,
): Promise<Answer<Readable>> {
  server = await new RawServer(answer).start();
  const { upstream } = upstreamTo(
    { id: 'live', name: 'Live', configured: [server.origin] },
    { limits: { retries: 0 }, ...options },
  );
  const url = new URL('/stream?a=b', server.origin);
  const headers = { 'Icy-MetaData': '1', Authorization: 'Basic c2VjcmV0' };
  return upstream.stream({ url, headers, maxBytes: Infinity, isLive: true, ...(signal && { signal }) });
}

const reasonOf = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(() => undefined, (thrown: unknown) => thrown); // prettier-ignore
  expect(error).toBeInstanceOf(UpstreamError);
  return error instanceof UpstreamError ? error.reason : '';
};

/** Sends a head, then the sound in pieces, then ends. */
const sends = (head: string, ...pieces: readonly (string | Buffer)[]): RawAnswer => {
  return (socket) => {
    socket.write(head);
    for (const piece of pieces) socket.write(piece);
    socket.end();
  };
};

describe('a live stream is asked for', () => {
  it.each<[string, RawAnswer]>([
    ['answers as they did in 1999', sends('ICY 200 OK\r\nicy-name:Fake FM\r\nicy-metaint: 16\r\n\r\n', SOUND)],
    ['answers by HTTP/1.0', sends('HTTP/1.0 200 OK\r\nicy-name: Fake FM\r\nicy-metaint:16\r\n\r\n', SOUND)],
    ['ends lines with LF alone', sends('HTTP/1.1 200 OK\nIcy-Name: Fake FM\nicy-metaint: 16\n\n', SOUND)],
    ['has nonsense among its headers', sends('ICY 200 OK\r\n<BR>This is SHOUTcast<BR>\r\nicy-name: Fake FM\r\nicy-metaint:16\r\n\r\n', SOUND)],
    ['says how long it is', sends('HTTP/1.1 200 OK\r\nicy-name:Fake FM\r\nicy-metaint:16\r\nContent-Length: 3000\r\n\r\n', SOUND, 'more than that')],
    ['sends it in chunks', sends('HTTP/1.1 200 OK\r\nicy-name:Fake FM\r\nicy-metaint:16\r\nTransfer-Encoding: chunked\r\n\r\n', '3e8;x=y\r\n', SOUND.subarray(0, 1_000), '\r\n7D0\r\n', SOUND.subarray(1_000), '\r\n0\r\n\r\n')],
  ])('of a server that %s', async (_, answer) => {
    const { status, headers, body } = await ask(answer);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'icy-name': 'Fake FM', 'icy-metaint': '16' });
    expect((await buffer(body)).equals(SOUND)).toBe(true);
    expect(server?.heads[0]).toMatch(/^GET \/stream\?a=b HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
    expect(server?.heads[0]).toContain('\r\nicy-metadata: 1\r\n');
    expect(server?.heads).toHaveLength(1);
  }); // prettier-ignore

  it('whose head comes byte by byte', async () => {
    const { body } = await ask((socket) => {
      const head = Buffer.concat([Buffer.from('ICY 200 OK\r\nicy-name:A\r\n\r\n'), SOUND.subarray(0, 20)]);
      const next = (at: number): void => {
        if (at === head.length) socket.end();
        else socket.write(head.subarray(at, at + 1), () => setImmediate(next, at + 1));
      };
      next(0);
    });
    expect((await buffer(body)).equals(SOUND.subarray(0, 20))).toBe(true);
  });

  it('wherever it sends to, without what lets anybody in', async () => {
    const other = await new RawServer(sends('ICY 200 OK\r\n\r\n', SOUND)).start();
    try {
      server = await new RawServer(sends(`HTTP/1.0 302 Found\r\nLocation:${other.origin}/live\r\n\r\n`)).start();
      const { upstream } = upstreamTo({ id: 'live', name: 'Live', configured: [server.origin, other.origin] });
      const headers = { 'Icy-MetaData': '1', Authorization: 'Basic c2VjcmV0' };
      const { body } = await upstream.stream({
        url: new URL(server.origin),
        headers,
        maxBytes: Infinity,
        isLive: true,
      });
      expect((await buffer(body)).equals(SOUND)).toBe(true);
      expect(server.heads[0]).toContain('c2VjcmV0');
      expect(other.heads[0]).not.toContain('c2VjcmV0');
      expect(other.heads[0]).toContain('icy-metadata: 1');
    } finally {
      await other.stop();
    }
  });

  it.each<[string, RawAnswer, string]>([
    ['breaks off before its head ends', sends('ICY 200 OK\r\nicy-na'), 'broken-answer'],
    ['sends no head', sends('', SOUND), 'broken-answer'],
    ['sends a head without end', sends('HTTP/1.1 200 OK\r\n', `a: ${'b'.repeat(60_000)}`), 'too-large'],
    ['refuses', sends('ICY 401 Service Unavailable\r\n\r\n'), 'unauthorized'],
    ['is full', sends('HTTP/1.0 503 Server Full\r\n\r\n'), 'server-error'],
    ['sends around in a circle', sends('HTTP/1.0 302 Found\r\nlocation: /stream?a=b\r\n\r\n'), 'bad-redirect'],
    ['leads into the network of the house', sends('HTTP/1.0 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n'), 'unsafe-address'],
    ['says nothing', () => undefined, 'silence'],
  ])('of a server that %s: the error says so', async (_, answer, reason) => {
    expect(await reasonOf(ask(answer, { limits: { retries: 0, silenceMs: 1_500 } }))).toBe(reason);
  }); // prettier-ignore

  it.each<[string, RawAnswer, string]>([
    ['falls silent', (socket) => socket.write('ICY 200 OK\r\n\r\nabc'), 'silence'],
    ['sends less than it said', sends('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc'), 'broken-answer'],
    ['ends within a chunk', sends('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc'), 'broken-answer'],
    ['sends chunks that are none', sends('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n'), 'broken-answer'],
  ])('of a server that %s: its reader is told', async (_, answer, reason) => {
    const { body } = await ask(answer, { limits: { retries: 0, silenceMs: 1_500 } });
    expect(await reasonOf(buffer(body))).toBe(reason);
  }); // prettier-ignore

  it('as fast as it is read, and left with its reader', async () => {
    let sent = 0;
    const { body } = await ask((socket) => {
      socket.write('ICY 200 OK\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && sent < 2 ** 28) {
          sent += 65_536;
          if (!socket.write(Buffer.alloc(65_536))) return void socket.once('drain', more);
        }
      };
      more();
    });
    await once(body, 'readable');
    const [socket] = server!.sockets;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toBeLessThan(2 ** 27);
    body.destroy();
    await vi.waitFor(() => expect(socket!.destroyed).toBe(true), { timeout: 20_000 });
  });

  it('until its caller no longer wants it', async () => {
    const caller = new AbortController();
    const { body } = await ask((socket) => socket.write('ICY 200 OK\r\n\r\nabc'), {}, caller.signal);
    const read = reasonOf(buffer(body));
    caller.abort();
    expect(await read).toBe('aborted');
  });
});
