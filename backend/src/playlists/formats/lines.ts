import type { ListedPlaylist, ListedSong } from './listed-song.js';

const MAX_TEXT = 1_000;
/** “1. ”, “02) ”, “- ”, “• ” before a song. */
const BULLET = /^(?:\d{1,4}[.)]|[-*•–]) /;
/** Hyphen and dashes with spaces around them; a tab has become such. */
const BETWEEN = / [-–—] /;
/** “(3:45)” or “3:45” at the end. */
const LENGTH = / [([]?(\d{1,2}):(\d{2})[)\]]?$/;

/** Reads lines of “Artist - Title”, as people write and paste them. A line without a dash is a title. */
export function readLines(text: string): ListedPlaylist {
  return { songs: text.split(/\r\n|[\r\n]/).flatMap(songOf) };
}

function songOf(raw: string): ListedSong[] {
  const line = raw.replaceAll('\0', '').trim().replaceAll('\t', ' - ').replaceAll(/\s+/g, ' ').slice(0, MAX_TEXT);
  if (line === '' || line.startsWith('#')) return [];
  if (/^(?:https?|pyxis):/i.test(line)) return [{ text: line, location: line }];
  const [, minutes, seconds] = LENGTH.exec(line) ?? [];
  const durationMs = minutes === undefined ? 0 : (Number(minutes) * 60 + Number(seconds)) * 1_000;
  const plain = line.replace(LENGTH, '').replace(BULLET, '').trim();
  const at = BETWEEN.exec(plain);
  const artist = at ? plain.slice(0, at.index).trim() : '';
  const title = at ? plain.slice(at.index + at[0].length).trim() : plain;
  if (title === '') return [];
  return [{ text: line, title, ...(artist !== '' && { artist }), ...(durationMs > 0 && { durationMs }) }];
}
