import { decodeText } from './decode-text.js';
import type { ListedPlaylist } from './listed-song.js';
import { readM3u } from './m3u.js';

/** Reads a list in whatever of the known ways it is written. What cannot be read has no songs. */
export function readList(bytes: Buffer, _fileName: string): ListedPlaylist {
  return readM3u(decodeText(bytes));
}
