import { setTimeout as sleep } from 'node:timers/promises';
import { TryLater } from './service.js';

/** How a service is asked; tests hurry. */
export interface UpstreamPace {
  readonly timeoutMs: number;
  /** From the beginning of one request to the beginning of the next. */
  readonly intervalMs: number;
}

const DEFAULT_PACE: UpstreamPace = { timeoutMs: 10_000, intervalMs: 1_000 };
const MAX_ANSWER_BYTES = 1024 * 1024;
const SECONDS = 1_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Its JSON; undefined when it is none. */
  readonly body: unknown;
}

/** The HTTP of one service: one request at a time, one a second, within bounds of time and size. */
export class Upstream {
  private turn: Promise<unknown> = Promise.resolve();
  private nextAt = 0;

  /** @param name what a person calls the service, for messages */
  constructor(
    private readonly name: string,
    private readonly userAgent: string,
    private readonly pace: UpstreamPace = DEFAULT_PACE,
  ) {}

  /** Asks when it is this question's turn. @throws TryLater there is no answer */
  ask(
    url: URL,
    init: { method: string; headers?: Record<string, string>; body?: string },
    signal?: AbortSignal,
  ): Promise<Answer> {
    const answer = this.turn.then(() => this.askNow(url, init, signal));
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async askNow(url: URL, init: RequestInit, signal?: AbortSignal): Promise<Answer> {
    try {
      await sleep(Math.max(0, this.nextAt - performance.now()), undefined, { signal, ref: false });
      this.nextAt = performance.now() + this.pace.intervalMs;
      const headers = { ...(init.headers as Record<string, string>), 'User-Agent': this.userAgent };
      const ending = AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(this.pace.timeoutMs)]);
      // Whoever redirects is not the service, and is told nothing.
      const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: ending });
      return { status: response.status, headers: response.headers, body: parse(await this.read(response)) };
    } catch (error) {
      // What fetch throws may quote what it was given: only its code is told.
      throw error instanceof TryLater ? error : new TryLater(`${this.name} ${this.reason(error)}.`);
    }
  }

  private async read(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    if (!response.body) return '';
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      // Leaving the loop closes the connection.
      if (bytes > MAX_ANSWER_BYTES) throw new TryLater(`${this.name} answered with more than it should.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  private reason(error: unknown): string {
    if (error instanceof DOMException) {
      return error.name === 'TimeoutError'
        ? `did not answer within ${this.pace.timeoutMs / SECONDS} s`
        : 'was not waited for';
    }
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code).replaceAll(/[^A-Z0-9_]/g, '') : '';
    return (
      { ENOTFOUND: 'was not found in the network', ECONNREFUSED: 'takes no connections' }[code] ??
      `cannot be reached${code && ` (${code})`}`
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A member of parsed JSON, whatever it is. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
