import { Module } from '@nestjs/common';
import { EventsModule, EventTopics } from '../events/index.js';
import { LibraryModule } from '../library/index.js';
import { SourcesModule } from '../sources/index.js';
import { UpstreamModule } from '../upstream/index.js';
import { ArtworkRepository } from './artwork-repository.js';
import { ArtworksController } from './artworks.controller.js';
import { CoverController } from './cover.controller.js';
import { CoverPass } from './cover-pass.js';
import { Covers } from './covers.js';
import { OwnCoversController } from './own/own-covers.controller.js';
import { CoverNews } from './own/cover-news.js';
import { FetchedPictures } from './own/fetched-pictures.js';
import { GivenPicturesController } from './own/given-pictures.controller.js';
import { GivenPictures } from './own/given-pictures.js';
import { PictureFolder } from './own/picture-folder.js';
import { PictureProcess } from './picture-process.js';

/** `/art`: covers, scaled; what can be told of them; and those that people choose. */
@Module({
  imports: [EventsModule, LibraryModule, SourcesModule, UpstreamModule],
  controllers: [CoverController, ArtworksController, GivenPicturesController, OwnCoversController],
  providers: [
    ArtworkRepository,
    CoverNews,
    CoverPass,
    Covers,
    FetchedPictures,
    GivenPictures,
    PictureFolder,
    PictureProcess,
  ],
  exports: [CoverPass, Covers],
})
export class ArtworkModule {
  constructor(topics: EventTopics, pass: CoverPass, news: CoverNews) {
    topics.registerState('covers', () => pass.now ?? {}, pass.changes);
    topics.registerState('own-covers', () => news.now, news.changes);
  }
}
