import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { UpstreamLimits, UpstreamRequest } from '../request.js';
import { ACCEPTED_ENCODINGS } from './bounded-body.js';
import { guardedConnector } from './guarded-connector.js';
import { nextHop, REDIRECTS, webAddress, type Hop } from './redirects.js';

const CONNECT_LIMIT_MS = 10_000;

/** The beginning of an answer; the body comes as it is sent. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

export interface ExchangeOptions {
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  /** Addresses that a person has written into the configuration. */
  readonly configured: readonly string[];
  /** How names become addresses; absent: as the system does it. */
  readonly lookup?: LookupFunction;
}

/** HTTP with one service: connections, redirects, and which headers are sent to which origin. */
export class Exchange {
  private readonly agent: Agent;
  private readonly userAgent: string;

  constructor({ limits, userAgent, configured, lookup }: ExchangeOptions) {
    const { concurrency, silenceMs } = limits;
    this.userAgent = userAgent;
    this.agent = new Agent({
      connect: guardedConnector({
        privateOrigins: new Set(configured.map((address) => new URL(address).origin)),
        timeoutMs: Math.min(CONNECT_LIMIT_MS, silenceMs),
        ...(lookup && { lookup }),
      }),
      connections: concurrency,
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
  }

  /**
   * Sends a request, and those that redirects make of it.
   * @throws BadRedirect, UnsafeAddress, and what undici throws
   */
  async send(request: UpstreamRequest, signal: AbortSignal): Promise<Received> {
    const { method = 'GET', body = null } = request;
    const headers = {
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...lowerCaseNames(request.headers),
      'user-agent': this.userAgent,
    };
    const hops: Hop[] = [{ url: webAddress(request.url), method, headers }];
    for (;;) {
      const { url, headers: told } = hops.at(-1)!;
      const { origin, pathname, search } = url;
      const options = { origin, path: `${pathname}${search}`, method, headers: told, body, signal };
      const response = await this.agent.request(options);
      const answered = flattenHeaders(response.headers);
      if (!REDIRECTS.has(response.statusCode)) {
        return { status: response.statusCode, headers: answered, body: response.body };
      }
      discard(response.body);
      hops.push(nextHop(hops, answered.location));
    }
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
