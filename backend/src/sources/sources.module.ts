import { Module, type Type } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { LocalSourceConfig } from '../config/index.js';
import { UpstreamModule, Upstreams } from '../upstream/index.js';
import { LocalSource } from './local/local-source.js';
import { pictureFetcher, type FetchPicture } from './remote-artwork.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import { SourcesController } from './sources.controller.js';

/** What adapters are made with. */
interface AdapterTools {
  readonly clock: Clock;
  /** For `RemoteArtwork`. */
  readonly fetchPicture: FetchPicture;
}

interface SourceEntry {
  /** Handed over by Nest, which then has it made before. */
  readonly section: Type<{ readonly enabled: boolean }>;
  readonly make: (config: never, tools: AdapterTools) => SourceAdapter;
}

/** Every source there is, one line each. */
const SOURCES: readonly SourceEntry[] = [
  source(LocalSourceConfig, ({ paths }, { clock }) => new LocalSource({ paths: paths ?? [] }, clock)),
];

/** A source that is made unless its section of the configuration switches it off. */
function source<Section extends { readonly enabled: boolean }>(
  section: Type<Section>,
  make: (config: Section, tools: AdapterTools) => SourceAdapter,
): SourceEntry {
  return { section, make };
}

/** Where music comes from. */
@Module({
  imports: [UpstreamModule],
  controllers: [SourcesController],
  providers: [
    SourceRegistry,
    {
      provide: SOURCE_ADAPTERS,
      inject: [Clock, Upstreams, ...SOURCES.map(({ section }) => section)],
      useFactory: (
        clock: Clock,
        upstreams: Upstreams,
        ...sections: { readonly enabled: boolean }[]
      ): SourceAdapter[] => {
        const tools = { clock, fetchPicture: pictureFetcher(upstreams) };
        return sections.flatMap((config, i) => (config.enabled ? SOURCES[i]!.make(config as never, tools) : []));
      },
    },
  ],
  exports: [SourceRegistry],
})
export class SourcesModule {}
