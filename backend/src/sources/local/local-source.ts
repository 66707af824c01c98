import type { Observable } from 'rxjs';
import type { Clock } from '../../common/index.js';
import type { SourceAdapter, SourceHealth } from '../source.js';
import { LocalArtwork } from './local-artwork.js';
import { LocalCollection, type LocalCollectionOptions } from './local-collection.js';
import { LocalPlaylists } from './local-playlists.js';
import { LocalStreams } from './local-streams.js';
import { RootFolders } from './root-folders.js';

/** Absolute paths. */
interface LocalFolders {
  readonly paths: readonly string[];
  /** Of the server itself: no link leads into them. */
  readonly ownFolders?: readonly string[];
}

/**
 * A person's own files: folders on this machine, read as they are and never written to. The locator of a track is the
 * absolute path of its file (see `file-locator.ts` for names that are not text), of a part of a file with what part it is
 * behind that (`parts/part-locator.ts`).
 */
export class LocalSource implements SourceAdapter {
  readonly id = 'local';
  readonly name = 'Local files';
  readonly capabilities: {
    readonly collection: LocalCollection;
    readonly playlistFiles: LocalPlaylists;
    readonly streams: LocalStreams;
    readonly artwork: LocalArtwork;
  };
  private readonly roots: RootFolders;

  constructor({ paths, ownFolders = [] }: LocalFolders, clock: Clock, options?: LocalCollectionOptions) {
    this.roots = new RootFolders(paths, clock, ownFolders);
    const collection = new LocalCollection(this.roots, options);
    this.capabilities = {
      collection,
      playlistFiles: new LocalPlaylists(this.roots, () => collection.walks),
      streams: new LocalStreams(this.roots),
      artwork: new LocalArtwork(this.roots),
    };
  }

  get healthChanges(): Observable<void> {
    return this.roots.changes;
  }

  health(): SourceHealth {
    return this.roots.health();
  }
}
