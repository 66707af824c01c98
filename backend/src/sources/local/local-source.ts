import type { Observable } from 'rxjs';
import type { Clock } from '../../common/index.js';
import type { SourceAdapter, SourceHealth } from '../source.js';
import { LocalArtwork } from './local-artwork.js';
import { LocalCollection, type LocalCollectionOptions } from './local-collection.js';
import { LocalStreams } from './local-streams.js';
import { RootFolders } from './root-folders.js';

/**
 * A person's own files: folders on this machine, read as they are and never written to. The locator of a track is the
 * absolute path of its file (see `file-locator.ts` for names that are not text).
 */
export class LocalSource implements SourceAdapter {
  readonly id = 'local';
  readonly name = 'Local files';
  readonly capabilities: {
    readonly collection: LocalCollection;
    readonly streams: LocalStreams;
    readonly artwork: LocalArtwork;
  };
  private readonly roots: RootFolders;

  /** @param config the absolute folders to read */
  constructor(config: { readonly paths: readonly string[] }, clock: Clock, options?: LocalCollectionOptions) {
    this.roots = new RootFolders(config.paths, clock);
    this.capabilities = {
      collection: new LocalCollection(this.roots, options),
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
