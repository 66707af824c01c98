import { ConsoleLogger } from '@nestjs/common';
import { loadConfig } from '../config/index.js';
import { openDatabase } from '../database/index.js';
import { createApp } from '../http/create-app.js';
import type { Call } from './arguments.js';

/** Runs the server until it is told to end. */
export async function serve({ configFile, flags }: Call): Promise<number> {
  const loaded = loadConfig({ env: process.env, flags, ...(configFile !== undefined && { configFile }) });
  const { config, directories, secrets } = loaded;
  const database = await openDatabase(config.database, directories, secrets);
  const app = await createApp(loaded, database, new ConsoleLogger('Pyxis', { logLevels: ['log', 'warn', 'error'] }));
  await app.listen(config.server.port, config.server.hostname);
  console.log(`Pyxis is ready at ${await app.getUrl()}`);
  return 0;
}
