import type { FolderListing } from './folder-listing.js';
import type { ListedFile } from './listed-file.js';

/**
 * The version of one audio file: changes with the file, the lyrics and the sheet beside it and the cover it would take.
 * @param stem its name without the extension
 * @param cue the sheet that tells of it
 */
export function fileVersion(
  file: ListedFile,
  stem: string,
  { lyrics, artwork }: FolderListing,
  cue?: ListedFile,
): string {
  const own = stamp(file);
  const beside = lyrics.of(stem);
  const withLyrics = beside ? `${own}-l${stamp(beside)}` : own;
  const withCue = cue ? `${withLyrics}-q${stamp(cue)}` : withLyrics;
  return artwork ? `${withCue}-c${stamp(artwork)}` : withCue;
}

/** Size and time of change of a file. */
export function stamp({ sizeBytes, modifiedAtMs }: ListedFile): string {
  return `${sizeBytes.toString(36)}-${Math.floor(modifiedAtMs).toString(36)}`;
}

/**
 * The version of a folder: changes when an audio file, lyrics, a cue sheet or cover in it is added, removed, renamed or written.
 * A sum over its files, so that their order does not matter; computed by hand, as a digest for each of ten thousand
 * folders would cost more than looking at them.
 */
export function folderVersion({ audio, lyrics, cues, artwork }: FolderListing): string {
  const sum = new FileSum();
  for (const file of audio) sum.add(file);
  for (const file of lyrics.all()) sum.add(file);
  for (const file of cues) sum.add(file);
  if (artwork) sum.add(artwork);
  return `${audio.length.toString(36)}.${(sum.high >>> 0).toString(36)}.${(sum.low >>> 0).toString(36)}`;
}

/** Sums up two independent 32-bit hashes of each file. */
class FileSum {
  high = 0;
  low = 0;

  add({ name, sizeBytes, modifiedAtMs }: ListedFile): void {
    const time = Math.floor(modifiedAtMs);
    let a = 0x811c9dc5 ^ sizeBytes;
    let b = 0x9e3779b9 ^ (time | 0);
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) + 1;
    }
    a = Math.imul(a ^ (time | 0), 0x01000193) ^ Math.floor(time / 0x100000000);
    b = Math.imul(b ^ sizeBytes, 0xc2b2ae35) ^ Math.floor(sizeBytes / 0x100000000);
    this.high = (this.high + (a ^ (a >>> 15))) | 0;
    this.low = (this.low + (b ^ (b >>> 13))) | 0;
  }
}
