import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SourceRegistry } from './source-registry.js';
import { listOf } from './source-views.js';
import { SourceList } from './sources.dto.js';

@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(private readonly sources: SourceRegistry) {}

  /** Where music comes from, and how each source is doing. */
  @Get()
  listSources(): SourceList {
    return listOf(this.sources);
  }
}
