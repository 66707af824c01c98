import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AudioBody } from './audio-body.js';
import { bufferPool, CHUNK_BYTES } from './buffer-pool.js';
import { parseRange, type ByteRange } from './byte-range.js';
import { evaluate, rangeHolds } from './preconditions.js';
import { ResponseWriter } from './response-writer.js';
import { PreconditionFailed, RangeNotSatisfiable, sendProblem } from './stream-problem.js';

/** Clients keep what they have and ask whether it is still right. */
const REVALIDATE = 'private, no-cache';
/** What cannot be told from other bytes is not kept. */
const NO_STORE = 'private, no-store';

/** Every so many pieces, and with the last, it is looked whether they are what was promised. With each it would take 7 %. */
const PIECES_A_CHECK = 4;

/** Which bytes are sent, and as what. */
interface Portion {
  readonly first: number;
  /** Behind the last byte; Infinity where nobody knows. */
  readonly end: number;
  readonly status: 200 | 206;
}

/**
 * Answers GET or HEAD with audio: conditions, ranges, bytes. Does not close it.
 * The framework's own way is several times slower: it makes a new small buffer for every piece.
 * @param disposition of a file that is to be kept
 * @throws DomainError the bytes do not come, and nothing was sent yet; afterwards the connection is to be cut
 */
export async function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  body: AudioBody,
  disposition?: string,
): Promise<void> {
  const { validators } = body;
  const condition = validators ? evaluate(request.headers, validators) : 'proceed';
  if (condition !== 'proceed') {
    setValidators(response, body);
    if (condition === 'failed') return sendProblem(request, response, new PreconditionFailed());
    response.writeHead(304).end();
    return;
  }
  const portion = portionOf(request, body);
  if (!portion) {
    setValidators(response, body);
    response.setHeader('Content-Range', `bytes */${body.sizeBytes ?? 0}`);
    return sendProblem(request, response, new RangeNotSatisfiable(body.sizeBytes ?? 0));
  }
  const begin = (): void => {
    setHeaders(response, body, portion);
    if (disposition !== undefined) response.setHeader('Content-Disposition', disposition);
  };
  if (request.method === 'HEAD' || portion.end === portion.first) {
    begin();
    response.end();
    return;
  }
  await sendBytes(new ResponseWriter(response), body, portion, begin);
}

function setValidators(response: ServerResponse, { validators, sizeBytes }: AudioBody): void {
  response.setHeader('Accept-Ranges', sizeBytes === undefined ? 'none' : 'bytes');
  response.setHeader('Cache-Control', validators ? REVALIDATE : NO_STORE);
  if (!validators) return;
  response.setHeader('ETag', validators.etag);
  const { lastModifiedMs } = validators;
  if (lastModifiedMs !== undefined) response.setHeader('Last-Modified', new Date(lastModifiedMs).toUTCString());
}

function setHeaders(response: ServerResponse, body: AudioBody, { first, end, status }: Portion): void {
  setValidators(response, body);
  response.statusCode = status;
  response.setHeader('Content-Type', body.mimeType);
  if (body.sizeBytes === undefined) return;
  response.setHeader('Content-Length', end - first);
  if (status === 206) response.setHeader('Content-Range', `bytes ${first}-${end - 1}/${body.sizeBytes}`);
}

/** @returns undefined for a range of which nothing exists */
function portionOf(request: IncomingMessage, body: AudioBody): Portion | undefined {
  const range = wantedRange(request, body);
  if (range === 'unsatisfiable') return undefined;
  if (range === 'whole') return { first: 0, end: body.sizeBytes ?? Infinity, status: 200 };
  return { first: range.first, end: range.last + 1, status: 206 };
}

function wantedRange(
  { headers, method }: IncomingMessage,
  { sizeBytes, validators }: AudioBody,
): ByteRange | 'whole' | 'unsatisfiable' {
  const { range } = headers;
  // Ranges are defined for GET only (RFC 9110 §14.2), and of what has no known end nothing can be counted.
  if (range === undefined || method !== 'GET' || sizeBytes === undefined) return 'whole';
  return rangeHolds(headers, validators) ? parseRange(range, sizeBytes) : 'whole';
}

async function sendBytes(
  writer: ResponseWriter,
  body: AudioBody,
  { first, end }: Portion,
  begin: () => void,
): Promise<void> {
  let position = first;
  let unchecked = 0;
  while (position < end && !writer.isGone) {
    const buffer = bufferPool.take();
    const room = end - position < CHUNK_BYTES ? buffer.subarray(0, end - position) : buffer;
    // What fails before the first byte is told properly: the headers wait for it.
    const length = await body.read(room, position, writer.signal);
    // An early end is an error only where the size was known.
    if (length === 0 && end === Infinity) {
      if (position === first) begin();
      break;
    }
    // A body that changed is cut off before its end, so that the client learns that it is not whole.
    const isDue = ++unchecked === PIECES_A_CHECK || position + length >= end;
    if (isDue) unchecked = 0;
    if (length === 0 || (isDue && !(await body.isUnchanged()))) {
      bufferPool.give(buffer);
      writer.cut();
      return;
    }
    if (position === first) begin();
    if (!(await writer.write(buffer.subarray(0, length)))) return;
    bufferPool.give(buffer);
    position += length;
  }
  writer.end();
}
