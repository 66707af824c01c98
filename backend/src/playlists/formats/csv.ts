import { CsvReader } from '../../common/index.js';
import type { ListedPlaylist, ListedSong } from './listed-song.js';

const MAX_TEXT = 1_000;
/** Of more, only the beginning is looked at. */
const MAX_ROW = 64 * 1_024;

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

function rowsOf(text: string): (readonly string[])[] {
  const reader = new CsvReader(MAX_ROW);
  // Old programs end lines by CR alone.
  const rows = [...reader.read(text.replace(/\r\n?/g, '\n')), ...reader.end()];
  return rows.map(({ cells }) => cells);
}
