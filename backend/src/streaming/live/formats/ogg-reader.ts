import type { LiveFormat, LivePart } from '../live-part.js';
import { ByteWindow } from './byte-window.js';
import { ownCopy, SoundGroup, type LiveReader } from './live-reader.js';
import { TitleTeller, type TitleContext } from './live-title.js';
import { oggCodecOf, type OggCodec } from './ogg-codec.js';
import { pageAt, type OggPage } from './ogg-page.js';
import { titleInComments } from './vorbis-comment.js';

/** Room for comments with a picture. A link with more is not played. */
const MAX_HEAD_BYTES = 4 * 1024 ** 2;
const SECOND_MS = 1_000;
/** A position that has gone further than a page can hold was not reached by playing. */
const LONGEST_PAGE_MS = 60_000;

/** One stretch of a chain, with headers of its own: a song, mostly. */
interface Link {
  readonly serial: number;
  readonly codec: OggCodec;
  readonly head: Buffer[];
  /** Packets of headers that have come whole. */
  headerPackets: number;
  headBytes: number;
  /** The packet of comments as far as it has come; absent: it is whole, or not there yet. */
  comments: Buffer[];
  isPlaying: boolean;
  /** Position at the end of the page before; absent: nobody knows, or it was of headers. */
  granule?: number;
  /** Of the page before. */
  sequence: number;
}

/**
 * Ogg with Vorbis, Opus or FLAC. Every link brings its headers, as one `head`, and its title, in its comments: one without
 * has none. Pages of other streams in between (pictures, texts) are left out.
 * @see RFC 3533
 */
export class OggReader implements LiveReader {
  format: LiveFormat | undefined;
  private readonly window = new ByteWindow();
  private readonly group = new SoundGroup();
  private readonly titles = new TitleTeller();
  private link?: Link;

  constructor(private readonly context: TitleContext = {}) {}

  push(bytes: Buffer): LivePart[] {
    this.window.append(bytes);
    const parts: LivePart[] = [];
    for (;;) {
      const found = pageAt(this.window.view);
      if (found.kind === 'wait' || this.window.length === 0) return parts;
      if (found.kind === 'page') {
        this.readPage(found.page, parts);
        this.window.drop(found.page.bytes.length);
      } else {
        this.window.drop(found.bytes);
      }
    }
  }

  flush(): LivePart[] {
    return this.group.take();
  }

  private readPage(page: OggPage, parts: LivePart[]): void {
    if (page.beginsLink) this.beginLink(page, parts);
    const { link } = this;
    if (link?.serial !== page.serial) return;
    if (!link.isPlaying && !isFirstOfSound(link, page)) {
      this.readHeaders(link, page, parts);
    } else {
      if (!link.isPlaying) this.endHeaders(link, parts);
      this.readSound(link, page, parts);
    }
    link.sequence = page.sequence;
  }

  private beginLink({ pieces: [first], serial }: OggPage, parts: LivePart[]): void {
    const codec = first && oggCodecOf(first);
    // All streams of a link begin before any goes on: the first of sound is the one.
    if (!codec || (this.link && !this.link.isPlaying)) return;
    parts.push(...this.flush());
    this.link = {
      serial, codec, head: [], headerPackets: 0, headBytes: 0, comments: [], isPlaying: false, sequence: 0,
    }; // prettier-ignore
  }

  private readHeaders(link: Link, page: OggPage, parts: LivePart[]): void {
    link.head.push(ownCopy(page.bytes));
    link.headBytes += page.bytes.length;
    if (link.headBytes > MAX_HEAD_BYTES) {
      this.link = undefined;
      return;
    }
    for (const [n, piece] of page.pieces.entries()) {
      // The comments are the second packet.
      if (link.headerPackets === 1) link.comments.push(ownCopy(piece));
      if (n < page.pieces.length - 1 || page.endsWhole) link.headerPackets++;
    }
    if (link.headerPackets >= (link.codec.headerPackets ?? Infinity)) this.endHeaders(link, parts);
  }

  private endHeaders(link: Link, parts: LivePart[]): void {
    link.isPlaying = true;
    const { codec, commentsIn } = link.codec;
    this.format = { codec, container: 'ogg', mimeType: 'audio/ogg' };
    parts.push({ kind: 'head', bytes: ownCopy(Buffer.concat(link.head)) });
    const comments = commentsIn(Buffer.concat(link.comments));
    parts.push(...this.titles.tell(comments && titleInComments(comments, this.context)));
    link.head.length = 0;
    link.comments = [];
  }

  private readSound(link: Link, page: OggPage, parts: LivePart[]): void {
    const isNext = page.sequence === link.sequence + 1;
    const durationMs = durationOf(link, page, isNext);
    if (page.granule !== undefined) link.granule = page.granule;
    // Of a packet that began in a page that is missing nothing can be heard.
    if (page.isContinued && !isNext) return;
    this.group.add(page.bytes, durationMs);
    const isWhole = page.endsWhole && this.group.isFull;
    if (isWhole || this.group.isLarge || page.endsLink) parts.push(...this.group.take());
  }
}

/** A link of FLAC need not say how many headers it has: sound begins with the mark of a frame. */
function isFirstOfSound({ codec, headerPackets }: Link, { pieces: [first], isContinued }: OggPage): boolean {
  return codec.headerPackets === undefined && headerPackets > 0 && !isContinued && first?.[0] === 0xff;
}

/** @param isNext no page is missing before it */
function durationOf({ codec, granule: before }: Link, page: OggPage, isNext: boolean): number {
  const { granule } = page;
  if (granule === undefined) return 0;
  // Right behind the headers, a link begins at 0; who came late knows no position before.
  const from = before ?? (isNext ? 0 : granule + 1);
  const durationMs = ((granule - from) * SECOND_MS) / codec.granuleRateHz;
  return durationMs >= 0 && durationMs <= LONGEST_PAGE_MS ? durationMs : codec.estimateMs(page);
}
