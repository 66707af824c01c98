import type { TrackView } from '../catalogue/index.js';
import { stemOf } from '../streaming/index.js';

/**
 * How the files of an album are called: `03 Title.flac`, and `2-03 Title.flac` where it has several discs. No two of them are
 * the same file to any system, nor do they stand in another order than they play in.
 */
export class FileNames {
  private readonly stems: ReadonlyMap<TrackView, string>;
  private readonly taken = new Set<string>();

  constructor(tracks: readonly TrackView[]) {
    const hasDiscs = new Set(tracks.map(discOf)).size > 1;
    const digits = Math.max(2, ...tracks.map((track, i) => String(numberOf(track, i)).length));
    this.stems = new Map(
      tracks.map((track, i) => {
        const number = String(numberOf(track, i)).padStart(digits, '0');
        return [track, stemOf([`${hasDiscs ? `${discOf(track)}-` : ''}${number} ${track.title}`])];
      }),
    );
  }

  /** @param extension with its dot */
  take(track: TrackView, extension: string): string {
    const stem = this.stems.get(track) ?? '';
    let name = `${stem}${extension}`;
    for (let copy = 2; this.taken.has(asSystemsCompare(name)); copy++) name = `${stem} (${copy})${extension}`;
    this.taken.add(asSystemsCompare(name));
    return name;
  }
}

function discOf({ discNumber = 1 }: TrackView): number {
  return discNumber;
}

/** @param index of the track, which counts where nothing else is told */
function numberOf({ trackNumber }: TrackView, index: number): number {
  return trackNumber ?? index + 1;
}

/** Windows and macOS take capital and small letters for the same, macOS all ways to write an accent as well. */
function asSystemsCompare(name: string): string {
  return name.normalize('NFKD').toUpperCase().toLowerCase();
}
