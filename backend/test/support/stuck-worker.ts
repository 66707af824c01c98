/** Stands in for the collection worker where files are needed that no reader survives. */
import { parentPort, workerData } from 'node:worker_threads';
import { ReadingMark, type ReadRequest, type WorkerSetting } from '../../src/sources/local/worker-protocol.js';

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

parentPort?.on('message', ({ folder, faults }: ReadRequest) => {
  const deeds = Object.entries(DEEDS).filter(([name]) => folder.includes(name));
  const items = deeds.map(([name, deed]) => {
    const fault = faults.get(name);
    if (fault) return { kind: 'broken', locator: folder + name, version: '1', fault };
    mark.begin(name);
    deed();
    return { kind: 'unchanged', locator: folder + name };
  });
  mark.end();
  parentPort?.postMessage({ kind: 'read', json: JSON.stringify(items), version: '1' });
});
