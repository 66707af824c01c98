import type { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { SourceUnavailable, type HttpLocation } from '../../sources/index.js';
import { UpstreamError, type Answer, type Upstream } from '../../upstream/index.js';
import type { Validators } from '../preconditions.js';

/** Larger than any piece of music; an hour of uncompressed stereo at 192 kHz and 24 bits takes as much. */
export const MAX_REMOTE_BYTES = 4 * 1024 ** 3;
/** What audio is sent as. A web page is a message to a person, and would be run as one by a browser. */
const AUDIO_TYPES = ['audio/', 'video/mp4', 'video/webm', 'application/ogg', 'application/octet-stream', 'binary/octet-stream']; // prettier-ignore
const UNKNOWN_TYPE = 'application/octet-stream';

/** What the host says of the bytes before they come. */
export interface RemoteFacts {
  /** Of the first byte of its answer: the one asked for, or 0 where it sends everything all the same. */
  readonly firstByte: number;
  readonly mimeType: string;
  /** Of the whole; absent where it does not say. */
  readonly sizeBytes?: number;
  /** Strong, as the host has it; absent where it has none. */
  readonly etag?: string;
  /** Ours, made from the host's. */
  readonly validators?: Validators;
}

export interface RemoteAnswer {
  readonly facts: RemoteFacts;
  /** To be read to its end or destroyed. */
  readonly body: Readable;
}

/**
 * Asks the host for the bytes from a position on.
 * @param known what it said before: parts of other bytes are refused
 * @throws UpstreamError, SourceUnavailable
 */
export async function askFor(
  upstream: Upstream,
  { url, headers, mimeType, sizeBytes }: HttpLocation,
  position: number,
  known: RemoteFacts | undefined,
  signal: AbortSignal,
): Promise<RemoteAnswer> {
  const asked = {
    ...headers,
    ...(position > 0 && { range: `bytes=${position}-` }),
    ...(position > 0 && known?.etag !== undefined && { 'if-range': known.etag }),
  };
  const answer = await upstream.stream({
    url: new URL(url),
    headers: asked,
    types: AUDIO_TYPES,
    maxBytes: MAX_REMOTE_BYTES,
    signal,
  });
  try {
    const facts = factsOf(answer, new URL(url), { mimeType, sizeBytes });
    if ((facts.sizeBytes ?? 0) > MAX_REMOTE_BYTES) throw new SourceUnavailable('The audio is too large to be played.');
    if (known && !isSame(known, facts, position)) throw changed();
    return { facts, body: answer.body };
  } catch (error) {
    answer.body.destroy();
    throw error;
  }
}

/** Other bytes than those of which a part was sent already. */
export function changed(): SourceUnavailable {
  return new SourceUnavailable('The audio was changed where it lies while it was played. Play it again.');
}

/** There are no bytes at the position that was asked for. */
export function isBehindEnd(error: unknown): boolean {
  return error instanceof UpstreamError && error.answer?.status === 416;
}

/** The host no longer gives what it gave: a new location may help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof UpstreamError && ['unauthorized', 'forbidden', 'not-found', 'gone'].includes(error.reason);
}

function isSame(known: RemoteFacts, facts: RemoteFacts, position: number): boolean {
  return facts.firstByte === position && known.sizeBytes === facts.sizeBytes && known.etag === facts.etag;
}

function factsOf(
  { status, headers }: Answer<Readable>,
  url: URL,
  hints: { readonly mimeType: string | undefined; readonly sizeBytes: number | undefined },
): RemoteFacts {
  const { firstByte, totalBytes } = status === 206 ? contentRange(headers['content-range']) : wholeOf(headers);
  const sizeBytes = totalBytes ?? hints.sizeBytes;
  const etag = /^"[^"]*"$/.exec(headers.etag ?? '')?.[0];
  return {
    firstByte,
    mimeType: hints.mimeType ?? typeOf(headers['content-type']),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(etag !== undefined && { etag, validators: { etag: ownTag(url, etag, sizeBytes) } }),
  };
}

/** @throws SourceUnavailable a part that does not say which one it is */
function contentRange(header = ''): { readonly firstByte: number; readonly totalBytes?: number } {
  const [, first, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(header.slice(0, 100)) ?? [];
  if (first === undefined) throw new SourceUnavailable('The audio came in parts that cannot be put together.');
  return { firstByte: Number(first), ...(total !== '*' && { totalBytes: Number(total) }) };
}

/** What is packed has another length than it says. */
function wholeOf(headers: Answer<unknown>['headers']): { readonly firstByte: number; readonly totalBytes?: number } {
  const { 'content-length': length = '', 'content-encoding': encoding = 'identity' } = headers;
  const isPlain = encoding === 'identity' && /^\d{1,15}$/.test(length);
  return { firstByte: 0, ...(isPlain && { totalBytes: Number(length) }) };
}

function typeOf(header: string | undefined): string {
  const [type = ''] = header?.slice(0, 200).split(';') ?? [];
  return /^[\w.+-]+\/[\w.+-]+$/.test(type.trim()) ? type.trim().toLowerCase() : UNKNOWN_TYPE;
}

/** Tags are the host's own words, of its own bytes: two hosts may use the same. */
function ownTag({ host }: URL, etag: string, sizeBytes: number | undefined): string {
  const text = [host, etag, sizeBytes ?? ''].join('\n');
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}
