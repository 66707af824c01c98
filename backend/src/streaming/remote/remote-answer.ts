import type { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { newId } from '../../common/index.js';
import { SourceUnavailable, type HttpLocation } from '../../sources/index.js';
import { UpstreamError, type Answer, type Upstream } from '../../upstream/index.js';

/** Larger than any piece of music; an hour of uncompressed stereo at 192 kHz and 24 bits takes as much. */
const MAX_REMOTE_BYTES = 4 * 1024 ** 3;
/** Episodes of podcasts lie behind one counter of downloads behind the other. */
const MAX_REDIRECTS = 12;
/** What audio is sent as, by servers that know it and by those that do not. A web page is a message to a person. */
const AUDIO_TYPES = [
  ...['audio/', 'video/', 'application/ogg', 'application/octet-stream', 'binary/octet-stream', 'application/mp4'],
  ...[
    'application/mp3',
    'application/x-mp3',
    'application/mpeg',
    'application/force-download',
    'application/x-download',
  ],
];
/** What servers call a file of which they know nothing, and what messages are sent as: the bytes tell. */
const DOUBTFUL_TYPES = ['text/plain', 'application/download', 'application/unknown', 'unknown/'];
/** What a browser is told: it runs nothing of these. */
const TOLD_TYPE = /^(?:audio|video)\/[\w.+-]+$|^application\/ogg$/;
const UNKNOWN_TYPE = 'application/octet-stream';
/** As long as what is kept of them. */
const MAX_TYPE_LENGTH = 128;
const MAX_ETAG_LENGTH = 512;

/** What the host says of the whole, whichever part of it it sends. */
export interface RemoteVersion {
  readonly mimeType: string;
  /** Of the whole; absent where it does not say. */
  readonly sizeBytes?: number;
  /** Strong, with its quotes; absent where it has none. */
  readonly etag?: string;
  /** Word for word; absent where it does not say, or is no date. */
  readonly lastModified?: string;
}

export interface RemoteAnswer {
  readonly version: RemoteVersion;
  /** Of the first byte of the body: the one asked for, or 0 where everything is sent all the same. */
  readonly firstByte: number;
  /** To be read to its end or destroyed. */
  readonly body: Readable;
  /** Its end is the end of the audio, whether or not somebody said how much there is. */
  readonly hasCertainEnd: boolean;
}

export interface RemoteQuestion {
  /** Of the first byte; 0: all of it. */
  readonly position: number;
  /** No more than so many bytes are asked for; absent: all that are behind the position. */
  readonly mostBytes?: number;
  /** What it said before: where it has another version by now, it is to send all of that. */
  readonly known: RemoteVersion | undefined;
  /** Whether somebody waits for it. */
  readonly isUrgent: boolean;
  readonly signal: AbortSignal;
}

/** The part that came is not the one that was asked for, or does not say which one it is, or of which bytes. */
export class LyingAnswer extends Error {}

/** Other bytes lie there than those that were sent already. */
export class AudioChanged extends SourceUnavailable {
  constructor() {
    super('The audio was changed where it lies while it was played. Play it again.');
  }
}

/**
 * Asks the host for the bytes from a position on.
 * @throws LyingAnswer, UpstreamError, SourceUnavailable
 */
export async function askFor(
  upstream: Upstream,
  { url, headers, mimeType }: HttpLocation,
  { position, mostBytes, known, isUrgent, signal }: RemoteQuestion,
): Promise<RemoteAnswer> {
  const condition = known?.etag ?? known?.lastModified;
  const asked = {
    ...headers,
    ...((position > 0 || mostBytes !== undefined) && { range: rangeOf(position, mostBytes) }),
    ...(position > 0 && condition !== undefined && { 'if-range': condition }),
  };
  const answer = await upstream.stream({
    url: new URL(url),
    headers: asked,
    types: [...AUDIO_TYPES, ...DOUBTFUL_TYPES],
    maxBytes: MAX_REMOTE_BYTES,
    maxRedirects: MAX_REDIRECTS,
    priority: isUrgent ? 'foreground' : 'background',
    signal,
  });
  try {
    const said = understood(answer, position, mimeType);
    if (isDoubtful(answer)) await refuseMessage(answer.body, said.firstByte, known !== undefined);
    return { ...said, body: answer.body, hasCertainEnd: false };
  } catch (error) {
    answer.body.destroy();
    throw error;
  }
}

function rangeOf(position: number, mostBytes: number | undefined): string {
  return `bytes=${position}-${mostBytes === undefined ? '' : position + mostBytes - 1}`;
}

/** Whether something tells these bytes from others: only then may parts of several answers be put together. */
export function hasValidator({ etag, lastModified }: RemoteVersion): boolean {
  return etag !== undefined || lastModified !== undefined;
}

/**
 * Whether nothing speaks against it that both are the same bytes.
 * @param isPart what is said now comes with a part that was asked for on condition of the version: hosts need not repeat the
 * date then (RFC 9110 §15.3.7)
 */
export function isSameVersion(known: RemoteVersion, now: RemoteVersion, isPart: boolean): boolean {
  const isSame =
    known.etag === undefined && now.etag === undefined
      ? known.lastModified === now.lastModified || (isPart && now.lastModified === undefined)
      : known.etag === now.etag;
  const { sizeBytes = now.sizeBytes } = known;
  return isSame && sizeBytes === (now.sizeBytes ?? sizeBytes);
}

/**
 * What our clients know the bytes by. Validators are the host's own words, of its own bytes: two hosts may use the same.
 * @param address of the audio
 */
export function tagOf(address: string, { etag, lastModified, sizeBytes }: RemoteVersion): string {
  const validator = etag ?? lastModified;
  if (validator === undefined) return `"${newId()}"`;
  const text = [new URL(address).host, validator, sizeBytes ?? ''].join('\n');
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** There are no bytes at the position that was asked for. */
export function isBehindEnd(error: unknown): boolean {
  return error instanceof UpstreamError && error.answer?.status === 416;
}

/** The host no longer gives what it gave: a new location may help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof UpstreamError && ['unauthorized', 'forbidden', 'not-found', 'gone'].includes(error.reason);
}

/** It may come if it is asked for again. */
export function isInterruption(error: unknown): error is UpstreamError {
  const reasons = ['broken-answer', 'silence', 'timeout', 'unreachable', 'server-error', 'rate-limited', 'busy'];
  return error instanceof UpstreamError && reasons.includes(error.reason);
}

function understood(
  { status, headers }: Answer<Readable>,
  position: number,
  mimeType: string | undefined,
): Pick<RemoteAnswer, 'version' | 'firstByte'> {
  const isPart = status === 206;
  const sizeBytes = isPart ? wholeOfPart(headers['content-range'], position) : wholeOf(headers);
  if ((sizeBytes ?? 0) > MAX_REMOTE_BYTES)
    throw new SourceUnavailable('The audio is too large to be played.', 'too-large');
  const etag = /^"[^"]*"$/.exec(headers.etag?.slice(0, MAX_ETAG_LENGTH) ?? '')?.[0];
  const lastModified = headers['last-modified']?.trim() ?? '';
  // The one form of dates that is sent today (RFC 9110 §5.6.7).
  const isDate = /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(lastModified);
  return {
    firstByte: isPart ? position : 0,
    version: {
      mimeType: typeOf(mimeType ?? headers['content-type']),
      ...(sizeBytes !== undefined && { sizeBytes }),
      ...(etag !== undefined && { etag }),
      ...(isDate && { lastModified }),
    },
  };
}

function isDoubtful({ headers }: Answer<unknown>): boolean {
  const type = headers['content-type']?.toLowerCase() ?? '';
  return DOUBTFUL_TYPES.some((doubtful) => type.startsWith(doubtful));
}

/**
 * Looks at what is sent, and puts it back.
 * @param isKnown whether its beginning was looked at before
 * @throws SourceUnavailable it is a text
 * @throws LyingAnswer it is a part, which tells nothing
 */
async function refuseMessage(body: Readable, firstByte: number, isKnown: boolean): Promise<void> {
  if (firstByte > 0) {
    if (isKnown) return;
    throw new LyingAnswer();
  }
  const start = await firstOf(body);
  if (!beginsLikeSound(start))
    throw new SourceUnavailable('There is a message in place of the audio. Play it again later.', 'message-instead');
  body.unshift(start);
}

/** The first bytes of a body, which stays open; none where it is empty. */
async function firstOf(body: Readable): Promise<Buffer> {
  const chunks: AsyncIterable<unknown> = body.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) return Buffer.isBuffer(chunk) ? chunk : Buffer.alloc(0);
  return Buffer.alloc(0);
}

/** @throws LyingAnswer */
function wholeOfPart(header = '', position: number): number {
  const [, first, last, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header.slice(0, 100)) ?? [];
  const isSound = Number(first) === position && Number(last) >= position && Number(last) < Number(total);
  if (!isSound) throw new LyingAnswer();
  return Number(total);
}

/** What is packed has another length than it says. */
function wholeOf(headers: Answer<unknown>['headers']): number | undefined {
  const { 'content-length': length = '', 'content-encoding': encoding = 'identity' } = headers;
  return encoding === 'identity' && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function typeOf(header: string | undefined): string {
  const [written = ''] = header?.slice(0, MAX_TYPE_LENGTH).split(';') ?? [];
  const type = written.trim().toLowerCase();
  return TOLD_TYPE.test(type) ? type : UNKNOWN_TYPE;
}

/** MP3 with tags or without, AAC, MP4, Ogg, FLAC, WAV, AIFF, Matroska. */
function beginsLikeSound(start: Buffer): boolean {
  const text = start.toString('latin1', 0, 12);
  const isFrame = start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0;
  return isFrame || /^(?:ID3|OggS|fLaC|RIFF|FORM|\x1aE\xdf\xa3|ADIF)|^.{4}ftyp/s.test(text);
}
