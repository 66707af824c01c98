import { realpath, stat } from 'node:fs/promises';
import { SourceUnavailable, TrackNotFound } from '../source-error.js';
import type { FileLocation, StreamCapability } from '../source.js';
import { pathOf } from './file-locator.js';
import { isGone } from './folder-listing.js';
import { reasonOf } from './folder-walk.js';
import type { RootFolders } from './root-folders.js';
import { isAudioExtension } from './tags/read-audio.js';

/** Finds the files behind the tracks. */
export class LocalStreams implements StreamCapability {
  constructor(private readonly roots: RootFolders) {}

  /**
   * Only files below the music folders are given. A link among them may lead elsewhere, as its owner wanted, but only
   * to what has the name of an audio file: one to a key or a password leads nowhere.
   */
  async locate(locator: string, signal: AbortSignal): Promise<FileLocation> {
    signal.throwIfAborted();
    const root = this.roots.rootOf(locator);
    if (root === undefined) throw new TrackNotFound('The file is not in any of the music folders.');
    const path = pathOf(locator);
    try {
      const real = await realpath(path, 'buffer');
      const extension = real.subarray(real.lastIndexOf(0x2e) + 1).toString('latin1').toLowerCase(); // prettier-ignore
      if (isAudioExtension(extension) && (await stat(real)).isFile()) return { kind: 'file', path };
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      if (!isGone(error)) throw new SourceUnavailable(`The file cannot be opened. ${reasonOf(error)}`);
      const rootFault = await this.roots.check(root);
      if (rootFault !== undefined) throw new SourceUnavailable(rootFault);
    }
    throw new TrackNotFound('The file is not there any more. The next scan will notice.');
  }
}
