import { readAsx } from './asx.js';
import { readM3u } from './m3u.js';
import { entryOf, type PlaylistEntry, type WrittenEntry } from './playlist-entry.js';
import { playlistKindOf, playlistText, type PlaylistKind } from './playlist-kind.js';
import { readPls } from './pls.js';
import { readXspf } from './xspf.js';

export interface PlaylistHints {
  /** As a server has it; absent where nobody says it. */
  readonly mimeType?: string;
  /** Where the list lies, for addresses that are not whole. */
  readonly base?: URL;
}

/**
 * The addresses in a playlist (PLS, M3U, XSPF, ASX), in their order, each once. Never throws.
 * @returns nothing where it is no playlist, or one that leads nowhere in the web; for HLS, which has pieces of sound and no
 * further addresses, nothing either
 */
export async function parsePlaylist(bytes: Buffer, { mimeType, base }: PlaylistHints = {}): Promise<PlaylistEntry[]> {
  const text = playlistText(bytes);
  const kind = text === undefined ? undefined : playlistKindOf(text, mimeType);
  return text === undefined || kind === undefined ? [] : entriesIn(text, kind, base);
}

/** As `parsePlaylist`, of a text whose kind is known. */
export async function entriesIn(text: string, kind: PlaylistKind, base: URL | undefined): Promise<PlaylistEntry[]> {
  const entries = new Map<string, PlaylistEntry>();
  for (const written of await readWritten(text, kind)) {
    const entry = entryOf(written, base);
    if (entry && !entries.has(entry.url)) entries.set(entry.url, entry);
  }
  return [...entries.values()];
}

function readWritten(text: string, kind: PlaylistKind): readonly WrittenEntry[] | Promise<readonly WrittenEntry[]> {
  switch (kind) {
    case 'pls':
      return readPls(text);
    case 'm3u':
      return readM3u(text);
    case 'xspf':
      return readXspf(text);
    case 'asx':
      return readAsx(text);
    case 'hls':
    case 'html':
      return [];
  }
}
