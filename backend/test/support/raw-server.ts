import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a server does with one request. @param path of it */
export type RawAnswer = (socket: Socket, path: string, head: string) => void;

/** A server that answers byte by byte as it is told, for what no parser of HTTP would write. */
export class RawServer {
  /** Beginnings of the requests, as they were sent. */
  readonly heads: string[] = [];
  /** Connections open at this moment. */
  readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(public answer: RawAnswer) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
      let head = '';
      socket.on('data', (chunk) => {
        const isAsked = head.includes('\r\n\r\n');
        head += chunk.toString('latin1');
        if (isAsked || !head.includes('\r\n\r\n')) return;
        this.heads.push(head);
        this.answer(socket, / (\S+)/.exec(head)?.[1] ?? '', head);
      });
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was asked for, in this order. */
  get paths(): string[] {
    return this.heads.map((head) => / (\S+)/.exec(head)?.[1] ?? '');
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }
}
