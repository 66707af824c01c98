import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { LibraryModule } from '../library/index.js';
import { SourcesModule } from '../sources/index.js';
import { AlbumSaver } from './album-saver.js';
import { OwnMusicPages } from './own-music-pages.js';
import { RemoteBrowser } from './remote-browser.js';
import { RemoteItems } from './remote-items.js';
import { RemotePages } from './remote-pages.js';
import { RemoteSaves } from './remote-saves.js';
import { RemoteTracks } from './remote-tracks.js';
import { RemoteController } from './remote.controller.js';

/** What is at sources and in no library: shown, opened, saved. */
@Module({
  imports: [CatalogueModule, LibraryModule, SourcesModule],
  controllers: [RemoteController],
  providers: [AlbumSaver, OwnMusicPages, RemoteBrowser, RemoteItems, RemotePages, RemoteSaves, RemoteTracks],
  exports: [RemoteItems],
})
export class BrowseModule {}
