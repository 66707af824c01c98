import { Module } from '@nestjs/common';
import { ServicesController } from './services.controller.js';
import { UpstreamStates } from './upstream-states.js';
import { Upstreams } from './upstreams.js';

/** Everything that is fetched from outside this machine goes through here. */
@Module({
  controllers: [ServicesController],
  providers: [Upstreams, UpstreamStates],
  exports: [Upstreams, UpstreamStates],
})
export class UpstreamModule {}
