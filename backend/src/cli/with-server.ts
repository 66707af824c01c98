import { createApp } from '../http/index.js';
import { configOf, type Call } from './arguments.js';
import { listen } from './listen.js';
import { openReady } from './ready-database.js';
import { findRunningServer } from './running-server.js';

/**
 * Has work done over HTTP: by the server that runs, else by one of its own that nobody else can reach.
 * @param work told where it is, and whether it was running already
 */
export async function withServer(
  call: Call,
  work: (address: string, isRunning: boolean) => Promise<number>,
): Promise<number> {
  const loaded = configOf(call);
  const running = await findRunningServer(loaded.config.server);
  if (running !== undefined) return work(running, true);
  const { config } = loaded;
  const opened = await openReady(loaded, (message) => console.error(message));
  try {
    const { app, shutDown } = await createApp(loaded, opened.database, false);
    try {
      return await work(await listen(app, { hostname: '127.0.0.1', port: 0, basePath: config.server.basePath }), false);
    } finally {
      await shutDown();
    }
  } finally {
    await opened.close();
  }
}
