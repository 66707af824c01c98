import { refreshIdentities } from '../catalogue/index.js';
import type { LoadedConfig } from '../config/index.js';
import { openDatabase, type OpenedDatabase } from '../database/index.js';

/** So many rows between two words of how far it is. */
const TOLD_EVERY = 20_000;

/**
 * Opens the configured database and brings everything in it to this version: tables first, then what is derived by rules
 * that have changed. What is killed in the midst of it goes on at the next start.
 * @param told how far it is, where that takes long
 * @throws StartFailure with what to do about it
 */
export async function openReady(
  { config, directories, secrets }: LoadedConfig,
  told: (message: string) => void,
): Promise<OpenedDatabase> {
  const opened = await openDatabase(config.database, directories, secrets);
  try {
    let next = TOLD_EVERY;
    await refreshIdentities(opened.database, ({ done, total }) => {
      if (done < next && (done < total || total < TOLD_EVERY)) return;
      next = done + TOLD_EVERY;
      told(`Names in the history are made comparable by the present rules: ${done} of ${total}.`);
    });
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
