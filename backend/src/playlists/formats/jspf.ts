import { fieldsOf, isrcOf, textOf, type Fields } from '../../common/index.js';
import type { ListedPlaylist, ListedSong } from './listed-song.js';

/** Reads JSPF (https://www.xspf.org/jspf), as ListenBrainz writes it; undefined where it is none. */
export function readJspf(text: string): ListedPlaylist | undefined {
  const playlist = fieldsOf(fieldsOf(parsed(text))['playlist']);
  const tracks = playlist['track'];
  if (!Array.isArray(tracks)) return undefined;
  const name = textOf(playlist['title']);
  const description = textOf(playlist['annotation']);
  return {
    songs: tracks.flatMap((track) => songOf(fieldsOf(track))),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
  };
}

function songOf(track: Fields): ListedSong[] {
  const title = textOf(track['title']);
  const artist = textOf(track['creator']);
  const album = textOf(track['album']);
  const location = first(track['location']);
  const isrc = isrcOf(track['isrc']);
  const durationMs = Number(track['duration']);
  if (title === undefined && location === undefined) return [];
  return [
    {
      text: [artist, title ?? location].filter((part) => part !== undefined).join(' - '),
      ...(title !== undefined && { title }),
      ...(artist !== undefined && { artist }),
      ...(album !== undefined && { album }),
      ...(location !== undefined && { location }),
      ...(isrc !== undefined && { isrc }),
      ...(durationMs > 0 && { durationMs: Math.round(durationMs) }),
    },
  ];
}

/** JSPF has a list of them, some programs a single one. */
function first(value: unknown): string | undefined {
  return textOf(Array.isArray(value) ? value[0] : value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
