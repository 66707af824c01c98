import { Module, type DynamicModule } from '@nestjs/common';
import { ArtworkModule } from './artwork/index.js';
import { BrowseModule } from './browse/index.js';
import { Clock, SystemClock } from './common/index.js';
import { ConfigModule, type LoadedConfig } from './config/index.js';
import { DatabaseModule, type Database } from './database/index.js';
import { DownloadsModule } from './downloads/index.js';
import { HeartsModule } from './hearts/index.js';
import { HealthModule } from './health/index.js';
import { HistoryModule } from './history/index.js';
import { KeepingModule } from './keeping/index.js';
import { LibraryModule } from './library/index.js';
import { PlaybackModule } from './playback/index.js';
import { PlaylistsModule } from './playlists/index.js';
import { PodcastsModule } from './podcasts/index.js';
import { ScrobblingModule } from './scrobbling/index.js';
import { SearchModule } from './search/index.js';
import { StationsModule } from './stations/index.js';
import { StaticModule } from './static/index.js';
import { StreamingModule } from './streaming/index.js';
import { TunerModule } from './tuner/index.js';
import { UpstreamModule } from './upstream/index.js';

@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
class ClockModule {}

/** The one list of all modules. */
@Module({})
export class AppModule {
  static of(loaded: LoadedConfig, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        { module: ClockModule, global: true },
        ConfigModule.of(loaded),
        DatabaseModule.of(database),
        UpstreamModule,
        LibraryModule,
        BrowseModule,
        HeartsModule,
        SearchModule,
        StreamingModule,
        PlaybackModule,
        StationsModule,
        TunerModule,
        PodcastsModule,
        KeepingModule,
        ArtworkModule,
        DownloadsModule,
        HistoryModule,
        PlaylistsModule,
        ScrobblingModule,
        HealthModule,
        StaticModule,
      ],
    };
  }
}
