import { SystemClock } from '../common/index.js';
import { StartFailure } from '../config/index.js';
import { openDatabase, OWNER_ID } from '../database/index.js';
import { Ledger } from '../history/index.js';
import { configOf, EXIT_USAGE, type Call } from './arguments.js';

/** `pyxis history rebuild`: counts anew what statistics are read from. The listens themselves are only read. */
export async function historyCommand(call: Call): Promise<number> {
  if (call.command[1] !== 'rebuild') throw new StartFailure('Usage: pyxis history rebuild', EXIT_USAGE);
  const { config, directories, secrets } = configOf(call);
  const opened = await openDatabase(config.database, directories, secrets);
  try {
    await new Ledger(opened.database, new SystemClock()).rebuild(OWNER_ID);
  } finally {
    await opened.close();
  }
  console.log('The history was counted anew.');
  return 0;
}
