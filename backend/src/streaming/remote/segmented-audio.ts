import { createDecipheriv, createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { SourceUnavailable, type HlsLocation } from '../../sources/index.js';
import type { Answer, Upstream } from '../../upstream/index.js';
import { parseHls, type HlsKey, type HlsMediaList, type HlsPiece, type HlsSegment } from '../live/hls/hls-list.js';
import { SegmentReader } from '../live/hls/segment-reader.js';
import type { LivePart } from '../live/live-part.js';
import { refusePreview } from './preview.js';
import { isRefusal, type RemoteAnswer, type RemoteQuestion } from './remote-answer.js';

const MAX_LIST_BYTES = 2 * 1024 ** 2;
/** Held in memory, one while the one before is written; a minute of uncompressed stereo takes as much. */
const MAX_SEGMENT_BYTES = 16 * 1024 ** 2;
const MAX_KEY_BYTES = 1_024;
const KEY_BYTES = 16;
/** Variants of a master list that are tried. */
const MOST_VARIANTS = 4;
/** A web page in place of a segment is a message to a person. */
const SEGMENT_TYPES = ['audio/', 'video/', 'application/mp4', 'application/octet-stream', 'binary/octet-stream'];

type Question = Pick<RemoteQuestion, 'isUrgent' | 'signal'>;

/** What has been seen of the segments of one list. */
interface Seen {
  /** Tells their bytes from others. */
  readonly etag: string;
  /** How many bytes of the file each has given, from the first on. */
  readonly sizes: number[];
  mimeType?: string;
  /** Has read all of those. */
  reader: SegmentReader;
}

/**
 * Audio that lies in the segments of a list of HLS with an end, as one file: what carries it (MPEG-TS) and the tags before each
 * segment are left out, and the head of MP4 stands once, at the beginning. Each segment is asked for once, in order; where it
 * was interrupted it goes on with the segment, also under another address, as long as the list is the same.
 */
export class SegmentedAudio {
  private seen?: Seen;

  constructor(private readonly upstream: Upstream) {}

  /**
   * The bytes from the last segment on that begins at a position or before it, as far as it is known where segments begin.
   * @throws SourceUnavailable it is no list with an end, or nothing that can be played
   * @throws PreviewOnly
   * @throws UpstreamError
   */
  async ask(location: HlsLocation, { position, isUrgent, signal }: RemoteQuestion): Promise<RemoteAnswer> {
    const left = new AbortController();
    const asking = new Asking(this.upstream, location, { isUrgent, signal: AbortSignal.any([signal, left.signal]) });
    const list = await asking.list();
    refusePreview(location, this.upstream.name, lengthOf(list));
    const etag = tagOf(list);
    if (this.seen?.etag !== etag) this.seen = { etag, sizes: [], reader: new SegmentReader({}) };
    const { seen } = this;
    const { index, firstByte } = startOf(seen.sizes, position);
    const chunks = joined(list.segments, index, seen, asking);
    const first = await chunks.next();
    const { mimeType } = seen;
    if (mimeType === undefined) throw noSound();
    // Nothing is left where everything was there already.
    const body = Readable.from(first.done ? [] : prepend(first.value, chunks), { objectMode: false });
    body.once('close', () => left.abort());
    return { version: { mimeType, etag }, firstByte, body, hasCertainEnd: true };
  }
}

function lengthOf({ segments }: HlsMediaList): number {
  return segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** Where to begin, so that a byte is among what comes. */
function startOf(sizes: readonly number[], position: number): { readonly index: number; readonly firstByte: number } {
  let firstByte = 0;
  for (const [index, size] of sizes.entries()) {
    if (firstByte + size > position) return { index, firstByte };
    firstByte += size;
  }
  return { index: sizes.length, firstByte };
}

/** The sound of each segment, whole; the first of a file in MP4 with its head. */
async function* joined(
  segments: readonly HlsSegment[],
  from: number,
  seen: Seen,
  asking: Asking,
): AsyncGenerator<Buffer, undefined> {
  if (from !== seen.sizes.length) {
    seen.sizes.length = from;
    seen.reader = new SegmentReader({});
  }
  const { reader } = seen;
  for (const [at, segment] of segments.entries()) {
    if (at < from) continue;
    if (nameOf(segment.init) !== nameOf(segments[0]?.init)) throw changesFormat();
    const head = at === 0 && segment.init ? reader.readInit(await asking.piece(segment.init)) : [];
    const parts = [...head, ...reader.read(segment, await asking.segment(segment))];
    const mimeType = reader.format?.mimeType ?? seen.mimeType;
    if (mimeType !== undefined && seen.mimeType !== undefined && mimeType !== seen.mimeType) throw changesFormat();
    if (mimeType !== undefined) seen.mimeType = mimeType;
    const bytes = Buffer.concat(parts.flatMap(bytesOf));
    seen.sizes[at] = bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

async function* prepend(first: Buffer, rest: AsyncGenerator<Buffer, undefined>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function bytesOf(part: LivePart): Buffer[] {
  return part.kind === 'title' ? [] : [part.bytes];
}

/** Asks for what a list names, for those who wait for it now. */
class Asking {
  /** Keys are few, and the same for many segments. */
  private readonly keys = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly upstream: Upstream,
    private readonly location: HlsLocation,
    private readonly question: Question,
  ) {}

  /** @throws SourceUnavailable, UpstreamError */
  async list(): Promise<HlsMediaList> {
    const first = await this.read(new URL(this.location.url));
    if (first.kind === 'media') return playable(first);
    let failure: unknown = noSound();
    for (const url of first.urls.slice(0, MOST_VARIANTS)) {
      try {
        const list = await this.read(new URL(url));
        if (list.kind === 'media') return playable(list);
      } catch (error) {
        // Some may be for those who pay.
        if (!isRefusal(error)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Decrypted. @throws SourceUnavailable, UpstreamError */
  async segment(segment: HlsSegment): Promise<Buffer> {
    const bytes = await this.piece(segment);
    const { key, sequence } = segment;
    return key ? decrypt(bytes, await this.key(key), key.iv ?? countedIv(sequence)) : bytes;
  }

  async piece({ url, range }: HlsPiece): Promise<Buffer> {
    const last = range && range.offset + range.length - 1;
    const { status, body } = await this.bytes(url, {
      types: SEGMENT_TYPES,
      maxBytes: MAX_SEGMENT_BYTES,
      ...(range && { range: `bytes=${range.offset}-${last}` }),
    });
    // All of it, though a part was asked for.
    return range && status !== 206 ? body.subarray(range.offset, range.offset + range.length) : body;
  }

  private key({ url }: HlsKey): Promise<Buffer> {
    if (!url) return Promise.reject(encrypted());
    const known = this.keys.get(url.href);
    if (known) return known;
    const asked = this.bytes(url, { types: [''], maxBytes: MAX_KEY_BYTES }).then(({ body }) => {
      if (body.length !== KEY_BYTES) throw encrypted();
      return body;
    });
    this.keys.set(url.href, asked);
    return asked;
  }

  private async read(url: URL): ReturnType<typeof parseHls> {
    const { body, redirects } = await this.bytes(url, { types: [''], maxBytes: MAX_LIST_BYTES });
    return parseHls(body.toString('utf8'), redirects?.at(-1)?.to ?? url);
  }

  private async bytes(
    url: URL,
    { range, ...more }: { readonly types: readonly string[]; readonly maxBytes: number; readonly range?: string },
  ): Promise<Answer<Buffer>> {
    const { location, question, upstream } = this;
    // What lets somebody in is told where the list lies, and nowhere else.
    const headers = url.origin === new URL(location.url).origin ? location.headers : {};
    const answer = await upstream.bytes({
      url: location.at?.(url) ?? url,
      headers: { ...headers, ...(range !== undefined && { range }) },
      ...more,
      priority: question.isUrgent ? 'foreground' : 'background',
      signal: question.signal,
    });
    // Another may have taken over meanwhile.
    question.signal.throwIfAborted();
    return answer;
  }
}

/** @throws SourceUnavailable */
function playable(list: HlsMediaList): HlsMediaList {
  if (!list.hasEnd) {
    throw new SourceUnavailable(
      'The audio has no end: it is a station, and is saved and played as one.',
      'is-a-station',
    );
  }
  if (list.segments.length === 0) throw noSound();
  // Heads in MP4 may be encrypted, too, and nothing says whether this one is.
  if (list.segments.some(({ key, init }) => key && (key.method !== 'AES-128' || !key.url || init))) throw encrypted();
  return list;
}

/**
 * What the bytes of a list are known by: how it is cut, and what its segments are called. Signatures in their addresses, and the
 * hosts that they are on, are others each time.
 */
function tagOf({ segments }: HlsMediaList): string {
  const lines = segments.map(({ url, range, durationMs }) => [
    url.pathname.split('/').at(-1),
    range?.offset ?? '',
    range?.length ?? '',
    Math.round(durationMs),
  ]);
  return `"hls-${createHash('sha256').update(JSON.stringify(lines)).digest('base64url').slice(0, 27)}"`;
}

function nameOf(piece: HlsPiece | undefined): string {
  return piece ? `${piece.url.pathname} ${piece.range?.offset ?? ''}` : '';
}

/** RFC 8216 §5.2. @throws SourceUnavailable */
function decrypt(bytes: Buffer, key: Buffer, iv: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, iv);
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  } catch {
    throw new SourceUnavailable(
      'The audio cannot be decrypted with the key that its list names. Play it again.',
      'no-playable-sound',
    );
  }
}

function countedIv(sequence: number): Buffer {
  const iv = Buffer.alloc(KEY_BYTES);
  iv.writeBigUInt64BE(BigInt(sequence), KEY_BYTES / 2);
  return iv;
}

const noSound = (): SourceUnavailable =>
  new SourceUnavailable('There is no sound that is known in what came.', 'no-playable-sound');
const changesFormat = (): SourceUnavailable =>
  new SourceUnavailable(
    'The audio changes its format in the middle, so that it makes no one file.',
    'no-playable-sound',
  );
const encrypted = (): SourceUnavailable =>
  new SourceUnavailable(
    'The audio is encrypted in a way that Pyxis cannot play (only AES-128 with a key at an address). Play it in the app of its service.',
    'no-playable-sound',
  );
