import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call } from './arguments.js';
import { ask } from './ask.js';
import { withServer } from './with-server.js';

/** Writes the whole history to standard output. @returns the exit code */
export function exportHistory(call: Call, format: string): Promise<number> {
  return withServer(call, async (address) => {
    const answer = await ask(`${address}api/v1/history/export?format=${format}`);
    if (!answer.body) return 1;
    try {
      await pipeline(Readable.fromWeb(answer.body), process.stdout, { end: false });
    } catch (error) {
      // Whoever reads has enough.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
    }
    return 0;
  });
}
