/** Stands in for the collection worker where files are needed that no reader survives. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  ReadingMark,
  type FolderPiece,
  type ReadRequest,
  type WorkerAnswer,
  type WorkerSetting,
} from '../../src/sources/local/worker-protocol.js';

const mark = new ReadingMark((workerData as WorkerSetting).mark);
const hoard: number[][] = [];

/** What each file does to its reader. A folder holds those that its name tells. */
const DEEDS: Readonly<Record<string, () => void>> = {
  good: () => undefined,
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

parentPort?.on('message', ({ folders }: ReadRequest) => {
  folders.forEach(({ folder, faults }, n) => {
    mark.enter(n);
    const deeds = Object.entries(DEEDS).filter(([name]) => folder.includes(name));
    const items = deeds.map(([name, deed]) => {
      const fault = faults.get(name);
      if (fault) return { kind: 'broken', locator: folder + name, version: '1', fault } as const;
      mark.begin(name);
      deed();
      return { kind: 'unchanged', locator: folder + name } as const;
    });
    mark.end();
    const piece: FolderPiece = { folder: n, items, end: { kind: 'read', version: '1', files: items.length } };
    const isDone = n === folders.length - 1;
    parentPort?.postMessage({ kind: 'pieces', json: JSON.stringify([piece]), isDone } satisfies WorkerAnswer);
  });
});
