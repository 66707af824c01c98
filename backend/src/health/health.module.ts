import { Module } from '@nestjs/common';
import { Drain } from './drain.js';
import { HealthController } from './health.controller.js';
import { HttpMetrics } from './http-metrics.js';
import { LibraryCensus } from './library-census.js';
import { SystemController } from './system.controller.js';
import { TranscoderProbe } from './transcoder-probe.js';

@Module({
  controllers: [HealthController, SystemController],
  providers: [Drain, HttpMetrics, LibraryCensus, TranscoderProbe],
})
export class HealthModule {}
