import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { Directories } from './directories.js';
import { Installation } from './installation.js';
import {
  DatabaseConfig,
  HistoryConfig,
  LastFmConfig,
  ListenBrainzConfig,
  LibraryConfig,
  LocalSourceConfig,
  LogConfig,
  PyxisConfig,
  ServerConfig,
  StreamingConfig,
  WebConfig,
} from './pyxis.config.js';
import type { LoadedConfig } from './load-config.js';
import { Secrets } from './secrets.js';

/** Each section by itself: a class asks for the part it needs. */
const SECTIONS: readonly (readonly [Type, (config: PyxisConfig) => object])[] = [
  [ServerConfig, (config) => config.server],
  [WebConfig, (config) => config.web],
  [LocalSourceConfig, (config) => config.sources.local],
  [StreamingConfig, (config) => config.streaming],
  [LibraryConfig, (config) => config.library],
  [HistoryConfig, (config) => config.history],
  [ListenBrainzConfig, (config) => config.scrobbling.listenbrainz],
  [LastFmConfig, (config) => config.scrobbling.lastfm],
  [DatabaseConfig, (config) => config.database],
  [LogConfig, (config) => config.log],
];

/** Makes the configuration injectable everywhere. */
@Module({})
export class ConfigModule {
  static of(loaded: LoadedConfig): DynamicModule {
    const sections: Provider[] = SECTIONS.map(([section, select]) => ({
      provide: section,
      useFactory: (service: ConfigService) => select(service.getOrThrow<PyxisConfig>('pyxis')),
      inject: [ConfigService],
    }));
    const values: Provider[] = [
      { provide: Directories, useValue: loaded.directories },
      { provide: Installation, useValue: loaded.installation },
      { provide: Secrets, useValue: loaded.secrets },
    ];
    const providers = [...sections, ...values];
    return {
      module: ConfigModule,
      global: true,
      // Read and judged before anything is built, so that its faults can be told without a stack (load-config.ts).
      imports: [
        NestConfigModule.forRoot({
          ignoreEnvFile: true,
          ignoreEnvVars: true,
          skipProcessEnv: true,
          load: [() => ({ pyxis: loaded.config })],
        }),
      ],
      providers,
      exports: providers,
    };
  }
}
