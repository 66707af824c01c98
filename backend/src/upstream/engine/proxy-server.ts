import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { buildConnector } from 'undici';
import type { ProxyDescription } from '../request.js';
import { guardedConnector } from './guarded-connector.js';

const NAME = 'pyxis';
/** A program asks a few pages at once. */
const MOST_CONNECTIONS = 32;
const CONNECT_LIMIT_MS = 10_000;
/** Longer than the program itself waits for a byte. */
const SILENCE_MS = 30_000;
const PORTS = { plain: '80', tunnel: '443' } as const;
/** For this hop only (RFC 9110 §7.6.1), or for the proxy. */
const HOP_HEADERS = new Set(['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'upgrade']);

/** Listens on this machine, for who knows the secret. */
export class ProxyServer {
  /** Of what goes through it. */
  private readonly sockets = new Set<Duplex>();
  private readonly server: Server = createServer();
  private readonly credentials = `${NAME}:${randomBytes(24).toString('base64url')}`;
  private readonly connect: buildConnector.connector;
  /** `name:port` of what is configured. */
  private readonly configured: ReadonlySet<string>;

  private constructor(private readonly description: ProxyDescription) {
    const { configured = [], lookup } = description;
    const machines = configured.map((address) => machineOf(new URL(address)));
    this.configured = new Set(machines);
    this.connect = guardedConnector({
      // What flows is none of its business: everything is opened as plain TCP.
      privateOrigins: new Set(machines.map((machine) => new URL(`http://${machine}`).origin)),
      timeoutMs: CONNECT_LIMIT_MS,
      ...(lookup && { lookup }),
    });
    this.server.maxConnections = MOST_CONNECTIONS;
    this.server.on('connection', (socket) => this.hold(socket));
    this.server.on('connect', (request, socket, head) => this.tunnel(request, socket, head));
    this.server.on('request', (request, response) => this.handOn(request, response));
    // A server that is ended does not wait for it.
    this.server.unref();
  }

  static async start(description: ProxyDescription): Promise<ProxyServer> {
    const proxy = new ProxyServer(description);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${this.credentials}@127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  /** `CONNECT`: what is said through it is theirs alone. */
  private tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = parsed(`http://${request.url ?? ''}`);
    const refusal = this.refusalOf(request, target, PORTS.tunnel);
    if (refusal || !target) {
      socket.end(`HTTP/1.1 ${refusal ?? BAD}\r\n${CHALLENGE}Content-Length: 0\r\n\r\n`);
      return;
    }
    this.open(target, (onward) => {
      if (!onward) {
        socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      if (socket.destroyed) onward.destroy();
      socket.once('close', () => onward.destroy());
      onward.once('close', () => socket.destroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
  }

  /** Without encryption, by the whole address. Where an answer sends to is asked for by the program, and comes by here again. */
  private handOn(request: IncomingMessage, response: ServerResponse): void {
    const target = parsed(request.url ?? '');
    const refusal = this.refusalOf(request, target, PORTS.plain);
    if (refusal || !target) {
      const [status = ''] = (refusal ?? BAD).split(' ');
      response.writeHead(Number(status), { 'Proxy-Authenticate': REALM, Connection: 'close' }).end();
      return;
    }
    this.open(target, (onward) => {
      if (!onward) {
        response.writeHead(502, { Connection: 'close' }).end();
        return;
      }
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_HEADERS.has(name)));
      const { pathname, search } = target;
      const asked = ask({
        createConnection: () => onward,
        method: request.method,
        path: pathname + search,
        headers: { ...headers, host: target.host, connection: 'close' },
      });
      asked.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      asked.on('error', () => response.destroy());
      response.once('close', () => onward.destroy());
      request.pipe(asked);
    });
  }

  /** @returns status and reason; undefined: it may go there */
  private refusalOf({ headers }: IncomingMessage, target: URL | undefined, usualPort: string): string | undefined {
    const told = Buffer.from(headers['proxy-authorization'] ?? '');
    const wanted = Buffer.from(`Basic ${Buffer.from(this.credentials).toString('base64')}`);
    if (told.length !== wanted.length || !timingSafeEqual(told, wanted)) return '407 Proxy Authentication Required';
    if (!target || target.protocol !== 'http:' || target.username !== '' || target.password !== '') return BAD;
    const name = target.hostname.toLowerCase();
    const port = target.port || PORTS.plain;
    if (this.configured.has(`${name}:${port}`)) return undefined;
    const isNamed = this.description.hosts.some((host) =>
      host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host,
    );
    return isNamed && port === usualPort ? undefined : '403 Forbidden';
  }

  private open({ hostname, port }: URL, then: (onward: Socket | undefined) => void): void {
    const plainName = hostname.replace(/^\[|\]$/g, '');
    const options = { protocol: 'http:', host: hostname, hostname: plainName, port: port || PORTS.plain };
    this.connect(options, (error, socket) => {
      if (error) {
        then(undefined);
        return;
      }
      this.hold(socket);
      then(socket);
    });
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
  }
}

const BAD = '400 Bad Request';
const REALM = 'Basic realm="pyxis"';
const CHALLENGE = `Proxy-Authenticate: ${REALM}\r\nConnection: close\r\n`;

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** With its port, whichever it is. */
function machineOf({ hostname, port, protocol }: URL): string {
  return `${hostname.toLowerCase()}:${port || (protocol === 'https:' ? PORTS.tunnel : PORTS.plain)}`;
}
