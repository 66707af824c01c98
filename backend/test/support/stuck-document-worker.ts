/** Stands in for the thread that reads feeds where documents are needed that no reader survives. */
import { parentPort } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from '../../src/sources/podcast/feed/worker-protocol.js';

const hoard: number[][] = [];

/** What each document does to its reader. */
const DEEDS: Readonly<Record<string, () => void>> = {
  endless: () => {
    for (;;) hoard.length = 0;
  },
  hungry: () => {
    for (;;) hoard.push(new Array<number>(100_000).fill(1.5));
  },
  deadly: () => process.exit(3),
  faulty: () => {
    throw new Error('a fault of ours');
  },
};

parentPort?.on('message', (request: WorkerRequest) => {
  if ('bytes' in request) DEEDS[Buffer.from(request.bytes).toString()]?.();
  parentPort?.postMessage({ kind: 'end', found: { kind: 'same' } } satisfies WorkerAnswer);
});
