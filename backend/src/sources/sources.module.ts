import { Injectable, Module, type Type } from '@nestjs/common';
import { basename, dirname } from 'node:path';
import { Clock } from '../common/index.js';
import { Directories, Installation, LocalSourceConfig } from '../config/index.js';
import { UpstreamModule, Upstreams } from '../upstream/index.js';
import { LocalSource } from './local/local-source.js';
import { pictureFetcher, type FetchPicture } from './remote-artwork.js';
import { SOURCE_ADAPTERS, SourceRegistry } from './source-registry.js';
import type { SourceAdapter } from './source.js';
import { SourcesController } from './sources.controller.js';

/** What adapters are made with. */
@Injectable()
class AdapterTools {
  /** For `RemoteArtwork`. */
  readonly fetchPicture: FetchPicture;
  /** Where the server keeps what is its own. */
  readonly ownFolders: readonly string[];

  constructor(
    readonly clock: Clock,
    /** For those whose music is elsewhere: makes the one `Upstream` to each service. */
    readonly upstreams: Upstreams,
    { data, cache, state }: Directories,
    { configFile }: Installation,
  ) {
    this.fetchPicture = pictureFetcher(upstreams);
    const configuration = configFile === undefined ? '' : dirname(configFile);
    // A configuration file may lie anywhere; a folder of its own has our name.
    const own = basename(configuration) === 'pyxis' ? [configuration] : [];
    this.ownFolders = [data, cache, state, ...own].filter((folder) => folder !== '');
  }
}

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
    AdapterTools,
    {
      provide: SOURCE_ADAPTERS,
      inject: [AdapterTools, ...SOURCES.map(({ section }) => section)],
      useFactory: (tools: AdapterTools, ...sections: { readonly enabled: boolean }[]): SourceAdapter[] =>
        sections.flatMap((config, i) => (config.enabled ? SOURCES[i]!.make(config as never, tools) : [])),
    },
  ],
  exports: [SourceRegistry],
})
export class SourcesModule {}
