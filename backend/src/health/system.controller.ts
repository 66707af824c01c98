import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Installation } from '../config/index.js';
import { Database } from '../database/index.js';
import { LibraryCensus } from './library-census.js';
import { SystemView } from './system.dto.js';
import { TranscoderProbe } from './transcoder-probe.js';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(
    private readonly installation: Installation,
    private readonly database: Database,
    private readonly census: LibraryCensus,
    private readonly transcoder: TranscoderProbe,
  ) {}

  /** The server itself: version, since when it runs, what it plays from. */
  @Get()
  async system(): Promise<SystemView> {
    const { version, startedAtMs, isDemo, configFile } = this.installation;
    const databaseSizeBytes = this.census.databaseSizeBytes();
    const [transcoder, library] = await Promise.all([this.transcoder.look(), this.census.count()]);
    return {
      version,
      startedAtMs,
      nodeVersion: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      databaseEngine: this.database.engine,
      ...(databaseSizeBytes !== undefined && { databaseSizeBytes }),
      isDemo,
      ...(configFile !== undefined && { configFile }),
      transcoder,
      library,
    };
  }
}
