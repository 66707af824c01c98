import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { EventsQuery } from './playback.dto.js';
import { Players } from './players.js';

@ApiTags('playback')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playback/events')
export class EventsController {
  constructor(private readonly players: Players) {}

  /** Server-sent events: `snapshot` first, then `player` with each change; the data are a PlayerView. */
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events until the client goes.', schema: { type: 'string' } })
  async subscribe(
    @Query() { outputId, lastEventId }: EventsQuery,
    @Headers('last-event-id') lastEventHeader: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const player = await this.players.of(OWNER_ID);
    await player.subscribe(response, { outputId, lastEventId: lastEventHeader ?? lastEventId });
  }
}
