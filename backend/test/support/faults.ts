import { pipeline, Readable } from 'node:stream';
import { createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';
import type { FakeAnswer, Spoil } from './fake-upstream.js';

const MIB = 1024 ** 2;
const CHUNK = Buffer.alloc(64 * 1024);

/** An answer in JSON. */
export function answers(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return { status, headers, body: JSON.stringify(body) };
}

/** @param to an address, or one made from the path that was asked for */
export function redirects(to: string | ((path: string) => string), status = 302): Spoil {
  return (response, { path }) => {
    response.writeHead(status, { Location: typeof to === 'string' ? to : to(path) }).end();
  };
}

/** Begins an answer, then says nothing more and stays. */
export const stalls: Spoil = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' }).write('{"half":');
};

/** Promises more than it sends, then goes. */
export const breaksOff: Spoil = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"half":', () => response.destroy());
};

/** How much somebody was sent. */
export interface Sent {
  bytes: number;
}

/** Sends zeros for ever, as fast as they are taken. */
export function endless(sent: Sent, headers: Readonly<Record<string, string>> = {}): Spoil {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
    pipeline(zeros(Infinity, sent), response, () => undefined);
  };
}

const PACKERS = {
  gzip: () => createGzip(),
  deflate: () => createDeflate(),
  br: () => createBrotliCompress(),
  zstd: () => createZstdCompress(),
} as const;

/** Some kilobytes that unpack to so many megabytes of zeros. @param packed what went out of the packer */
export function bomb(encoding: keyof typeof PACKERS, megabytes: number): Spoil {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': encoding });
    pipeline(zeros(megabytes * MIB, { bytes: 0 }), PACKERS[encoding](), response, () => undefined);
  };
}

function zeros(bytes: number, sent: Sent): Readable {
  return new Readable({
    read() {
      if (sent.bytes >= bytes) {
        this.push(null);
        return;
      }
      sent.bytes += CHUNK.length;
      this.push(CHUNK);
    },
  });
}
