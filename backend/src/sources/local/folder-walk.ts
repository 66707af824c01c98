import { realpathSync } from 'node:fs';
import { pathOf } from './file-locator.js';
import { isGone, listFolder, type FolderListing } from './folder-listing.js';
import { folderVersion } from './folder-version.js';

/** One step of a walk. Keys are locators of folders and end in a slash. */
export type WalkStep =
  /** A folder that holds audio files. */
  | { readonly kind: 'unit'; readonly key: string; readonly version: string; readonly files: number }
  /** A folder in which there is nothing at all. */
  | { readonly kind: 'void'; readonly key: string }
  | { readonly kind: 'unreadable'; readonly key: string; readonly reason: string }
  /** The folder does not exist (any more). */
  | { readonly kind: 'absent'; readonly key: string }
  /** The starting point has been walked to its end. @param hasLinks something in it lies elsewhere */
  | { readonly kind: 'walked'; readonly key: string; readonly hasLinks: boolean };

/**
 * Walks folders in depth, telling each that holds music. A link to a folder is followed unless that leads to something
 * that is walked anyway: into a starting point, around one, or to what another link led to.
 * @param starts locators of folders, ending in a slash
 */
export function* walkFolders(starts: readonly string[]): Generator<WalkStep, void> {
  const walked = new WalkedPlaces();
  for (const start of starts) walked.add(start);
  for (const start of starts) {
    const pending = [start];
    let hasLinks = false;
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      const listing = yield* listed(folder, folder === start);
      if (!listing) continue;
      hasLinks ||= listing.hasLinks;
      if (listing.isVoid) yield { kind: 'void', key: folder };
      if (listing.audio.length > 0) {
        yield { kind: 'unit', key: folder, version: folderVersion(listing), files: listing.audio.length };
      }
      for (const { name, isLink } of listing.folders) {
        const inner = `${folder}${name}/`;
        if (!isLink || walked.add(inner)) pending.push(inner);
      }
    }
    yield { kind: 'walked', key: start, hasLinks };
  }
}

function* listed(folder: string, isStart: boolean): Generator<WalkStep, FolderListing | undefined> {
  try {
    return listFolder(folder);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // A folder that goes while it is walked is no fault; a starting point that is not there may be an unplugged disk.
    if (!isGone(error)) yield { kind: 'unreadable', key: folder, reason: reasonOf(error) };
    else if (isStart) yield { kind: 'absent', key: folder };
    return undefined;
  }
}

/** Why a folder or file cannot be read, for a person. */
export function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'Reading it is not permitted.';
  if (code === 'EIO' || code === 'ESTALE') return 'The disk or the network connection to it failed.';
  if (code === 'ENAMETOOLONG') return 'Its path is longer than the system allows.';
  if (code === 'EMFILE' || code === 'ENFILE') return 'Too many files are open.';
  return `It cannot be read (${typeof code === 'string' ? code : error.message}).`;
}

/** Where links have led, as real paths. */
class WalkedPlaces {
  private readonly places: string[] = [];

  /** @returns false when the folder is, holds, or lies in a place that is walked anyway */
  add(folder: string): boolean {
    const real = realFolder(folder);
    if (real === undefined) return false;
    if (this.places.some((place) => real.startsWith(place) || place.startsWith(real))) return false;
    this.places.push(real);
    return true;
  }
}

/** In Latin-1, so that every byte counts and prefixes stay prefixes. */
function realFolder(folder: string): string | undefined {
  try {
    const real = realpathSync.native(pathOf(folder), 'buffer').toString('latin1');
    return real.endsWith('/') ? real : `${real}/`;
  } catch (error) {
    if (isGone(error) || (error instanceof Error && 'code' in error && error.code === 'EACCES')) return undefined;
    throw error;
  }
}
