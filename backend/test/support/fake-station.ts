import type { Socket } from 'node:net';
import type { LiveLocation } from '../../src/sources/index.js';
import type { HlsWindow } from '../../src/streaming/live/hls/hls-window.js';
import { openLive } from '../../src/streaming/live/open-live.js';
import type { LiveConnection, LivePart } from '../../src/streaming/live/live-part.js';
import type { LiveLimits } from '../../src/streaming/live/opening/live-limits.js';
import type { Upstream } from '../../src/upstream/index.js';
import { RawServer } from './raw-server.js';
import { upstreamTo } from './upstream-to.js';

/** What there is at an address: what is sent first, then what is done with the connection. */
export interface StationAnswer {
  readonly head?: string;
  readonly body?: string | Buffer;
  /** Default: the connection ends. */
  readonly then?: (socket: Socket) => void;
}

/** Bounds for a spec in a hurry, on a machine that may be slow. */
export const HURRIED: LiveLimits = { firstByteMs: 2_000, openingMs: 30_000, stallMs: 2_500, aheadMs: 30_000 };

/** Leaves the connection open, and says nothing more. */
export const stays = (): void => undefined;

/** A server of radio, address by address. Unknown ones are answered with 404. */
export class FakeStation extends RawServer {
  readonly answers = new Map<string, StationAnswer | ((times: number) => StationAnswer)>();
  private readonly times = new Map<string, number>();

  constructor() {
    super((socket, path) => this.send(socket, path));
  }

  /** @param body of an answer with this type */
  serve(path: string, type: string, body: string | Buffer, then?: (socket: Socket) => void): this {
    const head = `HTTP/1.0 200 OK\r\nContent-Type: ${type}\r\n\r\n`;
    this.answers.set(path, { head, body, ...(then && { then }) });
    return this;
  }

  redirect(path: string, to: string): this {
    this.answers.set(path, { head: `HTTP/1.0 302 Found\r\nLocation: ${to}\r\n\r\n` });
    return this;
  }

  refuse(path: string, status: number): this {
    this.answers.set(path, { head: `HTTP/1.0 ${status} No\r\n\r\n` });
    return this;
  }

  at(path: string): string {
    return `${this.origin}${path}`;
  }

  get upstream(): Upstream {
    const description = { id: 'stations', name: 'A station', configured: [this.origin], hasManyHosts: true };
    const limits = { retries: 0, concurrency: 50, breaker: { failures: 1_000, firstMs: 1_000, longestMs: 1_000 } };
    return upstreamTo(description, { limits }).upstream;
  }

  private send(socket: Socket, path: string): void {
    const times = (this.times.get(path) ?? 0) + 1;
    this.times.set(path, times);
    const known = this.answers.get(path);
    const answer = typeof known === 'function' ? known(times) : known;
    const { head = 'HTTP/1.0 404 Not Found\r\n\r\n', body = '', then } = answer ?? {};
    socket.write(head);
    socket.write(body);
    if (then) then(socket);
    else socket.end();
  }
}

/** Opens addresses as the hub does. */
export function openAt(
  upstream: Upstream,
  urls: readonly [string, ...string[]],
  {
    limits = HURRIED,
    window,
    signal = new AbortController().signal,
    ...location
  }: Partial<LiveLocation> & {
    readonly limits?: LiveLimits;
    readonly window?: HlsWindow;
    readonly signal?: AbortSignal;
  } = {},
): Promise<LiveConnection> {
  return openLive(upstream, { kind: 'live', urls, headers: {}, ...location }, signal, {
    limits,
    ...(window && { window }),
  });
}

/** Reads until so many parts came, or the end. */
export async function take(connection: LiveConnection, count = Infinity): Promise<LivePart[]> {
  const parts: LivePart[] = [];
  if (count === 0) return parts;
  for await (const part of connection.parts) {
    parts.push(part);
    if (parts.length >= count) break;
  }
  return parts;
}
