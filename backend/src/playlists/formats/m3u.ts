import type { ListedPlaylist, ListedSong } from './listed-song.js';

const MAX_TEXT = 1_000;

/** A song to be written. */
export interface WrittenSong {
  /** Path, or address. */
  readonly location: string;
  readonly title: string;
  readonly artist: string;
  readonly durationMs?: number;
}

/** Reads M3U, with the comments that other programs write: `#EXTINF`, `#EXTALB`, `#PLAYLIST`. */
export function readM3u(text: string): ListedPlaylist {
  const songs: ListedSong[] = [];
  let name: string | undefined;
  let about: Omit<ListedSong, 'text'> = {};
  for (const raw of text.split(/\r\n|[\r\n]/)) {
    const line = raw.replaceAll('\0', '').replace(/^\ufeff/, '').trim(); // prettier-ignore
    if (line === '') continue;
    if (!line.startsWith('#')) {
      const location = line.slice(0, 4 * MAX_TEXT);
      songs.push({ text: location.slice(0, MAX_TEXT), location, ...about });
      about = {};
    } else if (line.startsWith('#EXTINF:')) about = { ...about, ...readInfo(line) };
    else if (line.startsWith('#EXTALB:')) about = { ...about, ...textOf('album', line.slice('#EXTALB:'.length)) };
    else if (line.startsWith('#PLAYLIST:')) name = textOf('name', line.slice('#PLAYLIST:'.length)).name ?? name;
  }
  return { songs, ...(name !== undefined && { name }) };
}

/** `#EXTINF:123 key="value",Artist - Title` */
function readInfo(line: string): Omit<ListedSong, 'text'> {
  const info = line.slice('#EXTINF:'.length);
  const comma = commaOf(info);
  const words = comma < 0 ? '' : info.slice(comma + 1);
  const durationMs = Math.round(parseFloat(info) * 1_000);
  const at = words.indexOf(' - ');
  return {
    ...(durationMs > 0 && { durationMs }),
    ...(at < 0
      ? textOf('title', words)
      : { ...textOf('artist', words.slice(0, at)), ...textOf('title', words.slice(at + ' - '.length)) }),
  };
}

/** The first that is in no quotation marks. */
function commaOf(info: string): number {
  let isQuoted = false;
  for (let at = 0; at < info.length; at++) {
    if (info[at] === '"') isQuoted = !isQuoted;
    else if (info[at] === ',' && !isQuoted) return at;
  }
  return info.indexOf(',');
}

function textOf<Name extends string>(name: Name, value: string): { [Key in Name]?: string } {
  const text = value.trim().slice(0, MAX_TEXT);
  return (text === '' ? {} : { [name]: text }) as { [Key in Name]?: string };
}

/** UTF-8, as `.m3u8` is. */
export function writeM3u(name: string, songs: readonly WrittenSong[]): string {
  const lines = songs.flatMap(({ location, title, artist, durationMs }) => [
    `#EXTINF:${durationMs === undefined ? -1 : Math.round(durationMs / 1_000)},${oneLine(artist === '' ? title : `${artist} - ${title}`)}`,
    location,
  ]);
  return ['#EXTM3U', `#PLAYLIST:${oneLine(name)}`, ...lines, ''].join('\n');
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
