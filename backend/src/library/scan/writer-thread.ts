/** Runs in a worker thread: writes what a scan found, on request. */
import { parentPort, workerData } from 'node:worker_threads';
import { FileWriter } from './file-writer.js';
import type { WriterRequest } from './writer-protocol.js';

if (!parentPort || typeof workerData !== 'string') throw new Error('This module runs in a worker thread only.');
const port = parentPort;
const writer = new FileWriter(workerData);

port.on('message', (request: WriterRequest | 'close') => {
  if (request === 'close') void writer.close().then(() => port.close());
  else void writer.perform(request).then((answer) => port.postMessage(answer));
});
