import { Module, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock } from '../common/index.js';
import { LocalSourceConfig } from '../config/index.js';
import { LocalSource } from './local/local-source.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import { SourcesController } from './sources.controller.js';

/** What adapters are made with. */
interface AdapterTools {
  readonly clock: Clock;
}

type AdapterFactory = (modules: ModuleRef, tools: AdapterTools) => SourceAdapter | undefined;

/** Every source there is, one line each. */
const SOURCES: readonly AdapterFactory[] = [
  source(LocalSourceConfig, ({ paths }, { clock }) => new LocalSource({ paths: paths ?? [] }, clock)),
];

/** A source that is made unless its section of the configuration switches it off. */
function source<Section extends { readonly enabled: boolean }>(
  section: Type<Section>,
  make: (config: Section, tools: AdapterTools) => SourceAdapter,
): AdapterFactory {
  return (modules, tools) => {
    const config = modules.get(section, { strict: false });
    return config.enabled ? make(config, tools) : undefined;
  };
}

/** Where music comes from. */
@Module({
  controllers: [SourcesController],
  providers: [
    SourceRegistry,
    {
      provide: SOURCE_ADAPTERS,
      inject: [ModuleRef, Clock],
      useFactory: (modules: ModuleRef, clock: Clock): SourceAdapter[] =>
        SOURCES.flatMap((make) => make(modules, { clock }) ?? []),
    },
  ],
  exports: [SourceRegistry],
})
export class SourcesModule {}
