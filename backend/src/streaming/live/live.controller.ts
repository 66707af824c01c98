import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersNotFound, goneWith } from '../../api/index.js';
import { StreamOpener } from '../stream-opener.js';
import { LiveView } from './live.dto.js';

@ApiTags('streaming')
@Controller('live')
export class LiveController {
  constructor(private readonly opener: StreamOpener) {}

  /**
   * How a station is, as soon as it can be heard: where its sound begins and ends, and what it announces. To listen, ask
   * for `/stream/{trackId}?at={startMs}` within some seconds.
   */
  @Get(':trackId')
  @AnswersNotFound()
  look(@Param('trackId') trackId: string, @Res({ passthrough: true }) response: Response): Promise<LiveView> {
    return this.opener.look(trackId, goneWith(response));
  }
}
