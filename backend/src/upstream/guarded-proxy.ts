import type { ProxyServer } from './engine/proxy-server.js';
import type { ProxyDescription } from './request.js';

/**
 * The only way out for a program that is not ours: an HTTP proxy on this machine that lets nobody else in and leads to those
 * machines only that are named, redirects and all. It begins to listen when it is first needed.
 */
export class GuardedProxy {
  private server?: Promise<ProxyServer>;

  constructor(private readonly description: ProxyDescription) {}

  /** Its address with the secret that it lets in: to be told to the program alone, where no other can read it. */
  async address(): Promise<string> {
    this.server ??= import('./engine/proxy-server.js').then(({ ProxyServer: Loaded }) =>
      Loaded.start(this.description),
    );
    return (await this.server).address;
  }

  /** Cuts whatever goes through it. */
  async close(): Promise<void> {
    await (await this.server)?.close();
  }
}
