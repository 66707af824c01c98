import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AudioSender } from './audio-sender.js';
import { StreamQuery } from './stream.dto.js';

/** Audio. Not of the JSON API: players know what to do with it. */
@ApiExcludeController()
@Controller('stream')
export class StreamController {
  constructor(private readonly audio: AudioSender) {}

  /** GET and HEAD. */
  @Get(':trackId')
  stream(
    @Param('trackId') trackId: string,
    @Query() query: StreamQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { download, ...wish } = query;
    return this.audio.send(trackId, { ...wish, isToKeep: download !== undefined }, request, response);
  }
}
