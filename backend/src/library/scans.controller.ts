import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound, PageQuery } from '../api/index.js';
import { NotFound } from '../common/index.js';
import { ScanRepository } from './scan/scan-repository.js';
import { ScanRunner } from './scan/scan-runner.js';
import { ScanFaultPage, ScanPage, ScanView, StartScan } from './scans.dto.js';

@ApiTags('scans')
@AnswersBadRequest()
@Controller('scans')
export class ScansController {
  constructor(
    private readonly runner: ScanRunner,
    private readonly scans: ScanRepository,
  ) {}

  /** Looks through all collections. While a scan runs, answers with that one. */
  @Post()
  @ApiAcceptedResponse({ type: ScanView, description: 'The scan that was started.' })
  @ApiOkResponse({ type: ScanView, description: 'The scan that is running already.' })
  startScan(@Body() body: StartScan, @Res({ passthrough: true }) response: Response): ScanView {
    const { view, isNew } = this.runner.start({ trigger: 'manual', rereadAll: body.rereadAll });
    response.status(isNew ? HttpStatus.ACCEPTED : HttpStatus.OK);
    return view;
  }

  /** Scans, newest first. */
  @Get()
  async listScans(@Query() query: PageQuery): Promise<ScanPage> {
    const page = await this.scans.page(query);
    const { running } = this.runner;
    page.items = page.items.map((scan) => (scan.id === running?.id ? running : scan));
    return page;
  }

  /** Files that could not be read, newest first. */
  @Get('faults')
  listFaults(@Query() query: PageQuery): Promise<ScanFaultPage> {
    return this.scans.faults(query);
  }

  @Get(':id')
  @AnswersNotFound()
  async getScan(@Param('id') id: string): Promise<ScanView> {
    const { running } = this.runner;
    const scan = running?.id === id ? running : await this.scans.find(id);
    if (!scan) throw new NotFound('scan', id);
    return scan;
  }

  /** Ends the running scan, if any. What it has found stays. */
  @Delete('current')
  @HttpCode(HttpStatus.NO_CONTENT)
  async cancelScan(): Promise<void> {
    await this.runner.cancel();
  }
}
