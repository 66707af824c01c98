import type { TrackView } from '../../core/api/types';

/**
 * For how long two items sound together, in milliseconds: 0 where they do not. Two neighbours of an album belong together as
 * they were cut; speech and stations neither begin nor end under something else.
 * @param wantedSeconds what the person chose
 */
export function fadeMsBetween(from: TrackView, to: TrackView, wantedSeconds: number): number {
  if (from.kind !== undefined || to.kind !== undefined || areNeighbours(from, to)) return 0;
  const shorterMs = Math.min(from.durationMs ?? 0, to.durationMs ?? 0);
  return Math.min(wantedSeconds * 1000, shorterMs / 2);
}

/** Whether one comes right behind the other on its album. What is not numbered is taken to lie as it plays. */
export function areNeighbours(from: TrackView, to: TrackView): boolean {
  if (from.album.id !== to.album.id || from.id === to.id) return false;
  if (from.trackNumber === undefined || to.trackNumber === undefined) return true;
  const discs = (to.discNumber ?? 1) - (from.discNumber ?? 1);
  return discs === 0 ? to.trackNumber === from.trackNumber + 1 : discs === 1 && to.trackNumber === 1;
}

/**
 * How loud the one that begins and the one that ends are. Two recordings have nothing in common, so their powers add up: the
 * squares are always 1 together, and nothing sags in the middle.
 * @param progress from 0, where it begins, to 1
 */
export function levelsAt(progress: number): { readonly begun: number; readonly ending: number } {
  const angle = (Math.min(1, Math.max(0, progress)) * Math.PI) / 2;
  return { begun: Math.sin(angle), ending: Math.cos(angle) };
}
