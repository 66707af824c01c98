/** Runs in a worker thread: reads feeds, and what feeds link to, on request. It alone loads the parsers. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { readChaptersFile } from './chapters.js';
import { decodeText } from './decode-text.js';
import { readOpml, writeOpml } from './opml.js';
import { readFeed } from './read-feed.js';
import { readTranscript } from './transcripts.js';
import type { Found, WorkerAnswer, WorkerRequest } from './worker-protocol.js';

/** Of one answer: under a few milliseconds of work for the main thread. */
const BATCH_ITEMS = 64;
const BATCH_LENGTH = 128 * 1_024;

if (!parentPort) throw new Error('This module runs in a worker thread only.');
const port = parentPort;

port.on('message', (request: WorkerRequest) => answer({ kind: 'end', found: read(request) }));

function answer(message: WorkerAnswer): void {
  port.postMessage(message);
}

function read(request: WorkerRequest): Found {
  switch (request.kind) {
    case 'feed':
      return feed(request);
    case 'opml':
      return readOpml(request.bytes);
    case 'write-opml':
      return { kind: 'opml', text: writeOpml(request.entries) };
    case 'chapters': {
      const chapters = readChaptersFile(decodeText(request.bytes, request.contentType), request.addresses);
      return chapters ? { kind: 'chapters', chapters } : { kind: 'refused', reason: 'This is no file of chapters.' };
    }
    case 'transcript': {
      const transcript = readTranscript(decodeText(request.bytes, request.contentType), request.mimeType);
      return transcript ? { kind: 'transcript', transcript } : { kind: 'refused', reason: 'This transcript is empty.' };
    }
  }
}

function feed(request: Extract<WorkerRequest, { kind: 'feed' }>): Found {
  const document = createHash('sha256').update(request.bytes).digest('base64url');
  if (document === request.knownDocument) return { kind: 'same' };
  const found = readFeed({ ...request, known: new Set(request.known) });
  if (found.kind !== 'feed') return found;
  let batch: string[] = [];
  let length = 0;
  const send = (): void => {
    if (batch.length > 0) answer({ kind: 'items', json: `[${batch.join(',')}]` });
    batch = [];
    length = 0;
  };
  for (const item of found.items) {
    const json = JSON.stringify(item);
    batch.push(json);
    length += json.length;
    if (batch.length >= BATCH_ITEMS || length >= BATCH_LENGTH) send();
  }
  send();
  return { kind: 'feed', feed: found.feed, document };
}
