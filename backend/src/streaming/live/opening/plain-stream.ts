import { SourceUnavailable } from '../../../sources/index.js';
import type { LiveReader } from '../formats/live-reader.js';
import type { LiveConnection, LiveFormat, LivePart, LiveStation } from '../live-part.js';
import type { LiveLimits } from './live-limits.js';
import { Pace } from './pace.js';
import { PartStream } from './part-stream.js';
import type { WatchedBody } from './watched-body.js';

const STEP_BYTES = 1024;

/** A connection that brings sound by itself. */
export interface PlainStream {
  readonly body: WatchedBody;
  readonly reader: LiveReader;
  readonly station: LiveStation;
  /** It says how long it is. */
  readonly hasEnd: boolean;
}

/**
 * Reads it from its first bytes on.
 * @throws SourceUnavailable it does not, though it seemed so
 */
export async function readPlainStream(
  { body, reader, station, hasEnd }: PlainStream,
  first: Buffer,
  { stallMs, aheadMs }: LiveLimits,
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
  const left = new AbortController();
  // How long the sound is that only a decoder knows is a guess.
  const pace = hasEnd && format.codec !== 'unknown' ? new Pace(aheadMs, left.signal) : undefined;
  const sound = follow(body, reader, { parts, bytes, format, pace }, stallMs);
  const close = (): void => {
    left.abort();
    body.close();
  };
  return { format, station, parts: new PartStream(untilLeft(sound, left.signal), close) };
}

/** What has come already. */
interface Begun {
  readonly parts: readonly LivePart[];
  /** Not given to the reader yet. */
  readonly bytes: Buffer;
  readonly format: LiveFormat;
  readonly pace: Pace | undefined;
}

async function* follow(
  body: WatchedBody,
  reader: LiveReader,
  { parts: begun, bytes, format, pace }: Begun,
  stallMs: number,
): AsyncGenerator<LivePart, undefined> {
  yield* begun;
  let soundAtMs = performance.now();
  for (let chunk: Buffer | undefined = bytes; chunk; chunk = await body.next()) {
    const parts = reader.push(chunk);
    if (!isSame(format, reader.format)) throw changed();
    if (parts.some(({ kind }) => kind === 'sound')) soundAtMs = performance.now();
    else if (performance.now() - soundAtMs > stallMs) throw noSound();
    for (const part of parts) {
      yield part;
      if (part.kind === 'sound') await pace?.keep(part.durationMs);
    }
    // Who reads slowly is not to be taken for a station that sends nothing.
    if (parts.length > 0) soundAtMs = performance.now();
  }
  yield* reader.flush();
}

/** Whoever has left is told of the end only, whatever they left. */
async function* untilLeft(
  parts: AsyncGenerator<LivePart, undefined>,
  left: AbortSignal,
): AsyncGenerator<LivePart, undefined> {
  try {
    yield* parts;
  } catch (error) {
    if (!left.aborted) throw error;
  }
}

export function isSame(one: LiveFormat, other: LiveFormat | undefined): boolean {
  return one.codec === other?.codec && one.container === other.container;
}

/** What it sends now is to be opened as what it is. */
export function changed(): SourceUnavailable {
  return new SourceUnavailable(
    'The station changed to another kind of sound. It is opened anew by itself.',
    'another-format',
  );
}

export function noSound(): SourceUnavailable {
  return new SourceUnavailable(
    'The station sends something, but no sound that can be played. Try another address of it.',
    'station-no-sound',
  );
}
