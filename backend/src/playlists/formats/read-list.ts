import { isCsv, readCsv } from './csv.js';
import { plainText } from '../../tags/index.js';
import { readJspf } from './jspf.js';
import { readLines } from './lines.js';
import type { ListedPlaylist } from './listed-song.js';
import { readM3u } from './m3u.js';

const M3U_NAME = /\.m3u8?$/i;

/** Reads a list in whatever of the known ways it is written, by what is in it. What cannot be read has no songs. */
export function readList(bytes: Buffer, fileName: string): ListedPlaylist {
  const text = plainText(bytes);
  if (/^\s*#EXTM3U/.test(text) || M3U_NAME.test(fileName)) return readM3u(text);
  if (/^\s*\{/.test(text)) return readJspf(text) ?? { songs: [] };
  if (isCsv(text)) return readCsv(text);
  return isListOfFiles(text) ? readM3u(text) : readLines(text);
}

/** Most of its lines look like paths of sound. */
function isListOfFiles(text: string): boolean {
  const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const files = lines.filter((line) =>
    /\.(?:mp3|flac|ogg|oga|opus|m4a|m4b|aac|wav|aiff?|wma|mka|webm)\s*$/i.test(line),
  );
  return files.length * 2 > lines.length || text.includes('#EXTINF:');
}
