import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { filter, type Observable } from 'rxjs';
import type { Clock } from '../common/index.js';
import { userAgent } from './contact.js';
import type { Engine } from './engine/engine.js';
import type { ReasonCode } from './reasons.js';
import { DEFAULT_LIMITS, type StreamRequest, type UpstreamDescription, type WholeRequest } from './request.js';
import { UpstreamError, type Answer, type UpstreamErrorDetails } from './upstream-error.js';
import type { UpstreamCall, UpstreamState, UpstreamStates } from './upstream-states.js';

/** What a service is asked with. */
export interface UpstreamSurroundings {
  readonly clock: Clock;
  readonly states: UpstreamStates;
  readonly version: string;
  /** Whom a service can turn to; absent: nothing is set. */
  readonly contact?: string;
  /** How names become addresses; absent: as the system does it. */
  readonly lookup?: LookupFunction;
}

/** JSON goes by many names; a web page is none of them. */
const JSON_TYPES = ['application/', 'text/plain', 'text/json', 'text/javascript'];
const TEXT_TYPES = ['text/', 'application/'];
const MAX_TYPE_LENGTH = 200;

/**
 * One service outside this machine, and the only way to call it. Every call ends in time, within bounds of size, at an
 * address that it may lead to; it throws nothing but `UpstreamError`, and leaves with `UpstreamStates` how the service is
 * doing.
 */
export class Upstream {
  private loading?: Promise<Engine>;

  constructor(
    private readonly description: UpstreamDescription,
    private readonly surroundings: UpstreamSurroundings,
  ) {}

  get id(): string {
    return this.description.id;
  }

  get name(): string {
    return this.description.name;
  }

  /** How it is doing; undefined before the first call. */
  get state(): UpstreamState | undefined {
    return this.surroundings.states.of(this.id);
  }

  /** Tells each of its states that differs from the one before in more than times. */
  get changes(): Observable<UpstreamState> {
    return this.surroundings.states.changes.pipe(filter(({ id }) => id === this.id));
  }

  /** How the last calls went, newest first. */
  get lastCalls(): readonly UpstreamCall[] {
    return this.surroundings.states.lastCalls(this.id);
  }

  /** Asks again at once, though it was to be left alone for a while: a person wants to know. */
  async forgive(): Promise<void> {
    (await this.loading)?.forgive();
  }

  /** Parsed JSON, of which nothing is known; undefined where a status that `accepts` lets pass comes without. */
  json(request: WholeRequest): Promise<Answer<unknown>> {
    const headers = { Accept: 'application/json', ...request.headers };
    return this.whole({ types: JSON_TYPES, ...request, headers }, (body, { 'content-type': type }) => {
      return JSON.parse(textOf(body, type)) as unknown;
    });
  }

  /** Text in the character set that its type names, else UTF-8. */
  text(request: WholeRequest): Promise<Answer<string>> {
    const decode = (body: Buffer, headers: Answer<string>['headers']): string => textOf(body, headers['content-type']);
    return this.whole({ types: TEXT_TYPES, ...request }, decode) as Promise<Answer<string>>;
  }

  bytes(request: WholeRequest): Promise<Answer<Buffer>> {
    return this.whole(request, (body) => body) as Promise<Answer<Buffer>>;
  }

  /**
   * The body as it comes, and no faster than it is read; faults reach its reader as `UpstreamError`. It must be read to its
   * end or destroyed: until then it holds one of the calls that the service gets at once.
   */
  async stream(request: StreamRequest): Promise<Answer<Readable>> {
    try {
      const engine = await this.engine();
      const answer = await engine.stream(request, (error) => this.failed(error));
      this.surroundings.states.succeeded(this.id, this.name);
      return answer;
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** Records a fault that only the words of an answer tell, such as credentials refused with status 200. */
  note(reason: ReasonCode, details?: UpstreamErrorDetails): void {
    this.failed(this.error(reason, details));
  }

  private async whole<Body>(
    request: WholeRequest,
    decode: (body: Buffer, headers: Answer<Body>['headers']) => Body,
  ): Promise<Answer<Body | undefined>> {
    try {
      const engine = await this.engine();
      const answer = await engine.whole(request, decode);
      this.surroundings.states.succeeded(this.id, this.name);
      return answer;
    } catch (error) {
      this.failed(error);
      const { answer } = error instanceof UpstreamError ? error : {};
      if (!answer || !request.accepts?.(answer.status)) throw error;
      return { ...answer, body: decodeBody(answer, decode) };
    }
  }

  /** @throws UpstreamError the service would refuse every call */
  private engine(): Promise<Engine> {
    const { contact, version, clock, lookup } = this.surroundings;
    if (this.description.needsContact && contact === undefined) throw this.error('contact-missing');
    this.loading ??= import('./engine/engine.js').then(
      ({ Engine: Loaded }) =>
        new Loaded({
          description: this.description,
          limits: { ...DEFAULT_LIMITS, ...this.description.limits },
          userAgent: userAgent(version, contact),
          clock,
          ...(lookup && { lookup }),
        }),
    );
    return this.loading;
  }

  private failed<Thrown>(error: Thrown): Thrown {
    if (!(error instanceof UpstreamError)) return error;
    const { states } = this.surroundings;
    if (this.description.hasManyHosts) states.failedSomewhere(this.id, this.name, error);
    else states.failed(this.id, this.name, error);
    return error;
  }

  private error(reason: ReasonCode, details?: UpstreamErrorDetails): UpstreamError {
    return new UpstreamError(reason, this.name, details);
  }
}

/** @returns undefined where the body is not of the media type that was asked for, such as an HTML error page */
function decodeBody<Body>(
  { body, headers }: Answer<Buffer>,
  decode: (body: Buffer, headers: Answer<Body>['headers']) => Body,
): Body | undefined {
  try {
    return decode(body, headers);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textOf(body: Buffer, contentType = ''): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]{1,40})/i.exec(contentType.slice(0, MAX_TYPE_LENGTH)) ?? [];
  try {
    return new TextDecoder(charset).decode(body);
  } catch (error) {
    if (error instanceof RangeError) return body.toString('utf8');
    throw error;
  }
}
