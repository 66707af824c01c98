import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer as createHttp,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * An HTTP proxy that ends TLS for the real names of services, with a certificate of its own making, and hands what is asked to
 * local servers: programs that were written for the real ones can be tried against ours, unchanged. What is asked without TLS goes
 * there as well; `X-Forwarded-Proto` says how it came. Whatever other name is asked for is refused, and noted.
 */
export class TlsEndingProxy {
  /** Names that were asked for and lead nowhere. */
  readonly strangers: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'pyxis-proxy-'));
  private readonly proxy: Server = createHttp((request, response) => this.forward(request, response));
  private readonly inner: ReturnType<typeof createHttps>;
  private readonly sockets = new Set<Socket>();

  /** @param routes from a host name, or `*.` and the end of some, to the origin of a local server */
  constructor(private readonly routes: Readonly<Record<string, string>>) {
    const [key, certificate] = [join(this.folder, 'key.pem'), this.certificateFile];
    const names = Object.keys(routes).map((name) => `DNS:${name}`);
    execFileSync(
      'openssl',
      [
        ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=fake'.split(' '),
        ...['-addext', `subjectAltName=${names.join(',')}`, '-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    this.inner = createHttps({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
      this.handOver(request, response, 'https');
    });
    this.proxy.on('connect', (request, socket: Socket, head) => this.tunnel(request.url ?? '', socket, head));
  }

  /** Who is to trust the proxy is given this. */
  get certificateFile(): string {
    return join(this.folder, 'certificate.pem');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.proxy.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    this.inner.listen(0, '127.0.0.1');
    this.proxy.listen(0, '127.0.0.1');
    await Promise.all([once(this.inner, 'listening'), once(this.proxy, 'listening')]);
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    for (const server of [this.proxy, this.inner]) {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    }
    rmSync(this.folder, { recursive: true });
  }

  private tunnel(target: string, socket: Socket, head: Buffer): void {
    const [name = ''] = target.split(':');
    socket.on('error', () => socket.destroy());
    if (this.originOf(name) === undefined) {
      this.strangers.push(name);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const onward = connect((this.inner.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const one of [socket, onward]) {
      this.sockets.add(one);
      one.once('close', () => {
        this.sockets.delete(one);
        socket.destroy();
        onward.destroy();
      });
    }
    onward.on('error', () => socket.destroy());
  }

  /** What is asked in clear, by its whole address (RFC 9112 §3.2.2). */
  private forward(request: IncomingMessage, response: ServerResponse): void {
    const { url = '' } = request;
    if (!URL.canParse(url)) {
      response.writeHead(400).end();
      return;
    }
    const { hostname, pathname, search } = new URL(url);
    if (this.originOf(hostname) === undefined) {
      this.strangers.push(hostname);
      response.writeHead(403).end();
      return;
    }
    request.url = `${pathname}${search}`;
    this.handOver(request, response, 'http');
  }

  private handOver(request: IncomingMessage, response: ServerResponse, protocol: 'http' | 'https'): void {
    const name = (request.headers.host ?? '').split(':')[0] ?? '';
    const origin = this.originOf(name);
    if (origin === undefined) {
      response.writeHead(502).end();
      return;
    }
    const headers = { ...request.headers, 'x-forwarded-proto': protocol };
    const options = { method: request.method, headers };
    const onward = ask(new URL(request.url ?? '/', origin), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  private originOf(name: string): string | undefined {
    const wild = Object.keys(this.routes).find((route) => route.startsWith('*.') && name.endsWith(route.slice(1)));
    return this.routes[name] ?? (wild === undefined ? undefined : this.routes[wild]);
  }
}
