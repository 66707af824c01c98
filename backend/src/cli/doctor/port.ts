import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerConfig } from '../../config/index.js';
import { listenAddress } from '../listen.js';
import { findRunningServer } from '../running-server.js';
import type { Probe } from './examination.js';
import { codeOf, fault, ok, type Finding } from './finding.js';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program. Stop it, or choose another port with server.port.',
  EACCES: 'may not be used by this user: ports below 1024 are reserved. Choose another with server.port.',
  EADDRNOTAVAIL: 'cannot be used: this machine has no such address. Change server.hostname.',
  ENOTFOUND: 'cannot be used: there is no such host. Change server.hostname.',
};

/** Where the server listens, or would. */
export function port(config: ServerConfig): Probe {
  return { subject: 'Port', silence: 'fault', look: async (signal) => [await lookAtPort(config, signal)] };
}

async function lookAtPort(config: ServerConfig, signal: AbortSignal): Promise<Finding> {
  const { hostname, port } = config;
  const running = await findRunningServer(config);
  if (running !== undefined) return ok(`Port ${port}: a Pyxis is running at ${running}`);
  const probe = createServer();
  try {
    probe.listen({ port, host: await listenAddress(hostname), signal });
    await once(probe, 'listening');
    return ok(`Port ${port} on ${hostname} is free`);
  } catch (error) {
    const code = codeOf(error);
    return fault(`Port ${port} on ${hostname} ${REASONS[code] ?? `cannot be used (${code}).`}`);
  } finally {
    probe.close();
  }
}
