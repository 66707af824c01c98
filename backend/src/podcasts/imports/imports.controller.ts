import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AnswersBadRequest, AnswersNotFound } from '../../api/index.js';
import { Clock, InvalidRequest } from '../../common/index.js';
import { OWNER_ID } from '../../database/index.js';
import { ExportSubscriptionsQuery } from '../shows/shows.dto.js';
import { ImportEntriesQuery, ImportEntryPage, SubscriptionImportView } from './imports.dto.js';
import { SubscriptionExport } from './subscription-export.js';
import { SubscriptionImports } from './subscription-imports.js';

const MAX_FILE_BYTES = 10 * 1024 ** 2;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

@ApiTags('podcasts')
@AnswersBadRequest()
@Controller('podcasts')
export class SubscriptionImportsController {
  constructor(
    private readonly imports: SubscriptionImports,
    private readonly exported: SubscriptionExport,
    private readonly clock: Clock,
  ) {}

  /** Follows all shows of an OPML file. Answers when the file was read; how it goes on is asked for by id. */
  @Post('imports')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ required: true, schema: { type: 'string', format: 'binary' } })
  async startSubscriptionImport(@Req() request: Request): Promise<SubscriptionImportView> {
    return this.imports.start(OWNER_ID, await readFile(request));
  }

  @Get('imports/:id')
  @AnswersNotFound()
  getSubscriptionImport(@Param('id') id: string): SubscriptionImportView {
    return this.imports.find(OWNER_ID, id);
  }

  /** Every entry of the list with what became of it, a page at a time. */
  @Get('imports/:id/entries')
  @AnswersNotFound()
  listImportEntries(@Param('id') id: string, @Query() query: ImportEntriesQuery): ImportEntryPage {
    return this.imports.entries(OWNER_ID, id, query);
  }

  /** Ends it, if it runs. What is followed by then stays. */
  @Delete('imports/:id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @AnswersNotFound()
  cancelSubscriptionImport(@Param('id') id: string): Promise<void> {
    return this.imports.cancel(OWNER_ID, id);
  }

  /** All that is followed as an OPML file. Addresses that are secrets are left out unless they are asked for. */
  @Get('export')
  @ApiOkResponse({ content: { 'text/x-opml': {} } })
  async exportSubscriptions(
    @Query() { withPrivate }: ExportSubscriptionsQuery,
    @Res() response: Response,
  ): Promise<void> {
    const opml = await this.exported.write(OWNER_ID, withPrivate);
    const today = new Date(this.clock.nowMs()).toISOString().slice(0, DAY_LENGTH);
    response.setHeader('Content-Type', 'text/x-opml; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="pyxis-podcasts-${today}.opml"`);
    response.setHeader('Cache-Control', 'private, no-store');
    response.end(opml);
  }
}

/** @throws InvalidRequest it is larger than any list of subscriptions */
async function readFile(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_FILE_BYTES)
      throw new InvalidRequest([{ field: 'file', detail: 'is larger than 10 MiB.', because: 'file-too-large' }]);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
