import { identityKey } from '../../../common/index.js';
import type { CollectedItem, CollectedTrack } from '../../collection.js';
import type { ListedFile } from '../listed-file.js';

/** What tells whether a file of its own and a part of another are the same song. */
export interface SongFacts {
  readonly title: string;
  readonly number?: number;
  readonly durationMs: number;
}

/** Cut by a sheet, a song is as long as its part. */
const SAME_LENGTH_MS = 100;
/** The pause between two songs may have gone to either, or to none. */
const PAUSE_MS = 3_000;

/** Whether all parts of a file are there as files of their own as well: then it is these that a person listens to. */
export function areSplit(parts: readonly SongFacts[], songs: readonly SongFacts[]): boolean {
  const free = new Set(songs);
  for (const part of parts) {
    let found: SongFacts | undefined;
    for (const song of free) {
      if (!isSame(part, song)) continue;
      found = song;
      break;
    }
    if (!found) return false;
    free.delete(found);
  }
  return parts.length > 0;
}

function isSame(part: SongFacts, song: SongFacts): boolean {
  const difference = Math.abs(part.durationMs - song.durationMs);
  if (difference <= SAME_LENGTH_MS) return true;
  if (difference > PAUSE_MS) return false;
  const isSameNumber = part.number !== undefined && part.number === song.number;
  return isSameNumber || identityKey(part.title) === identityKey(song.title);
}

export function songFacts(item: CollectedItem): SongFacts[] {
  return item.kind === 'track' ? [factsOf(item.track)] : [];
}

function factsOf({ title, trackNumber, format }: CollectedTrack): SongFacts {
  return { title, ...(trackNumber !== undefined && { number: trackNumber }), durationMs: format.durationMs };
}

/** The files of a folder that are one track each. Those that a scan had no need to open are opened when they are asked for. */
export class Songs {
  private readonly found = new Map<string, { readonly file: ListedFile; facts?: readonly SongFacts[] }>();

  constructor(private readonly read: (file: ListedFile) => readonly CollectedItem[]) {}

  get count(): number {
    return this.found.size;
  }

  add(file: ListedFile, track?: CollectedTrack): void {
    this.found.set(file.name, track ? { file, facts: [factsOf(track)] } : { file });
  }

  all(): readonly SongFacts[] {
    return Array.from(this.found.values(), (song) => (song.facts ??= this.read(song.file).flatMap(songFacts))).flat();
  }
}
