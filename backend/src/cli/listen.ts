import type { NestExpressApplication } from '@nestjs/platform-express';
import { lookup } from 'node:dns/promises';
import { StartFailure, type ServerConfig } from '../config/index.js';

/** What of the configuration says where a server is. */
type Endpoint = Pick<ServerConfig, 'hostname' | 'port' | 'basePath'>;

/**
 * Listens as configured.
 * @returns the address to open in a browser
 * @throws StartFailure with what to change
 */
export async function listen(app: NestExpressApplication, { hostname, port, basePath }: Endpoint): Promise<string> {
  try {
    await app.listen(port, await listenAddress(hostname));
  } catch (error) {
    throw listenFailure(error, hostname, port);
  }
  const { port: actual } = (app.getHttpServer() as { address(): { port: number } }).address();
  return addressOf({ hostname, port: actual, basePath });
}

/**
 * The address that a host name means to whoever listens: 127.0.0.1 for localhost, where it is both that and ::1. Browsers
 * try both; what is configured with an address (a proxy, a health check) says 127.0.0.1.
 */
export async function listenAddress(hostname: string): Promise<string> {
  const addresses = await lookup(hostname, { all: true, order: 'ipv4first' });
  return addresses[0]?.address ?? hostname;
}

/** Where a browser on this machine finds a server with this configuration. */
export function addressOf({ hostname, port, basePath }: Endpoint): string {
  const isEverywhere = hostname === '0.0.0.0' || hostname === '::';
  const host = isEverywhere ? 'localhost' : hostname.includes(':') ? `[${hostname}]` : hostname;
  return `http://${host}:${port}${basePath}`;
}

function listenFailure(error: unknown, hostname: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE:
      `Port ${port} on ${hostname} is taken, perhaps by another Pyxis.\n` +
      'Stop that program, or choose another port: server.port in the configuration, PYXIS_SERVER_PORT, or --port.',
    EACCES: `This user may not listen on port ${port}: ports below 1024 are reserved. Choose another with server.port or --port.`,
    EADDRNOTAVAIL: `This machine has no address ${hostname}. Set server.hostname to localhost, 0.0.0.0 or an address of its own.`,
    ENOTFOUND: `There is no host ${hostname}. Set server.hostname to localhost, 0.0.0.0 or an address of this machine.`,
  };
  const reason = reasons[code] ?? (code.startsWith('EAI_') ? reasons['ENOTFOUND'] : undefined);
  return reason === undefined ? error : new StartFailure(reason);
}
