import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, type buildConnector, type Dispatcher } from 'undici';
import type { StreamRequest, UpstreamLimits, UpstreamRequest } from '../request.js';
import type { Redirect } from '../upstream-error.js';
import { ACCEPTED_ENCODINGS } from './bounded-body.js';
import { guardedConnector } from './guarded-connector.js';
import { nextHop, REDIRECTS, webAddress, type Hop } from './redirects.js';
import { requestTolerantly } from './tolerant-http.js';

const CONNECT_LIMIT_MS = 10_000;

/** What of a call concerns how it is sent. */
export type ExchangeRequest = UpstreamRequest & Pick<StreamRequest, 'isLive'>;

/** The beginning of an answer; the body comes as it is sent. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** Absent where it was not sent elsewhere. */
  readonly redirects?: readonly Redirect[];
}

export interface ExchangeOptions {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  /** Requests may name another. */
  readonly keepsUserAgent: boolean;
  /** Addresses that a person has written into the configuration. */
  readonly configured: readonly string[];
  /** How names become addresses; absent: as the system does it. */
  readonly lookup?: LookupFunction;
}

/** HTTP with one service: connections, redirects, and which headers are sent to which origin. */
export class Exchange {
  private readonly agent: Agent;
  private readonly connect: buildConnector.connector;
  private readonly silenceMs: number;
  private readonly userAgent: string;
  private readonly keepsUserAgent: boolean;

  constructor({ limits, userAgent, keepsUserAgent, configured, lookup }: ExchangeOptions) {
    const { concurrency, silenceMs } = limits;
    this.userAgent = userAgent;
    this.keepsUserAgent = keepsUserAgent;
    this.silenceMs = silenceMs;
    this.connect = guardedConnector({
      privateOrigins: new Set(configured.map((address) => new URL(address).origin)),
      timeoutMs: Math.min(CONNECT_LIMIT_MS, silenceMs),
      ...(lookup && { lookup }),
    });
    this.agent = new Agent({
      connect: this.connect,
      connections: concurrency,
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
  }

  /**
   * Sends a request, and those that redirects make of it.
   * @throws BadRedirect, UnsafeAddress, and what undici throws
   */
  async send(request: ExchangeRequest, signal: AbortSignal): Promise<Received> {
    const { method = 'GET' } = request;
    const own = { 'user-agent': this.userAgent };
    const headers = {
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...(this.keepsUserAgent && own),
      ...lowerCaseNames(request.headers),
      ...(!this.keepsUserAgent && own),
    };
    const hops: Hop[] = [{ url: webAddress(request.url), method, headers }];
    const redirects: Redirect[] = [];
    for (;;) {
      const received = await (request.isLive
        ? this.askTolerantly(hops.at(-1)!, signal)
        : this.ask(hops.at(-1)!, request, signal));
      const isAnswer = !REDIRECTS.has(received.status) || request.maxRedirects === 0;
      if (isAnswer) return { ...received, ...(redirects.length > 0 && { redirects }) };
      discard(received.body);
      const { maxRedirects, isLive: isForAll } = request;
      const { location, 'set-cookie': cookies } = received.headers;
      const hop = nextHop(hops, location, maxRedirects, { cookies, isForAll });
      hops.push(hop);
      redirects.push({ status: received.status, to: hop.url });
    }
  }

  private async ask({ url, method, headers }: Hop, { body }: ExchangeRequest, signal: AbortSignal): Promise<Received> {
    const { origin, pathname, search } = url;
    const options = { origin, path: `${pathname}${search}`, method, headers, body: body ?? null, signal };
    const response = await this.agent.request(options);
    return { status: response.statusCode, headers: flattenHeaders(response.headers), body: response.body };
  }

  private async askTolerantly({ url, headers }: Hop, signal: AbortSignal): Promise<Received> {
    const { connect, silenceMs } = this;
    const received = await requestTolerantly({ url, headers, connect, silenceMs, signal });
    const { location } = received.headers;
    if (location === undefined) return received;
    return { ...received, headers: { ...received.headers, location: Buffer.from(location, 'latin1').toString() } };
  }
}

/** Leaves the rest of a body unread, and its connection with it. */
export function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

export function lowerCaseNames(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function flattenHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}
