import { SourceUnavailable } from '../../../sources/index.js';
import type { LiveReader } from '../formats/live-reader.js';
import type { LiveConnection, LiveFormat, LivePart, LiveStation } from '../live-part.js';
import type { LiveLimits } from './live-limits.js';
import { PartStream } from './part-stream.js';
import type { WatchedBody } from './watched-body.js';

const STEP_BYTES = 1024;

/**
 * A connection that brings sound by itself, from its first bytes on.
 * @throws SourceUnavailable it does not, though it seemed so
 */
export async function readPlainStream(
  body: WatchedBody,
  reader: LiveReader,
  first: Buffer,
  station: LiveStation,
  limits: LiveLimits,
): Promise<LiveConnection> {
  const parts: LivePart[] = [];
  let bytes = first;
  // Step by step: the first format is the one of this connection.
  while (!reader.format) {
    if (bytes.length === 0) bytes = (await body.next()) ?? Buffer.alloc(0);
    if (bytes.length === 0) throw noSound();
    parts.push(...reader.push(bytes.subarray(0, STEP_BYTES)));
    bytes = bytes.subarray(STEP_BYTES);
  }
  const { format } = reader;
  const sound = follow(body, reader, format, { parts, bytes }, limits);
  return { format, station, parts: new PartStream(sound, () => body.close()) };
}

/** What has come already. */
interface Begun {
  readonly parts: readonly LivePart[];
  /** Not given to the reader yet. */
  readonly bytes: Buffer;
}

async function* follow(
  body: WatchedBody,
  reader: LiveReader,
  format: LiveFormat,
  begun: Begun,
  { stallMs }: LiveLimits,
): AsyncGenerator<LivePart, undefined> {
  yield* begun.parts;
  let soundAtMs = performance.now();
  for (let chunk: Buffer | undefined = begun.bytes; chunk; chunk = await body.next()) {
    const parts = reader.push(chunk);
    if (!isSame(format, reader.format)) throw changed();
    if (parts.some(({ kind }) => kind === 'sound')) soundAtMs = performance.now();
    else if (performance.now() - soundAtMs > stallMs) throw noSound();
    yield* parts;
    // Who reads slowly is not to be taken for a station that sends nothing.
    if (parts.length > 0) soundAtMs = performance.now();
  }
  yield* reader.flush();
}

export function isSame(one: LiveFormat, other: LiveFormat | undefined): boolean {
  return one.codec === other?.codec && one.container === other.container;
}

/** What it sends now is to be opened as what it is. */
export function changed(): SourceUnavailable {
  return new SourceUnavailable('The station changed to another kind of sound. It is opened anew by itself.');
}

export function noSound(): SourceUnavailable {
  return new SourceUnavailable(
    'The station sends something, but no sound that can be played. Try another address of it.',
  );
}
