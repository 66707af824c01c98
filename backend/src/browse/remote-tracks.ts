import { Injectable } from '@nestjs/common';
import { SourceItems, TrackDirectory } from '../catalogue/index.js';
import { NotFound } from '../common/index.js';
import { Database } from '../database/index.js';
import type { RemoteTrack, SourceTrack } from '../sources/index.js';
import { refOf } from './remote-pages.js';
import { remoteTrackOf } from './track-snapshots.js';

/** Tracks of sources by their ids (`ytmusic:dQw4…`), as lists of the source would tell them. */
@Injectable()
export class RemoteTracks {
  constructor(
    private readonly items: SourceItems,
    private readonly directory: TrackDirectory,
    private readonly database: Database,
  ) {}

  /**
   * @throws NotFound nobody knows it
   * @throws SourceUnavailable, UpstreamError it is not known yet, and its source does not answer
   */
  async find(id: string, signal: AbortSignal): Promise<RemoteTrack> {
    const ref = refOf('track', id);
    const known = await this.known(ref);
    if (known) return known;
    await this.directory.fetch([id], signal);
    const found = await this.known(ref);
    if (!found) throw new NotFound('track', id);
    return found;
  }

  private async known(ref: { readonly source: string; readonly nativeId: string }): Promise<RemoteTrack | undefined> {
    const [item] = await this.items.read<SourceTrack>(this.database.read, 'track', [ref]);
    return item && remoteTrackOf(ref.nativeId, item.value);
  }
}
