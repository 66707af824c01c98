import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { ScrobblingModule } from '../scrobbling/index.js';
import { SourcesModule } from '../sources/index.js';
import { StreamingModule } from '../streaming/index.js';
import { UpstreamModule } from '../upstream/index.js';
import { DiskMetrics } from './disk-metrics.js';
import { Drain } from './drain.js';
import { HealthController } from './health.controller.js';
import { HttpMetrics } from './http-metrics.js';
import { KeptAudioMetrics } from './kept-audio-metrics.js';
import { LibraryCensus } from './library-census.js';
import { LibraryMetrics } from './library-metrics.js';
import { Metrics } from './metrics.js';
import { ServiceMetrics } from './service-metrics.js';
import { SystemController } from './system.controller.js';
import { TranscoderProbe } from './transcoder-probe.js';
import { WorkMetrics } from './work-metrics.js';

/** What process managers, proxies and monitoring ask. Each kind of figures puts its own into the one registry. */
@Module({
  imports: [ScrobblingModule, SourcesModule, StreamingModule, UpstreamModule],
  controllers: [HealthController, SystemController],
  providers: [
    { provide: Registry, useFactory: () => new Registry() },
    DiskMetrics,
    Drain,
    HttpMetrics,
    KeptAudioMetrics,
    LibraryCensus,
    LibraryMetrics,
    Metrics,
    ServiceMetrics,
    TranscoderProbe,
    WorkMetrics,
  ],
})
export class HealthModule {}
