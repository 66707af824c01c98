import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable | string;
}

/** Somebody who reaches a server of this machine under another name, as through a name server. */
export class Visitor {
  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  get origin(): string {
    return `http://${this.host}:${this.port}`;
  }

  /** Asks, and reads the whole answer. @param path from the root of the host */
  async ask(path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.open(path, asked);
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(readable(response)) };
  }

  /** Asks, and leaves the answer to be read. */
  async open(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<IncomingMessage> {
    const options: RequestOptions = {
      host: '127.0.0.1',
      port: this.port,
      path,
      method,
      headers: { Host: `${this.host}:${this.port}`, 'Accept-Encoding': 'gzip', ...headers },
      agent: false,
    };
    const sent = request(options);
    if (typeof body === 'object') body.pipe(sent);
    else sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return response;
  }

  /** Server-sent events, one block of text at a time. */
  async *events(path: string): AsyncGenerator<string, void> {
    const response = await this.open(path, { headers: { Accept: 'text/event-stream' } });
    let rest = '';
    for await (const chunk of readable(response)) {
      const blocks = (rest + String(chunk)).split('\n\n');
      rest = blocks.pop() ?? '';
      yield* blocks;
    }
  }
}

/** What a browser makes of it. */
function readable(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  // Whoever stops reading closes the connection; that it was closed early is then no news.
  return pipeline(response, createGunzip(), () => undefined);
}
