import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/index.js';
import { ChosenVersions } from './chosen-versions.js';
import { SnapshotRetention } from './snapshot-retention.js';
import { SourceItems } from './source-items.js';
import { SourceSnapshots } from './source-snapshots.js';
import { SourceTrackReader } from './source-track-reader.js';
import { TrackDirectory } from './track-directory.js';
import { VerdictsOnTracks } from './verdicts-on-tracks.js';

/** What music is, wherever it is kept: the facts of tracks, and which of them are the same. */
@Module({
  imports: [SourcesModule],
  providers: [
    ChosenVersions,
    SnapshotRetention,
    SourceItems,
    SourceSnapshots,
    SourceTrackReader,
    TrackDirectory,
    VerdictsOnTracks,
  ],
  exports: [ChosenVersions, SourceItems, SourceSnapshots, TrackDirectory, VerdictsOnTracks],
})
export class CatalogueModule {
  constructor(directory: TrackDirectory, sourceTracks: SourceTrackReader) {
    directory.register(sourceTracks);
  }
}
