import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ServiceList } from './services.dto.js';
import { UpstreamStates } from './upstream-states.js';

@ApiTags('services')
@Controller('services')
export class ServicesController {
  constructor(private readonly states: UpstreamStates) {}

  /** The services outside that were asked since the start, and how each is doing. */
  @Get()
  listServices(): ServiceList {
    return { items: this.states.all };
  }
}
