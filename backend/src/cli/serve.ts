import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { map } from 'rxjs';
import { createApp, ServerLogger, type Application } from '../http/index.js';
import { ScanRunner } from '../library/index.js';
import { configOf, type Call } from './arguments.js';
import { listen } from './listen.js';
import { giveMemoryBackAfterWork } from './memory.js';
import { openReady } from './ready-database.js';
import { tellOfRegroup } from './regroup-notice.js';
import { ServiceManager } from './service-manager.js';
import { boundYoungGeneration } from './young-generation.js';

/** A service manager kills after longer; a person at a terminal should not wait for that. */
const STOP_LIMIT_MS = 10_000;

/** Runs the server until it is told to end. */
export async function serve(call: Call): Promise<number> {
  const loaded = configOf(call);
  const { config, secrets, warnings } = loaded;
  secrets.hideFrom(process.env);
  Logger.overrideLogger(new ServerLogger(config.log));
  const logger = new Logger('pyxis');
  for (const warning of warnings) logger.warn(warning);

  const opened = await openReady(loaded, (message) => logger.log(message));
  if (opened.warning !== undefined) logger.warn(opened.warning);
  if (opened.backup !== undefined) logger.log(`The database was brought up to date; its backup is ${opened.backup}.`);
  // From here on nobody may die of a signal: the database is open.
  const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const manager = new ServiceManager(process.env, (message) => logger.warn(message));
  let application: Application;
  try {
    application = await createApp(loaded, opened.database, new ServerLogger(config.log));
    const address = await listen(application.app, config.server);
    logger.log(`Pyxis is ready at ${config.server.publicUrl ?? address}`);
    manager.ready(`Ready at ${address}`);
    boundYoungGeneration();
    const scans = application.app.get(ScanRunner);
    scans.begin();
    if (opened.isUpgraded) tellOfRegroup(opened.database, logger);
    giveMemoryBackAfterWork(scans.views.pipe(map((scan) => scan?.state === 'running')));
  } catch (error) {
    await opened.close();
    throw error;
  }

  const [signal] = (await asked) as [string];
  logger.log(`Stopping (${signal}).`);
  manager.stopping();
  // It also keeps the process: some of what is waited for does not.
  const limit = setTimeout(() => {
    logger.error('Something did not end in time; it is cut off.');
    process.exit(1);
  }, STOP_LIMIT_MS);
  // Whoever asks twice does not want to wait.
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => process.exit(1));
  await application.shutDown();
  await opened.close();
  clearTimeout(limit);
  return 0;
}
