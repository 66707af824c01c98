import PQueue from 'p-queue';
import type { LookupFunction } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { BoundedCache, type Clock } from '../../common/index.js';
import type { Meaning, StreamRequest, UpstreamDescription, UpstreamLimits, UpstreamRequest } from '../request.js';
import { UpstreamError, type Answer } from '../upstream-error.js';
import { boundedBody, readWhole } from './bounded-body.js';
import { Deadline } from './deadline.js';
import { discard, Exchange, lowerCaseNames, type ExchangeRequest, type Received } from './exchange.js';
import { faultOf, faultOfStatus } from './fault.js';
import { retryAtMs } from './retry-after.js';
import { Standing } from './standing.js';

/** What is read of the body of an error, for its message. */
const MAX_ERROR_BYTES = 64 * 1024;
/** Hosts of which it is remembered how things stand, where a service has many. */
const MAX_HOSTS = 500;
const SECOND_MS = 1_000;

export interface EngineOptions {
  readonly description: UpstreamDescription;
  readonly limits: UpstreamLimits;
  readonly userAgent: string;
  readonly clock: Clock;
  /** How names become addresses; absent: as the system does it. */
  readonly lookup?: LookupFunction;
}

/** What is made of an answer. */
interface Reading<Body> {
  readonly body: Body;
  /** When the connection is no longer needed; absent: it is not, already. */
  readonly ended?: Promise<void>;
}

/** One call: what is asked, until when, and what is made of the answer. */
interface Call<Body> {
  readonly request: ExchangeRequest;
  readonly deadline: Deadline;
  readonly standing: Standing;
  readonly read: (received: Received) => Promise<Reading<Body>> | Reading<Body>;
}

/**
 * Makes the calls to one service. It and what it imports take memory and time to load: that is left to the first call, and
 * nothing but `Upstream` may import it.
 */
export class Engine {
  private readonly exchange: Exchange;
  private readonly queue: PQueue;
  /** By host, or all under one name. */
  private readonly standings = new BoundedCache<string, Standing>(MAX_HOSTS);
  private readonly description: UpstreamDescription;
  private readonly limits: UpstreamLimits;
  private readonly clock: Clock;

  constructor({ description, limits, userAgent, clock, lookup }: EngineOptions) {
    this.description = description;
    this.limits = limits;
    this.clock = clock;
    const { concurrency, budget } = limits;
    const { configured = [], keepsUserAgent = false } = description;
    this.exchange = new Exchange({ limits, userAgent, keepsUserAgent, configured, ...(lookup && { lookup }) });
    this.queue = new PQueue({
      concurrency,
      ...(budget.perMs > 0 && { interval: budget.perMs, intervalCap: budget.calls, strict: true }),
    });
  }

  /** Lets the next calls through, whatever the ones before have led to. */
  forgive(): void {
    this.standings.clear();
  }

  /**
   * The whole body, decompressed and decoded.
   * @param decode throws SyntaxError for what cannot be decoded
   * @throws UpstreamError
   */
  whole<Body>(
    request: UpstreamRequest,
    decode: (body: Buffer, headers: Received['headers']) => Body,
  ): Promise<Answer<Body>> {
    const { maxBytes = this.limits.maxBytes } = request;
    return this.call(request, ({ standing }) => async (received) => {
      const { headers, body } = received;
      const whole = await readWhole(boundedBody(body, encodingOf(received), maxBytes));
      const refusal = this.refusalIn(request, received, whole, standing);
      if (refusal) throw refusal;
      try {
        return { body: decode(whole, headers) };
      } catch (error) {
        throw error instanceof SyntaxError ? standing.error('broken-answer') : error;
      }
    });
  }

  /**
   * The body as it comes, and no faster than it is read.
   * @param onFault the stream has failed with this error, which its reader gets, too
   * @throws UpstreamError
   */
  stream(request: StreamRequest, onFault: (error: UpstreamError) => void): Promise<Answer<Readable>> {
    // Audio and pictures do not get smaller, and parts of them are asked for by their places.
    const headers = { 'accept-encoding': 'identity', ...lowerCaseNames(request.headers) };
    return this.call({ ...request, headers }, (call) => (received) => {
      const bounded = boundedBody(received.body, encodingOf(received), request.maxBytes);
      call.deadline.lift();
      return this.handOver(bounded, call, onFault);
    });
  }

  private async call<Body>(
    request: ExchangeRequest,
    reader: (call: Omit<Call<Body>, 'read'>) => Call<Body>['read'],
  ): Promise<Answer<Body>> {
    const { method = 'GET', onlyReads = false, deadlineMs = this.limits.deadlineMs } = request;
    const deadline = new Deadline(deadlineMs, request.signal);
    const standing = this.standingOf(request.url);
    const asked = { request, deadline, standing };
    const call = { ...asked, read: reader(asked) };
    const isRepeatable = onlyReads || method === 'GET' || method === 'HEAD';
    try {
      return await deadline.within(standing.run(isRepeatable, () => this.takeTurn(call), deadline.signal));
    } catch (error) {
      throw standing.withTimeToWait(this.told(error, call));
    } finally {
      deadline.lift();
    }
  }

  /** Waits until the budget allows it. The turn lasts until the connection is no longer needed. */
  private takeTurn<Body>(call: Call<Body>): Promise<Answer<Body>> {
    const { request, deadline, standing } = call;
    const priority = request.priority === 'background' ? 0 : 1;
    return new Promise((answer, fail) => {
      let hasBegun = false;
      const turn = async (): Promise<void> => {
        hasBegun = true;
        const { ended, ...answered } = await this.ask(call);
        answer(answered);
        await ended;
      };
      this.queue.add(turn, { signal: deadline.signal, priority }).catch((error: unknown) => {
        // Its own budget is no fault of the service.
        fail(!hasBegun && deadline.isOver ? standing.error('busy') : this.told(error, call));
      });
    });
  }

  private async ask<Body>(call: Call<Body>): Promise<Answer<Body> & Reading<Body>> {
    const { request, deadline, standing, read } = call;
    standing.refuseWhilePaused();
    const received = await this.exchange.send(request, deadline.signal);
    const { status, headers, redirects } = received;
    const isSuccess = (status >= 200 && status < 300) || (status === 304 && isConditional(request));
    if (!isSuccess) throw await this.statusError(request, received, standing);
    const type = headers['content-type']?.toLowerCase();
    if (type !== undefined && request.types?.every((welcome) => !type.startsWith(welcome))) {
      throw await this.typeError(request, received, standing);
    }
    standing.answered();
    return { status, headers, ...(redirects && { redirects }), ...(await read(received)) };
  }

  private async statusError({ url }: UpstreamRequest, received: Received, standing: Standing): Promise<UpstreamError> {
    const { status, headers } = received;
    const answer = { status, headers, body: await errorBody(received) };
    const meant = this.description.meaningOf?.({ url, answer, nowMs: this.clock.nowMs() });
    if (meant) return refusalOf(meant, answer, standing);
    const { reason, ...says } = faultOfStatus(status);
    const { waitHeader, credentialsHelp } = this.description;
    const isLimit = reason === 'rate-limited';
    const askedMs = retryAtMs(headers, isLimit ? waitHeader : undefined, this.clock.nowMs());
    const isPause = isLimit || (status === 503 && askedMs !== undefined);
    const pausedUntilMs = isPause ? standing.pause(askedMs) : undefined;
    return standing.error(reason, {
      ...says,
      answer,
      ...(pausedUntilMs !== undefined && { retryAtMs: pausedUntilMs }),
      ...(reason === 'unauthorized' && credentialsHelp !== undefined && { nextStep: credentialsHelp }),
    });
  }

  private async typeError({ url }: UpstreamRequest, received: Received, standing: Standing): Promise<UpstreamError> {
    const body = this.description.meaningOfSuccess ? await errorBody(received) : undefined;
    if (body === undefined) discard(received.body);
    const refusal = body && this.refusalIn({ url }, received, body, standing);
    return refusal ?? standing.error('wrong-type');
  }

  /** @returns undefined where a success is one */
  private refusalIn(
    { url }: Pick<UpstreamRequest, 'url'>,
    { status, headers }: Received,
    body: Buffer,
    standing: Standing,
  ): UpstreamError | undefined {
    const answer = { status, headers, body };
    const meant = this.description.meaningOfSuccess?.({ url, answer, nowMs: this.clock.nowMs() });
    return meant && refusalOf(meant, answer, standing);
  }

  /** A stream for the reader, whose faults are told in our words and whose end ends the connection. */
  private handOver(
    bounded: Readable,
    call: Pick<Call<Readable>, 'deadline' | 'standing'>,
    onFault: (error: UpstreamError) => void,
  ): Required<Reading<Readable>> {
    const body = new PassThrough();
    bounded.once('error', (error) => {
      const told = this.told(error, call);
      if (told instanceof UpstreamError && told.reason !== 'aborted') onFault(told);
      body.destroy(told);
    });
    const ended = new Promise<void>((done) => {
      body.once('close', () => {
        bounded.destroy();
        done();
      });
    });
    // A reader that does not listen yet must not end the process.
    body.on('error', () => undefined);
    bounded.pipe(body);
    return { body, ended };
  }

  /** The error as callers know it. What is a defect of Pyxis stays as it is. */
  private told(error: unknown, { deadline, standing }: Pick<Call<unknown>, 'deadline' | 'standing'>): Error {
    if (error instanceof UpstreamError) return error;
    if (deadline.isOver)
      return standing.error('timeout', { says: `did not answer within ${seconds(deadline.limitMs)}` });
    if (deadline.signal.aborted) return standing.error('aborted');
    const { reason, ...says } = faultOf(error) ?? {};
    if (reason === undefined) return error instanceof Error ? error : new Error('What was thrown is no error.');
    const silent = reason === 'silence' && { says: `said nothing for ${seconds(this.limits.silenceMs)}` };
    return standing.error(reason, { ...says, ...silent });
  }

  private standingOf({ hostname }: URL): Standing {
    const { name, hasManyHosts } = this.description;
    const key = hasManyHosts ? hostname : '';
    const known = this.standings.get(key);
    if (known) return known;
    const made = new Standing(hasManyHosts ? `${name} (${hostname})` : name, this.limits, this.clock);
    this.standings.set(key, made);
    return made;
  }
}

/** What is refused for a time is not asked for before. */
function refusalOf(meant: Meaning, answer: Answer<Buffer>, standing: Standing): UpstreamError {
  if (meant.retryAtMs !== undefined) standing.pause(meant.retryAtMs, meant);
  return standing.error(meant.reason, { ...meant, answer });
}

/** Of a body that cannot be read, the status says enough. */
async function errorBody({ headers, body }: Received): Promise<Buffer> {
  try {
    return await readWhole(boundedBody(body, headers['content-encoding'], MAX_ERROR_BYTES));
  } catch {
    return Buffer.alloc(0);
  }
}

/** How the body is packed; that of “not modified” would be so if it had one. */
function encodingOf({ status, headers }: Received): string | undefined {
  return status === 304 ? undefined : headers['content-encoding'];
}

/** It was asked for only if it is another by now: that it is not is an answer (RFC 9110 §13.1). */
function isConditional({ headers }: UpstreamRequest): boolean {
  return Object.keys(headers ?? {}).some((name) => /^if-(?:none-match|modified-since)$/i.test(name));
}

function seconds(ms: number): string {
  return `${ms / SECOND_MS} s`;
}
