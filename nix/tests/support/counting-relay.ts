import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** Stands between a proxy and the server, and counts what the proxy takes. It holds no more than a socket does. */
export class CountingRelay {
  takenBytes = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(targetPort: number) {
    this.server = createServer((incoming) => {
      const outgoing = connect(targetPort, '127.0.0.1');
      for (const socket of [incoming, outgoing]) {
        this.sockets.add(socket);
        socket.once('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
      }
      // No HTTP client closes one direction alone.
      incoming.once('end', () => outgoing.destroy());
      outgoing.on('data', (chunk) => (this.takenBytes += chunk.length)).pause();
      void Promise.allSettled([pipeline(incoming, outgoing), pipeline(outgoing, incoming)]);
    });
  }

  static async start(targetPort: number): Promise<CountingRelay> {
    const relay = new CountingRelay(targetPort);
    relay.server.listen(0, '127.0.0.1');
    await once(relay.server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
