import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { SearchModule, SearchRegistry } from '../search/index.js';
import { SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { RadioDirectoryController } from './directory.controller.js';
import { ListeningStarts } from './listening-starts.js';
import { RadioDirectory } from './radio-directory.js';
import { SavedStations } from './saved-stations.js';
import { StationImports } from './station-import.js';
import { StationLoudness } from './station-loudness.js';
import { StationSearch } from './station-search.js';
import { StationStore } from './station-store.js';
import { StationTitles } from './station-titles.js';
import { StationViews } from './station-views.js';
import { StationsController } from './stations.controller.js';

/** Radio: the stations that people saved, and the directory of all others. */
@Module({
  imports: [CatalogueModule, SearchModule, SourcesModule, StreamingModule],
  controllers: [StationsController, RadioDirectoryController],
  providers: [
    ListeningStarts,
    RadioDirectory,
    SavedStations,
    StationImports,
    StationLoudness,
    StationSearch,
    StationStore,
    StationTitles,
    StationViews,
  ],
  exports: [SavedStations, StationImports],
})
export class StationsModule {
  constructor(registry: SearchRegistry, search: StationSearch) {
    registry.register(search);
  }
}
