import { Readable } from 'node:stream';
import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** Names and values of an answer; stations say a lot of themselves. */
const MAX_HEAD_BYTES = 32 * 1024;
const STATUS_LINE = /^(?:HTTP\/1\.\d|ICY) (\d{3})(?:\s|$)/i;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const LINE_FEED = 0x0a;
const MAX_CHUNK_LINE = 1_000;

/** What such a call fails of, by the code that undici would give. */
class HttpFault extends Error {
  constructor(
    readonly code: 'HPE_INVALID_CONSTANT' | 'UND_ERR_HEADERS_OVERFLOW' | 'UND_ERR_BODY_TIMEOUT' | 'UND_ERR_SOCKET',
  ) {
    super(code);
  }
}

/** One GET, the way live streams are asked for. */
export interface TolerantRequest {
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly connect: buildConnector.connector;
  /** Longest time without any byte. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** The beginning of an answer; the body comes as it is sent. */
export interface TolerantAnswer {
  readonly status: number;
  /** By lower-case name, with one character for each byte: nobody says in which character set a station writes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/**
 * Asks servers that parsers of HTTP refuse: those that answer `ICY 200 OK`, end lines with LF alone, or write what is no
 * header among the headers. Every request has a connection of its own, and there is one request: a second one, after the
 * first was refused by a parser, is what a station with one listener an account does not give.
 */
export async function requestTolerantly({
  url,
  headers,
  connect,
  silenceMs,
  signal,
}: TolerantRequest): Promise<TolerantAnswer> {
  signal.throwIfAborted();
  const socket = await connected(connect, url, signal);
  const abort = (): void => void socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  signal.addEventListener('abort', abort, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', abort));
  // What happens while nobody reads is told by the next reading.
  socket.on('error', () => undefined);
  socket.setTimeout(silenceMs, () => {
    // What came and was not read is no silence of the other side.
    if (socket.readableLength === 0) socket.destroy(new HttpFault('UND_ERR_BODY_TIMEOUT'));
  });
  try {
    if (signal.aborted) abort();
    socket.write(headOf(url, headers));
    const head = await readHead(socket);
    return { ...head, body: bodyOf(socket, head.headers) };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function connected(connect: buildConnector.connector, url: URL, signal: AbortSignal): Promise<Socket> {
  const { protocol, host } = url;
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (DEFAULT_PORTS[protocol] ?? '') : url.port;
  return new Promise((done, fail) => {
    connect({ protocol, host, hostname, port }, (...[error, socket]) => {
      if (error) fail(error);
      else if (signal.aborted) {
        socket.destroy();
        fail(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      } else done(socket);
    });
  });
}

function headOf({ pathname, search, host }: URL, headers: TolerantRequest['headers']): string {
  const all = { host, ...headers, connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, ' ')}`);
  return [`GET ${pathname}${search} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

/** Reads up to the blank line; what came behind it is left to be read. */
async function readHead(socket: Socket): Promise<Omit<TolerantAnswer, 'body'>> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const chunk = await nextChunk(socket);
    if (!chunk) throw new HttpFault('UND_ERR_SOCKET');
    bytes = Buffer.concat([bytes, chunk]);
    const end = endOfHead(bytes);
    if (end !== undefined) {
      socket.unshift(bytes.subarray(end));
      return parseHead(bytes.toString('latin1', 0, end));
    }
    if (bytes.length > MAX_HEAD_BYTES) throw new HttpFault('UND_ERR_HEADERS_OVERFLOW');
    // Sound without any head never has one.
    if (bytes.length > 16 && !/^(?:HTTP|ICY)/i.test(bytes.toString('latin1', 0, 4)))
      throw new HttpFault('HPE_INVALID_CONSTANT');
  }
}

/** @returns undefined when there are no more */
function nextChunk(socket: Socket): Promise<Buffer | undefined> {
  return new Promise((done, fail) => {
    const stop = (): void => {
      socket.off('readable', look).off('end', end).off('error', refuse).off('close', end);
    };
    const end = (): void => {
      stop();
      if (socket.errored) fail(socket.errored);
      else done(undefined);
    };
    const refuse = (error: Error): void => {
      stop();
      fail(error);
    };
    const look = (): void => {
      const chunk: unknown = socket.read();
      if (!Buffer.isBuffer(chunk)) return;
      stop();
      done(chunk);
    };
    if (socket.destroyed) return end();
    socket.on('readable', look).on('end', end).on('error', refuse).on('close', end);
    look();
  });
}

function endOfHead(bytes: Buffer): number | undefined {
  const ends = [bytes.indexOf('\r\n\r\n') + 4, bytes.indexOf('\n\n') + 2].filter((end) => end >= 4);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function parseHead(text: string): Omit<TolerantAnswer, 'body'> {
  const [statusLine = '', ...lines] = text.split(/\r?\n/);
  const [, status] = STATUS_LINE.exec(statusLine) ?? [];
  if (status === undefined) throw new HttpFault('HPE_INVALID_CONSTANT');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name === '') continue;
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value.trim() : `${headers[key]}, ${value.trim()}`;
  }
  return { status: Number(status), headers };
}

/** The body as its head says that it ends. The connection ends with it. */
function bodyOf(socket: Socket, headers: TolerantAnswer['headers']): Readable {
  // Some say that what they send without an end has nothing in it.
  const length = /^(?!0+$)\d{1,15}$/.exec(headers['content-length'] ?? '')?.[0];
  const isChunked = /\bchunked\b/i.test(headers['transfer-encoding'] ?? '');
  if (!isChunked && length === undefined) return socket;
  const body = Readable.from(isChunked ? withoutChunks(socket) : upTo(socket, Number(length)), { objectMode: false });
  // A generator that waits for bytes does not hear that nobody wants them.
  return body.once('close', () => socket.destroy());
}

async function* upTo(socket: Socket, length: number): AsyncGenerator<Buffer> {
  let left = length;
  while (left > 0) {
    const chunk = await nextChunk(socket);
    if (!chunk) throw new HttpFault('UND_ERR_SOCKET');
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
}

/** @see RFC 9112 §7.1 */
async function* withoutChunks(socket: Socket): AsyncGenerator<Buffer> {
  let left = 0;
  let line = '';
  for (;;) {
    const chunk = await nextChunk(socket);
    if (!chunk) throw new HttpFault('UND_ERR_SOCKET');
    for (let at = 0; at < chunk.length;) {
      if (left > 0) {
        const piece = chunk.subarray(at, at + left);
        at += piece.length;
        left -= piece.length;
        yield piece;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      line += String.fromCharCode(byte);
      if (line.length > MAX_CHUNK_LINE) throw new HttpFault('HPE_INVALID_CONSTANT');
      if (byte !== LINE_FEED) continue;
      const told = line.trim();
      line = '';
      // The end of the chunk before.
      if (told === '') continue;
      const [, size] = /^([\da-f]{1,8})(?:\s|;|$)/i.exec(told) ?? [];
      if (size === undefined) throw new HttpFault('HPE_INVALID_CONSTANT');
      left = parseInt(size, 16);
      if (left === 0) return;
    }
  }
}
