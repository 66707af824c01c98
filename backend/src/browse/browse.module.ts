import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { LibraryModule } from '../library/index.js';
import { SourcesModule } from '../sources/index.js';
import { AlbumSaver } from './album-saver.js';
import { OwnLists } from './own-lists.js';
import { OwnMusicPages } from './own-music-pages.js';
import { Radios } from './radios.js';
import { RemoteBrowser } from './remote-browser.js';
import { RemoteItems } from './remote-items.js';
import { RemoteLists } from './remote-lists.js';
import { RemotePages } from './remote-pages.js';
import { RemoteSaves } from './remote-saves.js';
import { RemoteTracks } from './remote-tracks.js';
import { TrackVersions } from './track-versions.js';
import { RemoteController } from './remote.controller.js';

/** What is at sources and in no library: shown, opened, saved. */
@Module({
  imports: [CatalogueModule, LibraryModule, SourcesModule],
  controllers: [RemoteController],
  providers: [
    AlbumSaver,
    OwnLists,
    OwnMusicPages,
    Radios,
    RemoteBrowser,
    RemoteItems,
    RemoteLists,
    RemotePages,
    RemoteSaves,
    RemoteTracks,
    TrackVersions,
  ],
  exports: [Radios, RemoteBrowser, RemoteItems, RemoteLists, RemotePages],
})
export class BrowseModule {}
