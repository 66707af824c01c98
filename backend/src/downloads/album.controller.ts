import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { AlbumSender } from './album-sender.js';

@ApiTags('streaming')
@Controller('stream/album')
export class AlbumController {
  constructor(private readonly albums: AlbumSender) {}

  /**
   * An album as a ZIP with a file for each track, in the quality that is set for its source, and its cover. Takes ids of the
   * library and of sources. Tracks that are not to be had are named in `Missing.txt`, with the reason; where none is, the answer
   * is a problem: 409 where its source does not give files. GET and HEAD.
   */
  @Get(':albumId')
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @AnswersNotFound()
  downloadAlbum(@Param('albumId') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.albums.send(OWNER_ID, id, request, response);
  }
}
