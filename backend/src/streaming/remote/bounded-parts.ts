import { Readable } from 'node:stream';
import type { HttpLocation } from '../../sources/index.js';
import { UpstreamError, type Upstream } from '../../upstream/index.js';
import { askFor, AudioChanged, isSameVersion, type RemoteAnswer, type RemoteQuestion } from './remote-answer.js';

const KIB = 1024;
/** Little at first, so that it begins to sound soon. */
const FIRST_BYTES = 256 * KIB;
/** What every host takes that takes parts at all. */
const SURE_BYTES = KIB * KIB;

/** Audio of a host that sends parts of a bounded size only: one behind the other they are read as one answer. */
export class BoundedParts {
  /** Largest that has not been refused. */
  private mostBytes = Infinity;

  constructor(private readonly upstream: Upstream) {}

  /**
   * The bytes from a position on, as far as they are read.
   * @param most of one part, as the source says
   * @throws LyingAnswer, UpstreamError, SourceUnavailable
   */
  async ask(location: HttpLocation, question: RemoteQuestion, most: number): Promise<RemoteAnswer> {
    const left = new AbortController();
    const signal = AbortSignal.any([question.signal, left.signal]);
    const first = await this.part(location, { ...question, signal }, Math.min(FIRST_BYTES, most));
    const body = Readable.from(this.follow(first, location, { ...question, signal }, most), { objectMode: false });
    body.once('close', () => left.abort());
    return { ...first, body };
  }

  private async *follow(
    first: RemoteAnswer,
    location: HttpLocation,
    question: RemoteQuestion,
    most: number,
  ): AsyncGenerator<Buffer, undefined> {
    const { version } = first;
    let at = first.firstByte;
    let size = FIRST_BYTES;
    for (let part = first; ;) {
      for await (const chunk of part.body as AsyncIterable<Buffer>) {
        at += chunk.length;
        yield chunk;
      }
      // All of it came, though a part was asked for, or nobody knows how much there is.
      if (at >= (version.sizeBytes ?? at)) return undefined;
      size = Math.min(size * 4, most, this.mostBytes);
      part = await this.part(location, { ...question, position: at, known: version }, size);
      if (part.firstByte !== at || !isSameVersion(version, part.version, true)) {
        part.body.destroy();
        throw new AudioChanged();
      }
    }
  }

  /** Asks once more for less, where so much is refused. */
  private async part(location: HttpLocation, question: RemoteQuestion, mostBytes: number): Promise<RemoteAnswer> {
    try {
      return await askFor(this.upstream, location, { ...question, mostBytes });
    } catch (error) {
      const isTooMuch = error instanceof UpstreamError && error.reason === 'forbidden' && mostBytes > SURE_BYTES;
      if (!isTooMuch) throw error;
      this.mostBytes = SURE_BYTES;
      return askFor(this.upstream, location, { ...question, mostBytes: SURE_BYTES });
    }
  }
}
