import { Module, type Type } from '@nestjs/common';
import { LocalSourceConfig, PodcastSourceConfig, RadioSourceConfig, YtMusicSourceConfig } from '../config/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { UpstreamModule } from '../upstream/index.js';
import { AdapterTools } from './adapter-tools.js';
import { LocalSource } from './local/local-source.js';
import { PodcastSource } from './podcast/podcast-source.js';
import { RadioSource } from './radio/radio-source.js';
import { YtMusicSource } from './ytmusic/ytmusic-source.js';
import { SavedAddresses } from './saved-addresses.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import { listOf } from './source-views.js';
import { SourcesController } from './sources.controller.js';

interface SourceEntry {
  /** Handed over by Nest, which then has it made before. */
  readonly section: Type<{ readonly enabled: boolean }>;
  readonly make: (config: never, tools: AdapterTools) => SourceAdapter;
}

/** Every source there is, one line each. */
const SOURCES: readonly SourceEntry[] = [
  source(
    LocalSourceConfig,
    ({ paths }, { clock, ownFolders }) => new LocalSource({ paths: paths ?? [], ownFolders }, clock),
  ),
  source(PodcastSourceConfig, (config, tools) => new PodcastSource(config, tools)),
  source(RadioSourceConfig, (config, tools) => new RadioSource(config, tools)),
  source(YtMusicSourceConfig, (config, tools) => new YtMusicSource(config, tools)),
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
  imports: [EventsModule, UpstreamModule],
  controllers: [SourcesController],
  providers: [
    SourceRegistry,
    AdapterTools,
    SavedAddresses,
    {
      provide: SOURCE_ADAPTERS,
      inject: [AdapterTools, ...SOURCES.map(({ section }) => section)],
      useFactory: (tools: AdapterTools, ...sections: { readonly enabled: boolean }[]): SourceAdapter[] =>
        sections.flatMap((config, i) => (config.enabled ? SOURCES[i]!.make(config as never, tools) : [])),
    },
  ],
  exports: [SavedAddresses, SourceRegistry],
})
export class SourcesModule {
  constructor(topics: EventTopics, sources: SourceRegistry) {
    topics.registerState('sources', () => listOf(sources), sources.healthChanges);
  }
}
