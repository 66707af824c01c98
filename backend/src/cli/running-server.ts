import type { ServerConfig } from '../config/index.js';
import { addressOf } from './listen.js';

const ANSWER_LIMIT_MS = 2_000;

/** The address of a Pyxis that listens where this configuration says, if one does. */
export async function findRunningServer(config: ServerConfig): Promise<string | undefined> {
  const address = addressOf(config);
  try {
    const answer = await fetch(`${address}api/v1/system`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    const system: unknown = await answer.json();
    return typeof system === 'object' && system !== null && 'databaseEngine' in system ? address : undefined;
  } catch {
    return undefined; // Nothing answers, or something that is no Pyxis.
  }
}
