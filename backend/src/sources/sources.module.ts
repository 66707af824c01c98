import { Inject, Module, type Type } from '@nestjs/common';
import {
  BandcampSourceConfig,
  LocalSourceConfig,
  PandoraSourceConfig,
  PodcastSourceConfig,
  RadioSourceConfig,
  SoundCloudSourceConfig,
  YtMusicSourceConfig,
} from '../config/index.js';
import { EventsModule, EventTopics } from '../events/index.js';
import { UpstreamModule } from '../upstream/index.js';
import { AdapterTools } from './adapter-tools.js';
import { BandcampSource } from './bandcamp/bandcamp-source.js';
import { LocalSource } from './local/local-source.js';
import { PandoraSource } from './pandora/pandora-source.js';
import { PodcastSource } from './podcast/podcast-source.js';
import { RadioSource } from './radio/radio-source.js';
import { SoundCloudSource } from './soundcloud/soundcloud-source.js';
import { YtMusicSource } from './ytmusic/ytmusic-source.js';
import { SavedAddresses } from './saved-addresses.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import { SourceHoldings } from './source-holdings.js';
import { SourceTrials } from './source-trials.js';
import { listOf, SOURCES_OFF } from './source-views.js';
import { SourcesController } from './sources.controller.js';
import type { SourceOff } from './sources.dto.js';

interface SourceEntry {
  /** What a person calls it. */
  readonly name: string;
  /** Where it is switched on. */
  readonly setting: string;
  /** Handed over by Nest, which then has it made before. */
  readonly section: Type<{ readonly enabled: boolean }>;
  readonly make: (config: never, tools: AdapterTools) => SourceAdapter;
}

/** Every source there is, one line each. */
const SOURCES: readonly SourceEntry[] = [
  source(
    'Local files',
    'sources.local',
    LocalSourceConfig,
    ({ paths }, { clock, ownFolders }) => new LocalSource({ paths: paths ?? [], ownFolders }, clock),
  ),
  source('Podcasts', 'sources.podcast', PodcastSourceConfig, (config, tools) => new PodcastSource(config, tools)),
  source('Radio', 'sources.radio', RadioSourceConfig, (config, tools) => new RadioSource(config, tools)),
  source('YouTube Music', 'sources.ytmusic', YtMusicSourceConfig, (config, tools) => new YtMusicSource(config, tools)),
  source('Pandora', 'sources.pandora', PandoraSourceConfig, (config, tools) => new PandoraSource(config, tools)),
  source(
    'SoundCloud',
    'sources.soundcloud',
    SoundCloudSourceConfig,
    (config, tools) => new SoundCloudSource(config, tools),
  ),
  source('Bandcamp', 'sources.bandcamp', BandcampSourceConfig, (config, tools) => new BandcampSource(config, tools)),
];

/** A source that is made unless its section of the configuration switches it off. */
function source<Section extends { readonly enabled: boolean }>(
  name: string,
  setting: string,
  section: Type<Section>,
  make: (config: Section, tools: AdapterTools) => SourceAdapter,
): SourceEntry {
  return { name, setting: `${setting}.enabled`, section, make };
}

/** Where music comes from. */
@Module({
  imports: [EventsModule, UpstreamModule],
  controllers: [SourcesController],
  providers: [
    SourceRegistry,
    SourceHoldings,
    SourceTrials,
    AdapterTools,
    SavedAddresses,
    {
      provide: SOURCES_OFF,
      inject: SOURCES.map(({ section }) => section),
      useFactory: (...sections: { readonly enabled: boolean }[]): SourceOff[] =>
        SOURCES.flatMap(({ name, setting }, i) => (sections[i]?.enabled === false ? { name, setting } : [])),
    },
    {
      provide: SOURCE_ADAPTERS,
      inject: [AdapterTools, ...SOURCES.map(({ section }) => section)],
      useFactory: (tools: AdapterTools, ...sections: { readonly enabled: boolean }[]): SourceAdapter[] =>
        sections.flatMap((config, i) => (config.enabled ? SOURCES[i]!.make(config as never, tools) : [])),
    },
  ],
  exports: [SavedAddresses, SourceHoldings, SourceRegistry],
})
export class SourcesModule {
  constructor(topics: EventTopics, sources: SourceRegistry, @Inject(SOURCES_OFF) off: readonly SourceOff[]) {
    topics.registerState('sources', () => listOf(sources, off), sources.healthChanges);
  }
}
