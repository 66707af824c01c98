import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AnswersBadRequest, AnswersNotFound, PageQuery } from '../../api/index.js';
import { present } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { ImportRunner } from './import-runner.js';
import { ImportPage, ImportQuery, ImportView } from './imports.dto.js';

@ApiTags('history')
@AnswersBadRequest()
@Controller('history/imports')
export class ImportsController {
  constructor(private readonly runner: ImportRunner) {}

  /**
   * Imports listens from the export of a service: JSON, JSON lines, CSV, or a ZIP archive as the service gives it. Answers
   * when the whole file was sent; how it goes on is asked for by id.
   */
  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  startImport(@Query() { service, dryRun, fileName }: ImportQuery, @Req() request: Request): Promise<ImportView> {
    const announced = Number(request.headers['content-length']);
    return this.runner.start(request, {
      ownerId: OWNER_ID,
      service,
      isDryRun: dryRun,
      ...present({ fileName }),
      ...(Number.isSafeInteger(announced) && { announcedBytes: announced }),
    });
  }

  /** Imports that wrote into the history or were to, newest first. Dry runs are not kept. */
  @Get()
  listImports(@Query() query: PageQuery): Promise<ImportPage> {
    return this.runner.page(OWNER_ID, query);
  }

  @Get(':id')
  @AnswersNotFound()
  getImport(@Param('id') id: string): Promise<ImportView> {
    return this.runner.findAny(OWNER_ID, id);
  }

  /** Adds what a finished dry run said it would. */
  @Post(':id/apply')
  @HttpCode(HttpStatus.ACCEPTED)
  @AnswersNotFound()
  applyImport(@Param('id') id: string): ImportView {
    return this.runner.apply(OWNER_ID, id);
  }

  /** Ends it, if it runs. What it has added stays, and is known when it is repeated. */
  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @AnswersNotFound()
  cancelImport(@Param('id') id: string): Promise<void> {
    return this.runner.cancel(OWNER_ID, id);
  }
}
