import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SourceRegistry } from './source-registry.js';
import { SourceList } from './sources.dto.js';

@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(private readonly sources: SourceRegistry) {}

  /** Where music comes from, and how each source is doing. */
  @Get()
  listSources(): SourceList {
    return {
      items: this.sources.all.map((source) => {
        const { parts, ...health } = source.health();
        const capabilities = Object.entries(source.capabilities).flatMap(([name, is]) => (is ? [name] : []));
        return { id: source.id, name: source.name, ...health, capabilities, parts: [...parts] };
      }),
    };
  }
}
