import { Module } from '@nestjs/common';
import { CatalogueModule, TrackDirectory } from '../catalogue/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { SourceHoldings, SourcesModule } from '../sources/index.js';
import { AlbumFinder } from './album-finder.js';
import { AlbumRepository } from './album-repository.js';
import { AlbumsController } from './albums.controller.js';
import { ArtistRepository } from './artist-repository.js';
import { ArtistsController } from './artists.controller.js';
import { DecadeRepository } from './decade-repository.js';
import { EditStore } from './edit-store.js';
import { FileParts } from './file-parts.js';
import { GenreRepository } from './genre-repository.js';
import { GenresController } from './genres.controller.js';
import { IdentityPass } from './identity-pass.js';
import { LibraryScanner } from './scan/library-scanner.js';
import { ScanRepository } from './scan/scan-repository.js';
import { ScanRunner } from './scan/scan-runner.js';
import { ScansController } from './scans.controller.js';
import { SavedThings } from './saved/saved-things.js';
import { OwnCovers } from './own-covers.js';
import { PlacementStore } from './placement-store.js';
import { LibrarySearch } from './library-search.js';
import { LibraryTracks } from './library-tracks.js';
import { ShelfStore } from './shelves/shelf-store.js';
import { ShelvesController } from './shelves/shelves.controller.js';
import { ShuffledTracks } from './shuffled-tracks.js';
import { LyricsEdits } from './lyrics/lyrics-edits.js';
import { RemoteLyrics } from './lyrics/remote-lyrics.js';
import { SourcesOff } from './sources-off.js';
import { TrackFinder } from './track-finder.js';
import { TrackLyrics } from './lyrics/track-lyrics.js';
import { TrackFiles } from './track-files.js';
import { TrackLists } from './track-lists.js';
import { TrackRepository } from './track-repository.js';
import { TracksController } from './tracks.controller.js';
import { Works } from './works.js';

/** What a person has: found, browsed, searched and edited. */
@Module({
  imports: [CatalogueModule, EventsModule, SourcesModule],
  controllers: [
    AlbumsController,
    ArtistsController,
    GenresController,
    ScansController,
    ShelvesController,
    TracksController,
  ],
  providers: [
    AlbumFinder,
    AlbumRepository,
    ArtistRepository,
    DecadeRepository,
    EditStore,
    FileParts,
    GenreRepository,
    IdentityPass,
    LibraryScanner,
    OwnCovers,
    PlacementStore,
    SavedThings,
    RemoteLyrics,
    ScanRepository,
    ScanRunner,
    LibrarySearch,
    LibraryTracks,
    LyricsEdits,
    ShelfStore,
    ShuffledTracks,
    SourcesOff,
    TrackFinder,
    TrackFiles,
    TrackLists,
    TrackLyrics,
    TrackRepository,
    Works,
  ],
  exports: [
    AlbumRepository,
    ArtistRepository,
    IdentityPass,
    LibrarySearch,
    OwnCovers,
    PlacementStore,
    SavedThings,
    ScanRunner,
    ShuffledTracks,
    TrackFiles,
    TrackLists,
  ],
})
export class LibraryModule {
  constructor(
    directory: TrackDirectory,
    tracks: LibraryTracks,
    topics: EventTopics,
    scans: ScanRunner,
    holdings: SourceHoldings,
    saved: SavedThings,
  ) {
    holdings.register((sourceId, ownerId) => saved.holdings(sourceId, ownerId));
    directory.register(tracks);
    topics.registerState('scan', () => scans.newest ?? {}, scans.views);
  }
}
