import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AnswersBadRequest } from '../../api/index.js';
import { Clock } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { ExportQuery } from './export.dto.js';
import { HeartExport } from './heart-export.js';
import { ListenExport, type ExportFormat } from './listen-export.js';

const TYPES: Record<ExportFormat, string> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
};
const DAY_LENGTH = 'YYYY-MM-DD'.length;

@ApiTags('history')
@AnswersBadRequest()
@Controller('history/export')
export class ExportController {
  constructor(
    private readonly listens: ListenExport,
    private readonly hearts: HeartExport,
    private readonly clock: Clock,
  ) {}

  /**
   * All listens as a file, oldest first; behind them, in JSON lines only, all hearts and saved stations. In CSV, texts that a spreadsheet would take for a formula (those that begin with
   * `=`, `+`, `-` or `@`) have an apostrophe in front.
   */
  @Get()
  @ApiOkResponse({ content: { 'application/x-ndjson': {}, 'text/csv': {} } })
  async exportListens(@Query() { format }: ExportQuery, @Res() response: Response): Promise<void> {
    const today = new Date(this.clock.nowMs()).toISOString().slice(0, DAY_LENGTH);
    response.setHeader('Content-Type', TYPES[format]);
    response.setHeader('Content-Disposition', `attachment; filename="pyxis-history-${today}.${format}"`);
    response.setHeader('Cache-Control', 'private, no-store');
    try {
      // As fast as it is taken, and no longer than somebody is there to take it.
      await pipeline(Readable.from(this.pieces(format), { highWaterMark: 1 }), response);
    } catch (error) {
      const isGone = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!isGone) throw error;
    }
  }

  private async *pieces(format: ExportFormat): AsyncGenerator<string> {
    yield* this.listens.write(OWNER_ID, format);
    if (format === 'jsonl') yield* this.hearts.write(OWNER_ID);
  }
}
