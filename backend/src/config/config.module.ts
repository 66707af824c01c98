import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { Directories } from './directories.js';
import { Installation } from './installation.js';
import type { LoadedConfig } from './load-config.js';
import type { PyxisConfig } from './pyxis.config.js';
import { SECTIONS, sectionOf } from './schema.js';
import { Secrets } from './secrets.js';

/** Makes the configuration injectable everywhere. */
@Module({})
export class ConfigModule {
  static of(loaded: LoadedConfig): DynamicModule {
    // Each section by itself: a class asks for the part it needs.
    const sections: Provider[] = SECTIONS.map((section) => ({
      provide: section.type,
      useFactory: (service: ConfigService) => sectionOf(service.getOrThrow<PyxisConfig>('pyxis'), section),
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
