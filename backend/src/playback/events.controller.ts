import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AnswersBadRequest, AnswersNotFound } from '../api/index.js';
import { OWNER_ID } from '../database/index.js';
import { Outputs } from './outputs.js';
import { Playback } from './playback.js';
import { EventsQuery } from './playback.dto.js';
import { PlaybackTimers } from './playback-timers.js';
import { PlayerFeed } from './player-feed.js';

@ApiTags('playback')
@AnswersBadRequest()
@AnswersNotFound()
@Controller('playback/events')
export class EventsController {
  constructor(
    private readonly playback: Playback,
    private readonly feed: PlayerFeed,
    private readonly outputs: Outputs,
    private readonly timers: PlaybackTimers,
  ) {}

  /** Server-sent events: `snapshot` first, then `player` with each change; the data are a PlayerView. */
  @Get()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events until the client goes.', schema: { type: 'string' } })
  async subscribe(
    @Query() { outputId, lastEventId }: EventsQuery,
    @Headers('last-event-id') lastEventHeader: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    if (outputId !== undefined) await this.present(outputId, response);
    await this.playback.show((view) => {
      if (!response.destroyed) this.feed.subscribe(response, view, lastEventHeader ?? lastEventId);
    });
  }

  private async present(outputId: string, response: Response): Promise<void> {
    const output = await this.outputs.find(OWNER_ID, outputId);
    if (response.destroyed) return;
    this.timers.outputCame(outputId);
    const isNew = this.outputs.came(output);
    response.once('close', () => {
      if (this.outputs.left(outputId)) this.timers.outputLeft(outputId);
    });
    if (isNew) await this.playback.announce();
  }
}
