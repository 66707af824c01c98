import { Module } from '@nestjs/common';
import { EventsModule, EventTopics } from '../events/index.js';
import { LibraryModule } from '../library/index.js';
import { SourcesModule } from '../sources/index.js';
import { ArtworkRepository } from './artwork-repository.js';
import { ArtworksController } from './artworks.controller.js';
import { CoverController } from './cover.controller.js';
import { CoverPass } from './cover-pass.js';
import { Covers } from './covers.js';
import { PictureProcess } from './picture-process.js';

/** `/art`: covers, scaled; and what can be told of them. */
@Module({
  imports: [EventsModule, LibraryModule, SourcesModule],
  controllers: [CoverController, ArtworksController],
  providers: [ArtworkRepository, CoverPass, Covers, PictureProcess],
  exports: [CoverPass, Covers],
})
export class ArtworkModule {
  constructor(topics: EventTopics, pass: CoverPass) {
    topics.registerState('covers', () => pass.now ?? {}, pass.changes);
  }
}
