import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** More came than was asked for. */
export class TooLarge extends Error {}
/** It is packed in a way that was not asked for. */
export class UnknownEncoding extends Error {}

/** RFC 9659 §3: what a decoder on the web must have room for. More is a way to fill memory. */
const ZSTD_WINDOW_LOG = 23;
/** Each layer multiplies what comes out. */
const MAX_LAYERS = 2;

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
};
/** What is asked for. */
export const ACCEPTED_ENCODINGS = 'gzip, br, zstd';

/**
 * The body as it was meant, with a bound on what comes over the wire and on what comes out of decompression, whichever is
 * met first: neither an endless body nor a bomb is read further than that. Nothing is read ahead of the reader.
 * @returns a stream that fails with `TooLarge`, with the fault of the connection, or with that of the decompression
 * @throws UnknownEncoding
 */
export function boundedBody(body: Readable, contentEncoding: string | undefined, maxBytes: number): Readable {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const makers = layers.map((name) => DECODERS[name]);
  if (makers.length > MAX_LAYERS || !makers.every((make) => make !== undefined)) {
    body.on('error', () => undefined).destroy();
    throw new UnknownEncoding();
  }
  // The layer that was put on last comes off first.
  const decoders = makers.reverse().flatMap((make) => [make(), new ByteLimit(maxBytes)]);
  const chain = [body, new ByteLimit(maxBytes), ...decoders];
  pipeline(chain, () => undefined);
  return chain.at(-1)!;
}

class ByteLimit extends Transform {
  private bytes = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) done(new TooLarge());
    else done(null, chunk);
  }
}

/** All of it at once. */
export async function readWhole(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
