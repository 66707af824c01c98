import { SourceUnavailable } from '../../../sources/index.js';
import { IcyCutter } from '../formats/icy-cutter.js';
import { ID3_HEADER_BYTES, id3LengthAt } from '../formats/id3.js';
import { kindOf, type StreamKind } from '../formats/recognise.js';
import { playlistKindOf, playlistText, type PlaylistKind } from '../playlists/playlist-kind.js';
import type { LiveLimits } from './live-limits.js';
import type { WatchedBody } from './watched-body.js';

/** What an answer turns out to be. */
export type Recognised =
  /** @param bytes that were read to find it out, blocks of metadata included */
  | { readonly kind: 'stream'; readonly stream: StreamKind; readonly bytes: Buffer }
  | { readonly kind: 'list'; readonly list: PlaylistKind; readonly text: string };

/** Of a list that names streams. */
const MAX_LIST_BYTES = 64 * 1024;
/** Of a list of pieces of sound: some stations list those of a day. */
const MAX_HLS_BYTES = 2 * 1024 ** 2;
/** Sound of which nothing is known after so much is left to a decoder. */
const MAX_SOUND_BYTES = 32 * 1024;

/**
 * Reads as much of an answer as it takes to tell what it is; a list is read to its end.
 * @param mimeType as the server has it, in lower case, without parameters; only a hint
 * @param intervalBytes of ICY blocks; undefined where there are none
 * @throws SourceUnavailable it is nothing that can be heard, or takes too long
 */
export async function recognise(
  body: WatchedBody,
  mimeType: string | undefined,
  intervalBytes: number | undefined,
  limits: LiveLimits,
): Promise<Recognised> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
    body.close();
  }, limits.firstByteMs);
  try {
    const recognised = await new FirstBytes(body, mimeType, intervalBytes).recognise();
    if (recognised) return recognised;
    if (late.signal.aborted)
      throw new SourceUnavailable(
        `The station sent no sound within ${limits.firstByteMs / 1000} s. Try it again later.`,
        'station-silent',
      );
    throw new SourceUnavailable(
      'The station ended its answer before any sound came. Try it again later.',
      'station-over',
    );
  } finally {
    clearTimeout(timer);
  }
}

class FirstBytes {
  private bytes = Buffer.alloc(0);

  constructor(
    private readonly body: WatchedBody,
    private readonly mimeType: string | undefined,
    private readonly intervalBytes: number | undefined,
  ) {}

  /** @returns undefined where it ended without anything */
  async recognise(): Promise<Recognised | undefined> {
    for (let lookAt = 1; ;) {
      const hasMore = await this.readMore();
      // What is looked at doubles: whoever sends byte by byte is not looked at as often.
      if (hasMore && this.bytes.length < lookAt) continue;
      lookAt = 2 * this.bytes.length;
      const stream = kindOf(this.sound);
      if (stream !== 'unknown') return { kind: 'stream', stream, bytes: this.bytes };
      const text = playlistText(this.bytes);
      if (text === undefined) {
        if (hasMore && this.bytes.length < this.tagBytes + MAX_SOUND_BYTES) continue;
        return this.bytes.length === 0 ? undefined : this.unknownSound();
      }
      if (playlistKindOf(text) === 'html') throw webPage();
      if (hasMore && this.bytes.length <= (isHls(text) ? MAX_HLS_BYTES : MAX_LIST_BYTES)) continue;
      return text.trim() === '' ? undefined : this.wholeText(text, hasMore);
    }
  }

  /** Of a tag before the sound, which may hold a picture. */
  private get tagBytes(): number {
    const { sound } = this;
    return sound.length < ID3_HEADER_BYTES ? 0 : (id3LengthAt(sound, 0) ?? 0);
  }

  private async readMore(): Promise<boolean> {
    const chunk = await this.body.next();
    if (chunk) this.bytes = Buffer.concat([this.bytes, chunk]);
    return chunk !== undefined;
  }

  /** Without what lies between it. */
  private get sound(): Buffer {
    if (this.intervalBytes === undefined) return this.bytes;
    const pieces = [...new IcyCutter(this.intervalBytes).cut(this.bytes)];
    return Buffer.concat(pieces.flatMap(({ kind, bytes }) => (kind === 'sound' ? [bytes] : [])));
  }

  private unknownSound(): Recognised {
    const { mimeType = '' } = this;
    if (!/^(?:audio|video)\/|^application\/(?:ogg|octet-stream)/.test(mimeType)) throw wrongType(mimeType);
    if (/mpegurl|scpls|x-ms-(?:asx|wax|wvx)/.test(mimeType)) throw wrongType(mimeType);
    return { kind: 'stream', stream: 'unknown', bytes: this.bytes };
  }

  private wholeText(text: string, isCutOff: boolean): Recognised {
    const list = playlistKindOf(text, this.mimeType);
    if (list === 'html') throw webPage();
    if (list === undefined) throw wrongType(this.mimeType ?? '');
    if (isCutOff)
      throw new SourceUnavailable(
        'The list at this address is too long to be a list of streams. Save the address of the stream itself.',
        'address-is-no-stream',
      );
    return { kind: 'list', list, text };
  }
}

function isHls(text: string): boolean {
  return playlistKindOf(text) === 'hls';
}

function webPage(): SourceUnavailable {
  return new SourceUnavailable(
    'This address is a web page, not a stream. Look on that page for the address of the stream, and save that one.',
    'address-is-no-stream',
  );
}

function wrongType(mimeType: string): SourceUnavailable {
  const what = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(mimeType) ? `sends ${mimeType}` : 'sends something else';
  return new SourceUnavailable(
    `This address ${what}, not a stream of sound. Look for the address of the stream itself.`,
    'address-is-no-stream',
  );
}
