import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/index.js';
import { ArtworkRepository } from './artwork-repository.js';
import { ArtworksController } from './artworks.controller.js';
import { CoverController } from './cover.controller.js';
import { Covers } from './covers.js';
import { PictureProcess } from './picture-process.js';

/** `/art`: covers, scaled; and what can be told of them. */
@Module({
  imports: [SourcesModule],
  controllers: [CoverController, ArtworksController],
  providers: [ArtworkRepository, Covers, PictureProcess],
  exports: [Covers],
})
export class ArtworkModule {}
