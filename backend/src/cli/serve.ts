import { ConsoleLogger } from '@nestjs/common';
import { openDatabase } from '../database/index.js';
import { createApp } from '../http/create-app.js';
import { configOf, type Call } from './arguments.js';

/** Runs the server until it is told to end. */
export async function serve(call: Call): Promise<number> {
  const loaded = configOf(call);
  const { config, directories, secrets } = loaded;
  const database = await openDatabase(config.database, directories, secrets);
  const app = await createApp(loaded, database, new ConsoleLogger('Pyxis', { logLevels: ['log', 'warn', 'error'] }));
  await app.listen(config.server.port, config.server.hostname);
  console.log(`Pyxis is ready at ${await app.getUrl()}`);
  return 0;
}
