import { realpath } from 'node:fs/promises';
import { SourceUnavailable, TrackNotFound } from '../source-error.js';
import type { FileLocation, StreamCapability } from '../source.js';
import { pathOf } from './file-locator.js';
import { isGone } from './folder-listing.js';
import { reasonOf } from './folder-walk.js';
import { placeOf } from './parts/part-locator.js';
import { isReadable } from './readable-places.js';
import type { RootFolders } from './root-folders.js';
import { isAudioExtension } from '../../tags/index.js';

/** Finds the files behind the tracks, and which part of them is meant. */
export class LocalStreams implements StreamCapability {
  readonly givesFiles = true;

  constructor(private readonly roots: RootFolders) {}

  /**
   * Only files below the music folders are given. A link among them may lead elsewhere, as its owner wanted, but only
   * to what has the name of an audio file: one to a key or a password leads nowhere. Whoever opens the file has that
   * checked again, of what was really opened.
   */
  async locate(locator: string, signal: AbortSignal): Promise<FileLocation> {
    signal.throwIfAborted();
    const place = placeOf(locator);
    const root = place && this.roots.rootOf(place.file);
    if (!place || root === undefined) throw new TrackNotFound('The file is not in any of the music folders.');
    const path = pathOf(place.file);
    try {
      const places = await this.roots.places();
      const accepts = (real: Buffer): boolean => isReadable(real, places, isAudioExtension);
      if (accepts(await realpath(path, 'buffer')))
        return { kind: 'file', path, accepts, ...(place.part && { part: place.part }) };
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      if (!isGone(error))
        throw new SourceUnavailable(`The file cannot be opened. ${reasonOf(error)}`, 'file-unreadable');
      const rootFault = await this.roots.check(root);
      if (rootFault !== undefined) throw new SourceUnavailable(rootFault.reason, 'folder-away');
    }
    throw new TrackNotFound('The file is not there any more. The next scan will notice.');
  }
}
