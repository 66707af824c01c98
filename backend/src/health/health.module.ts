import { Module } from '@nestjs/common';
import { LivenessController } from './liveness.controller.js';
import { LibraryCensus } from './library-census.js';
import { SystemController } from './system.controller.js';
import { TranscoderProbe } from './transcoder-probe.js';

@Module({
  controllers: [LivenessController, SystemController],
  providers: [LibraryCensus, TranscoderProbe],
})
export class HealthModule {}
