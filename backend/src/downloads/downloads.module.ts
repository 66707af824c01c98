import { Module } from '@nestjs/common';
import { ArtworkModule } from '../artwork/index.js';
import { BrowseModule } from '../browse/index.js';
import { LibraryModule } from '../library/index.js';
import { StreamingModule } from '../streaming/index.js';
import { AlbumContents } from './album-contents.js';
import { AlbumController } from './album.controller.js';
import { AlbumSender } from './album-sender.js';

/** `/stream/album`: whole albums, to be kept as files. */
@Module({
  imports: [ArtworkModule, BrowseModule, LibraryModule, StreamingModule],
  controllers: [AlbumController],
  providers: [AlbumContents, AlbumSender],
})
export class DownloadsModule {}
