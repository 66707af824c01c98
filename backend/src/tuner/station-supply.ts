import { recordingIdentity } from '../catalogue/index.js';
import type { StationSong } from '../sources/index.js';
import type { Rest } from './rest.js';

/** No song comes again among so many: a batch that was asked for twice is no more music. */
const APART = 12;

/**
 * What a station has at hand. Positions count all that it ever gave to a queue: with `from` 8 and two songs at hand, a queue that is
 * at 8 gets both and is at 10.
 */
export interface StationSupply {
  readonly from: number;
  readonly songs: readonly StationSong[];
  /** The last of what it ever had at hand. */
  readonly lately: readonly StationSong[];
  /** Batches in a row that had no song in them. */
  readonly emptyBatches: number;
  readonly rest?: Rest;
  /** When it gave songs last. */
  readonly gaveAtMs?: number;
  /** There is no such station any more. */
  readonly isOver: boolean;
}

export const NEW_SUPPLY: StationSupply = { from: 0, songs: [], lately: [], emptyBatches: 0, isOver: false };

/** Begins a queue at this position: what is at hand follows there, whatever was counted before. */
export function beginAt(supply: StationSupply, position: number): StationSupply {
  return { ...supply, from: position };
}

/** Without what a queue that is at this position was given already. */
export function givenUpTo(supply: StationSupply, position: number): StationSupply {
  const given = position - supply.from;
  // Of another run of the server, or of a queue that is no more.
  if (given < 0 || given > supply.songs.length) return beginAt(supply, position);
  return { ...supply, from: position, songs: supply.songs.slice(given) };
}

/** With a batch, without songs that it had lately. */
export function withBatch(supply: StationSupply, batch: readonly StationSong[], nowMs: number): StationSupply {
  // What nobody can hear any more may come again.
  const lately = supply.lately.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
  const added = batch.filter((song) => {
    if (song.expiresAtMs <= nowMs || lately.some((other) => isSame(song, other))) return false;
    lately.push(song);
    return true;
  });
  if (added.length === 0) return { ...supply, emptyBatches: supply.emptyBatches + 1 };
  const { rest: _, ...rest } = supply;
  return {
    ...rest,
    songs: [...supply.songs, ...added],
    lately: lately.slice(-APART),
    emptyBatches: 0,
    gaveAtMs: nowMs,
  };
}

function isSame(a: StationSong, b: StationSong): boolean {
  return a.nativeId === b.nativeId || identityOf(a) === identityOf(b);
}

function identityOf({ track: { title, artist, artists } }: StationSong): string {
  const names = artists.map(({ name }) => name);
  return recordingIdentity({ title, artist: artist ?? names.join(', '), artists: names });
}
