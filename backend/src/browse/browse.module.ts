import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { LibraryModule } from '../library/index.js';
import { SourcesModule } from '../sources/index.js';
import { RemoteItems } from './remote-items.js';

/** What is at sources and in no library: shown, opened, saved. */
@Module({
  imports: [CatalogueModule, LibraryModule, SourcesModule],
  providers: [RemoteItems],
  exports: [RemoteItems],
})
export class BrowseModule {}
