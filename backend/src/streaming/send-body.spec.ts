import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CHUNK_BYTES } from './buffer-pool.js';
import { sendBody } from './send-body.js';

let server: Server;
/** Of the body that is sent, each as long as is read at once. */
let pieces = 1;
/** How often it was looked whether the body is what it was. */
let checks = 0;
let changesAfter = Infinity;

beforeEach(async () => {
  [pieces, checks, changesAfter] = [1, 0, Infinity];
  server = createServer((request, response) => {
    let read = 0;
    void sendBody(request, response, {
      mimeType: 'audio/flac',
      sizeBytes: pieces * CHUNK_BYTES,
      read: (into) => Promise.resolve(++read && into.length),
      isUnchanged: () => Promise.resolve(++checks > 0 && read < changesAfter),
      close: () => Promise.resolve(),
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => server.close());

async function receivedBytes(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return (await answer.arrayBuffer()).byteLength;
}

it.each([1, 3, 4, 5])('never sends to its end what was changed with the last of %i pieces', async (count) => {
  pieces = count;
  changesAfter = count;
  await expect(receivedBytes()).rejects.toThrow();
});

it('does not look at every piece', async () => {
  pieces = 10;
  expect(await receivedBytes()).toBe(10 * CHUNK_BYTES);
  expect(checks).toBe(3);
});
