import { isUtf8 } from 'node:buffer';
import type { LiveTitle } from '../live-part.js';
import { titleOfParts, type TitleContext } from './live-title.js';
import { decodeText } from './text.js';

const MAX_COMMENTS = 500;
const MAX_COMMENT_BYTES = 4_000;

/**
 * The title in the comments of Vorbis, Opus and FLAC; undefined where they name none.
 * @param bytes from the name of the encoder on; what is cut off or lies about its length is read as far as it goes
 * @see https://xiph.org/vorbis/doc/v-comment.html
 */
export function titleInComments(bytes: Buffer, context: TitleContext): LiveTitle | undefined {
  const artists: string[] = [];
  const titles: string[] = [];
  for (const comment of commentsIn(bytes, context)) {
    const [, name = '', text = ''] = /^(artist|title)=(.*)$/is.exec(comment) ?? [];
    if (text !== '') (name.toLowerCase() === 'artist' ? artists : titles).push(text);
  }
  return titleOfParts(artists.length > 0 ? artists.join(', ') : undefined, titles[0], context);
}

function* commentsIn(bytes: Buffer, { charset }: TitleContext): Generator<string> {
  const numberAt = (at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0);
  let at = 4 + numberAt(0);
  const count = Math.min(numberAt(at), MAX_COMMENTS);
  at += 4;
  for (let n = 0; n < count && at + 4 <= bytes.length; n++) {
    const length = numberAt(at);
    at += 4;
    // Pictures are much longer.
    if (length <= MAX_COMMENT_BYTES) {
      const comment = bytes.subarray(at, at + length);
      // They are in UTF-8, but for those of encoders that do not know it.
      yield decodeText(comment, isUtf8(comment) ? undefined : charset);
    }
    at += length;
  }
}
