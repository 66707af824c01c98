import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/**
 * What goes wrong with a request: it gets this answer and is not looked at; it gets none (`silence`); it is dealt with and
 * the connection breaks before the answer (`dropped`); or the response is spoilt in some other way (`faults.ts`).
 */
export type Fault = FakeAnswer | 'silence' | 'dropped' | Spoil;

/** Answers in its own way, or begins to. */
export type Spoil = (response: ServerResponse, request: FakeRequest) => void;

/** A server on this machine that speaks the protocol of one outside. */
export abstract class FakeUpstream {
  /** What goes wrong with the next requests, in this order. */
  readonly faults: Fault[] = [];
  /** What goes wrong with every request after those. */
  lastingFault?: Fault;
  readonly requests: FakeRequest[] = [];
  /** Called for each request, before it is dealt with. */
  onRequest?: (request: FakeRequest) => void;
  /** Requests under way at this moment, and most that ever were. */
  open = 0;
  mostAtOnce = 0;
  private readonly server: Server = createServer();

  async start(): Promise<this> {
    this.server.on('request', (request, response) => {
      void text(request).then((body) => {
        const { method = '', url = '', headers } = request;
        this.serve({ method, path: url, headers, body }, response);
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  protected abstract answer(request: FakeRequest): FakeAnswer;

  /** Told of each request, also of those that something goes wrong with. */
  protected note?(request: FakeRequest): void;

  private serve(request: FakeRequest, response: ServerResponse): void {
    this.requests.push(request);
    this.note?.(request);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.open);
    response.once('close', () => this.open--);
    this.onRequest?.(request);
    const fault = this.faults.shift() ?? this.lastingFault;
    if (fault === 'silence') return;
    if (typeof fault === 'function') {
      fault(response, request);
      return;
    }
    const { status, headers, body } = fault === 'dropped' || fault === undefined ? this.answer(request) : fault;
    if (fault === 'dropped') response.destroy();
    else response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  }
}
