import { Module } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { LocalSourceConfig } from '../config/index.js';
import { LocalSource } from './local/local-source.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';

/** Every source there is, one line each. */
@Module({
  providers: [
    SourceRegistry,
    {
      provide: SOURCE_ADAPTERS,
      inject: [LocalSourceConfig, Clock],
      useFactory: (local: LocalSourceConfig, clock: Clock): SourceAdapter[] => [
        ...(local.enabled ? [new LocalSource({ paths: local.paths ?? [] }, clock)] : []),
      ],
    },
  ],
  exports: [SourceRegistry],
})
export class SourcesModule {}
