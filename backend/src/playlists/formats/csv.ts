import type { ListedPlaylist, ListedSong } from './listed-song.js';

const MAX_TEXT = 1_000;

/** What columns are called by Exportify, Soundiiz, TuneMyMusic and their like, folded to letters. */
const COLUMNS = {
  title: ['trackname', 'title', 'track', 'song', 'songname', 'name'],
  artist: ['artistnames', 'artistname', 'artists', 'artist', 'trackartist'],
  album: ['albumname', 'album', 'albumtitle'],
  isrc: ['isrc'],
  durationMs: ['trackdurationms', 'durationms'],
  duration: ['duration', 'trackduration', 'length'],
  playlist: ['playlistname', 'playlist'],
} as const satisfies Record<string, readonly string[]>;

type Column = keyof typeof COLUMNS;

/** Reads a table with a line of headings; one that names neither title nor artist has no songs. */
export function readCsv(text: string): ListedPlaylist {
  const [headings = [], ...rows] = rowsOf(text);
  const places = placesOf(headings);
  if (places.title === undefined) return { songs: [] };
  const name = rows.map((row) => cell(row, places.playlist)).find((value) => value !== undefined);
  return { songs: rows.flatMap((row) => songOf(row, places)), ...(name !== undefined && { name }) };
}

/** Whether the first line has the headings of such a table. */
export function isCsv(text: string): boolean {
  const [headings = []] = rowsOf(text.split(/\r\n|[\r\n]/, 1)[0] ?? '');
  const places = placesOf(headings);
  return headings.length > 1 && places.title !== undefined && places.artist !== undefined;
}

function placesOf(headings: readonly string[]): Partial<Record<Column, number>> {
  const folded = headings.map((heading) => heading.toLowerCase().replace(/[^a-z]/g, ''));
  const places: Partial<Record<Column, number>> = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    // The likeliest word first: “Track Name” goes before “Name”.
    const at = COLUMNS[column].map((word) => folded.indexOf(word)).find((place) => place >= 0);
    if (at !== undefined) places[column] = at;
  }
  return places;
}

function songOf(row: readonly string[], places: Partial<Record<Column, number>>): ListedSong[] {
  const title = cell(row, places.title);
  if (title === undefined) return [];
  const artist = cell(row, places.artist);
  const album = cell(row, places.album);
  const isrc = cell(row, places.isrc);
  const durationMs = Number(cell(row, places.durationMs)) || lengthOf(cell(row, places.duration));
  return [
    {
      text: artist === undefined ? title : `${artist} - ${title}`,
      title,
      ...(artist !== undefined && { artist }),
      ...(album !== undefined && { album }),
      ...(isrc !== undefined && { isrc }),
      ...(durationMs > 0 && { durationMs: Math.round(durationMs) }),
    },
  ];
}

/** `3:45`, `1:02:03`, or seconds. */
function lengthOf(text: string | undefined): number {
  const parts = (text ?? '').split(':').map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0) * 1_000 || 0;
}

function cell(row: readonly string[], at: number | undefined): string | undefined {
  const text = at === undefined ? '' : (row[at] ?? '').trim().slice(0, MAX_TEXT);
  return text === '' ? undefined : text;
}

/** RFC 4180, with whichever of comma, semicolon and tab the first line has most of. */
function rowsOf(text: string): string[][] {
  const first = text.split(/\r\n|[\r\n]/, 1)[0] ?? '';
  const separator = [',', ';', '\t'].reduce((best, each) =>
    first.split(each).length > first.split(best).length ? each : best,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (isQuoted) {
      if (char !== '"') value += char;
      else if (text[at + 1] === '"') {
        value += char;
        at++;
      } else isQuoted = false;
    } else if (char === '"' && value.trim() === '') {
      isQuoted = true;
      value = '';
    } else if (char === separator) {
      row.push(value);
      value = '';
    } else if (char === '\n' || char === '\r') {
      if (value !== '' || row.length > 0) rows.push([...row, value]);
      row = [];
      value = '';
    } else value += char;
  }
  if (value !== '' || row.length > 0) rows.push([...row, value]);
  return rows;
}
