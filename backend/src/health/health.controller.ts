import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Database } from '../database/index.js';
import { Drain } from './drain.js';
import { Metrics } from './metrics.js';
import { NotReady } from './not-ready.js';

/** For process managers, proxies and monitoring; not part of the API. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly drain: Drain,
    private readonly metrics: Metrics,
  ) {}

  /** The process is alive; says nothing of what it depends on. */
  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Requests are welcome: the database answers (it was migrated before listening) and the server is not on its way out. */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready(): Promise<{ status: 'ok' }> {
    if (this.drain.hasBegun) throw new NotReady('The server is stopping.');
    try {
      await this.database.read.get('SELECT 1 AS one');
    } catch {
      throw new NotReady('The database does not answer.');
    }
    return { status: 'ok' };
  }

  /** Prometheus' text format. */
  @Get('metrics')
  async measure(@Res() response: Response): Promise<void> {
    response.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
